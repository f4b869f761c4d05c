import type { DmlError, DmlResult } from '../../../dml/index.ts';
import { SINCE } from '../../check/versions.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { ApexObject } from '../../runtime/object.ts';
import { isId, toId } from '../../runtime/sobject/index.ts';
import { textOf } from '../../runtime/text/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { beans } from '../beans.ts';
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

const COMMON = {
  'Errors: List<Database.Error>': (info: DmlResultInfo) => info.errors,
  'Id: Id': (info: DmlResultInfo) => info.result.id,
  'Success: Boolean': (info: DmlResultInfo) => info.result.success,
};

const SAVE = beans(COMMON);

/** Text that is no id leaves the result without one. */
function idOf(text: string | null): string | null {
  return text !== null && isId(text) ? toId(text) : null;
}

/** A result read from JSON, as tests of code that handles results make them. */
function resultFromJson(kind: ResultKind): NonNullable<NativeTypeSpec['fromJson']> {
  return (member) => {
    const errors = member('errors', 'List<Database.Error>') as ApexList<DmlErrorInfo> | null;
    return new DmlResultInfo(kind, {
      id: idOf(member('id', 'String') as string | null),
      success: member('success', 'Boolean') === true,
      created: member('created', 'Boolean') === true,
      errors: (errors?.items ?? []).map(({ error }) => error),
    });
  };
}

function errorFromJson(member: (name: string, type: string) => unknown): DmlErrorInfo {
  const fields = member('fields', 'List<String>') as ApexList<string> | null;
  return new DmlErrorInfo({
    statusCode: (member('statusCode', 'String') as string | null) ?? 'UNKNOWN_EXCEPTION',
    message: (member('message', 'String') as string | null) ?? '',
    fields: [...(fields?.items ?? [])],
  });
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database_saveresult.htm */
export const resultTypes: readonly NativeTypeSpec[] = [
  {
    name: 'Database.Error',
    fromJson: errorFromJson,
    ...beans({
      'Fields: List<String>': (info: DmlErrorInfo) => new ApexList('String', [...info.error.fields]),
      'Message: String': (info: DmlErrorInfo) => info.error.message,
      'StatusCode: System.StatusCode': (info: DmlErrorInfo) => statusCode(info.error.statusCode),
    }),
  },
  {
    name: 'Database.SaveResult',
    ...SAVE,
    methods: {
      ...SAVE.methods,
      'getId(): Id': (info: DmlResultInfo, version: number) =>
        info.result.success || version >= SINCE.failedSavesHaveIds ? info.result.id : null,
    },
    needsApiVersion: ['getid'],
    fromJson: resultFromJson('SaveResult'),
  },
  {
    name: 'Database.UpsertResult',
    fromJson: resultFromJson('UpsertResult'),
    ...beans({ ...COMMON, 'Created: Boolean': (info: DmlResultInfo) => info.result.created }),
  },
  { name: 'Database.DeleteResult', ...beans(COMMON), fromJson: resultFromJson('DeleteResult') },
  { name: 'Database.UndeleteResult', ...beans(COMMON), fromJson: resultFromJson('UndeleteResult') },
];
