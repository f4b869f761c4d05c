import type { FieldDef } from '../metadata/index.ts';
import { SoqlError } from './errors.ts';
import type { Expressions } from './sql/expression.ts';
import type { SelectItem, SoqlQuery } from './syntax/ast.ts';

const LARGEST_LIMIT = 200;

/** The fields of FIELDS(): https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_fields.htm */
export function fieldsOf({ scope, names, env }: Expressions, item: Extract<SelectItem, { kind: 'fields' }>, query: SoqlQuery): FieldDef[] {
  const { group, position } = item;
  const isBounded = typeof query.limit === 'number' ? query.limit <= LARGEST_LIMIT : query.limit !== undefined;
  if (group !== 'STANDARD' && !isBounded) {
    throw new SoqlError('MALFORMED_QUERY', `The SOQL FIELDS function must have a LIMIT of at most ${LARGEST_LIMIT}`, position);
  }
  const wanted = [...scope.object.fields.values()].filter((field) => group === 'ALL' || field.custom === (group === 'CUSTOM'));
  const isOpen = names === env.open;
  return wanted.filter((field) => isOpen || env.context.access.canReadField(scope.object, field));
}
