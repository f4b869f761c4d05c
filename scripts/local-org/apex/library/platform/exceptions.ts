import { ApexList, ApexMap } from '../../runtime/collections/index.ts';
import { throwApex, type ApexException } from '../../runtime/exception.ts';
import { platformEnum } from '../../runtime/platformEnums.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { fieldToken, type ApexSObjectField } from '../schema/tokens.ts';
import { STATUS_CODES } from './statusCodes.ts';

/** One failed row of a DmlException; `ApexException.details` of a System.DmlException is a list of these. */
export interface DmlFailure {
  /** Place of the record in the list that was saved. */
  readonly index: number;
  readonly id: string | null;
  readonly object: string;
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

function failures(error: ApexException): readonly DmlFailure[] {
  return Array.isArray(error.details) ? (error.details as DmlFailure[]) : [];
}

function failure(error: ApexException, index: number): DmlFailure {
  const row = failures(error)[index];
  if (!row) throwApex('System.ListException', `List index out of bounds: ${index}`);
  return row;
}

function dmlFields(error: ApexException, index: number): ApexList<ApexSObjectField> {
  const { object, fields } = failure(error, index);
  return new ApexList(
    'Schema.SObjectField',
    fields.map((name) => fieldToken(object, name)),
  );
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_exception_methods.htm */
const METHODS: Record<string, NativeFn> = {
  'getCause(): System.Exception': (error: ApexException) => error.apexCause,
  'getLineNumber(): Integer': (error: ApexException) => error.frames[0]?.line ?? 1,
  'getMessage(): String': (error: ApexException) => error.apexMessage ?? 'Script-thrown exception',
  'getStackTraceString(): String': (error: ApexException) => error.stackTraceString,
  'getTypeName(): String': (error: ApexException) => error.typeName,
  'initCause(System.Exception cause): void': (error: ApexException, cause: ApexException | null) => {
    if (error.apexCause) throwApex('System.TypeException', 'Exception already has a cause.');
    error.apexCause = cause;
  },
  'setMessage(String message): void': (error: ApexException, message: string | null) => {
    error.apexMessage = message;
  },
  'getDmlFieldNames(Integer index): List<String>': (error: ApexException, index: number) =>
    new ApexList('String', [...failure(error, index).fields]),
  'getDmlFields(Integer index): List<Schema.SObjectField>': dmlFields,
  'getDmlId(Integer index): String': (error: ApexException, index: number) => failure(error, index).id,
  'getDmlIndex(Integer index): Integer': (error: ApexException, index: number) => failure(error, index).index,
  'getDmlMessage(Integer index): String': (error: ApexException, index: number) => failure(error, index).message,
  'getDmlStatusCode(Integer index): String': (error: ApexException, index: number) => failure(error, index).statusCode,
  'getDmlType(Integer index): System.StatusCode': (error: ApexException, index: number) => statusCode(failure(error, index).statusCode),
  'getNumDml(): Integer': (error: ApexException) => failures(error).length,
};

/** The enum value of a status code; codes the enum lacks read as UNKNOWN_EXCEPTION. */
export function statusCode(name: string): unknown {
  return platformEnum('System.StatusCode', STATUS_CODES.includes(name) ? name : 'UNKNOWN_EXCEPTION');
}

/** Platform exceptions with nothing but what every exception has. */
const PLAIN = `
  AssertException AsyncException AuraHandledException BigObjectException CalloutException CanvasException DataWeaveScriptException DmlException DuplicateMessageException
  EmailException EmailTemplateRenderException ExternalObjectException FatalCursorException FinalException FlowException HandledException
  IllegalArgumentException InvalidHeaderException InvalidParameterValueException InvalidReadOnlyUserDmlException JSONException LicenseException
  LimitException ListException MathException NoAccessException NoDataFoundException NoSuchElementException NullPointerException
  PlatformCacheException ProcedureException RequiredFeatureMissingException SObjectException SearchException SecurityException
  SerializationException StringException TouchHandledException TransientCursorException TypeException UnexpectedException
  UnsupportedOperationException VisualforceException WaveTemplateException XmlException`
  .trim()
  .split(/\s+/);

/** `QueryException.getInaccessibleFields()`: object → fields the user may not read, for queries in user mode. */
function inaccessibleFields(error: ApexException): ApexMap<string, unknown> {
  return (error.details as ApexMap<string, unknown> | undefined) ?? new ApexMap('String', 'Set<String>');
}

export const exceptionTypes: readonly NativeTypeSpec[] = [
  { name: 'System.Exception', kind: 'exception', abstract: true, methods: METHODS },
  {
    name: 'System.QueryException',
    kind: 'exception',
    methods: { 'getInaccessibleFields(): Map<String, Set<String>>': inaccessibleFields },
  },
  ...PLAIN.map((name): NativeTypeSpec => ({ name: `System.${name}`, kind: 'exception' })),
];
