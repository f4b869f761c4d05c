import type { FieldValue } from '../metadata/index.ts';
import type { Environment } from './environment.ts';
import { SoqlError } from './errors.ts';
import type { Comparison, Condition, SoqlQuery, Value } from './syntax/ast.ts';
import type { RecordAccess } from './types.ts';

/** The object whose rows say what a user may do with records; they are worked out for each query. */
export const RECORD_ACCESS = 'UserRecordAccess';

const MAX_RECORDS = 200;
/** Its rows have no ids of their own. */
const NO_ID = '000000000000000AAA';

/**
 * The rows of UserRecordAccess a query asks for, as SQL that stands for its table.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_userrecordaccess.htm
 * @throws SoqlError when the query does not name one user and at most 200 records
 */
export function recordAccessRows(env: Environment, query: SoqlQuery): string {
  const [userId, ...users] = valuesOf(env, query.where, 'userid');
  const ids = [...new Set(valuesOf(env, query.where, 'recordid'))];
  if (userId === undefined || users.length > 0 || ids.length === 0 || ids.length > MAX_RECORDS) {
    const message = `UserRecordAccess is queried for one UserId and at most ${MAX_RECORDS} values of RecordId`;
    throw new SoqlError('MALFORMED_QUERY', message, query.position);
  }
  const rows = env.context.access.recordAccess?.(userId, ids) ?? [];
  const table = JSON.stringify(rows.map((row) => columns(row, userId))).replaceAll("'", "''");
  const selected = COLUMNS.map((name, index) => `value ->> ${index} AS "${name}"`).join(', ');
  return `(SELECT ${selected} FROM json_each('${table}'))`;
}

const COLUMNS = [
  ...['Id', 'RecordId', 'UserId', 'HasReadAccess', 'HasEditAccess', 'HasDeleteAccess', 'HasTransferAccess', 'HasAllAccess'],
  'MaxAccessLevel',
] as const;

function columns(row: RecordAccess, userId: string): (string | number)[] {
  const flags = [row.read, row.edit, row.delete, row.transfer, row.all];
  const highest = ['Read', 'Edit', 'Delete', 'Transfer', 'All'].findLast((_, index) => flags[index]) ?? 'None';
  return [NO_ID, row.id, userId, ...flags.map(Number), highest];
}

/** Values a field must have for the condition to hold: of `=` and IN, not below OR or NOT. */
function valuesOf(env: Environment, condition: Condition | undefined, field: string): string[] {
  if (condition?.kind === 'and') return condition.conditions.flatMap((part) => valuesOf(env, part, field));
  if (condition?.kind !== 'comparison' || !asksFor(condition, field)) return [];
  return literals(env, condition.right).filter((value) => typeof value === 'string');
}

function asksFor({ left, operator }: Comparison, field: string): boolean {
  return left.kind === 'field' && left.path.at(-1)?.toLowerCase() === field && (operator === '=' || operator === 'IN');
}

function literals(env: Environment, value: Value): readonly FieldValue[] {
  if (value.kind === 'list') return value.values.flatMap((one) => literals(env, one));
  if (value.kind === 'string') return [value.value];
  if (value.kind !== 'bind') return [];
  const bound = env.bind(value);
  return Array.isArray(bound) ? (bound as readonly FieldValue[]) : [bound as FieldValue];
}
