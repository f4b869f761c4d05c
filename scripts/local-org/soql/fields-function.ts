import type { FieldDef } from '../metadata/index.ts';
import { SoqlError } from './errors.ts';
import type { Expressions } from './sql/expression.ts';
import type { Condition, SelectItem, SoqlQuery } from './syntax/ast.ts';

const LARGEST_LIMIT = 200;

/** The fields of FIELDS(): https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_fields.htm */
export function fieldsOf({ scope, names, env }: Expressions, item: Extract<SelectItem, { kind: 'fields' }>, query: SoqlQuery): FieldDef[] {
  const { group, position } = item;
  if (group !== 'STANDARD' && !isLimited(query) && !(query.where && namesRecords(query.where))) {
    throw new SoqlError('MALFORMED_QUERY', `The SOQL FIELDS function must have a LIMIT of at most ${LARGEST_LIMIT}`, position);
  }
  const wanted = [...scope.object.fields.values()].filter((field) => group === 'ALL' || field.custom === (group === 'CUSTOM'));
  const isOpen = names === env.open;
  const readable = wanted.filter((field) => isOpen || env.context.access.canReadField(scope.object, field));
  if (readable.length === 0 && query.select.length === 1) {
    const message = "'FIELDS(...)' expansion function must result in at least one field being selected.";
    throw new SoqlError('MALFORMED_QUERY', message, position);
  }
  return readable;
}

function isLimited({ limit }: SoqlQuery): boolean {
  return typeof limit === 'number' ? limit <= LARGEST_LIMIT : limit !== undefined;
}

/** `Id = '…'`, `Id IN ('…', …)`, and several of them joined by OR. */
function namesRecords(condition: Condition): boolean {
  if (condition.kind === 'or') return condition.conditions.every(namesRecords);
  if (condition.kind === 'and') return condition.conditions.some(namesRecords);
  if (condition.kind !== 'comparison' || condition.left.kind !== 'field') return false;
  const isId = condition.left.path.at(-1)?.toLowerCase() === 'id' && condition.left.path.length === 1;
  return isId && (condition.operator === '=' || (condition.operator === 'IN' && condition.right.kind !== 'subquery'));
}
