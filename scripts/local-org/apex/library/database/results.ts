import type { DmlError, DmlResult } from '../../../dml/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { ApexObject } from '../../runtime/object.ts';
import { textOf } from '../../runtime/text/index.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { statusCode } from '../platform/exceptions.ts';

/** `Database.Error`. */
export class DmlErrorInfo extends ApexObject {
  readonly error: DmlError;

  constructor(error: DmlError) {
    super();
    this.error = error;
  }

  override get typeName(): string {
    return 'Database.Error';
  }

  override apexToString(): string {
    const { fields, message, statusCode: code } = this.error;
    return `Database.Error[getFields=(${fields.join(', ')});getMessage=${message};getStatusCode=${code};]`;
  }
}

export type ResultKind = 'SaveResult' | 'UpsertResult' | 'DeleteResult' | 'UndeleteResult' | 'MergeResult' | 'EmptyRecycleBinResult';

/** `Database.SaveResult` and its kin. */
export class DmlResultInfo extends ApexObject {
  readonly kind: ResultKind;
  readonly result: DmlResult;

  constructor(kind: ResultKind, result: DmlResult) {
    super();
    this.kind = kind;
    this.result = result;
  }

  override get typeName(): string {
    return `Database.${this.kind}`;
  }

  get errors(): ApexList<DmlErrorInfo> {
    return new ApexList(
      'Database.Error',
      this.result.errors.map((error) => new DmlErrorInfo(error)),
    );
  }

  override apexToString(): string {
    const created = this.kind === 'UpsertResult' ? `isCreated=${this.result.created};` : '';
    return `Database.${this.kind}[getErrors=${textOf(this.errors)};getId=${this.result.id};${created}isSuccess=${this.result.success};]`;
  }
}

const COMMON: Record<string, NativeFn> = {
  'getErrors(): List<Database.Error>': (info: DmlResultInfo) => info.errors,
  'getId(): Id': (info: DmlResultInfo) => info.result.id,
  'isSuccess(): Boolean': (info: DmlResultInfo) => info.result.success,
};

const errorType: NativeTypeSpec = {
  name: 'Database.Error',
  methods: {
    'getFields(): List<String>': (info: DmlErrorInfo) => new ApexList('String', [...info.error.fields]),
    'getMessage(): String': (info: DmlErrorInfo) => info.error.message,
    'getStatusCode(): System.StatusCode': (info: DmlErrorInfo) => statusCode(info.error.statusCode),
  },
};

export const resultTypes: readonly NativeTypeSpec[] = [
  errorType,
  { name: 'Database.SaveResult', methods: COMMON },
  {
    name: 'Database.UpsertResult',
    methods: { ...COMMON, 'isCreated(): Boolean': (info: DmlResultInfo) => info.result.created },
  },
  { name: 'Database.DeleteResult', methods: COMMON },
  { name: 'Database.UndeleteResult', methods: COMMON },
];
