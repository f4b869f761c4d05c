import type { Schema, SObjectDef } from '../../metadata/index.ts';
import { isAggregate, Names, parseSoql, type SelectItem, type SoqlQuery } from '../../soql/index.ts';

const completed = new WeakMap<Schema, WeakMap<SoqlQuery, SoqlQuery>>();

/**
 * A query as Apex runs it: records always carry their id, and those of the parents they name, whether selected or not.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SOQL_working_with_results.htm
 */
export function withImplicitFields(text: string | SoqlQuery, schema: Schema): SoqlQuery {
  const query = typeof text === 'string' ? parseSoql(text) : text;
  let known = completed.get(schema);
  if (!known) completed.set(schema, (known = new WeakMap()));
  let full = known.get(query);
  if (!full) known.set(query, (full = complete(query, schema, schema.object(query.from.path.at(-1) ?? ''))));
  return full;
}

function complete(query: SoqlQuery, schema: Schema, object: SObjectDef | undefined): SoqlQuery {
  if (isAggregate(query) || !object) return query;
  const known = new Set<string>();
  const names = new Names(schema);
  const scope = names.scopeOver(object, query);
  const fromObject = (path: readonly string[]): readonly string[] => names.withoutAlias(scope, path, query.position);
  const select: SelectItem[] = query.select.map((item) => {
    if (item.kind === 'expression' && item.expression.kind === 'field') known.add(fromObject(item.expression.path).join('.').toLowerCase());
    if (item.kind === 'fields') for (const field of object.fields.values()) known.add(field.apiName.toLowerCase());
    if (item.kind !== 'children') return item;
    const child = schema.childRelationship(object, item.query.from.path.at(-1) ?? '');
    return { ...item, query: complete(item.query, schema, child && schema.object(child.childObject)) };
  });
  const add = (path: readonly string[]): void => {
    const key = path.join('.').toLowerCase();
    if (known.has(key)) return;
    known.add(key);
    select.push({ kind: 'expression', expression: { kind: 'field', path, position: query.position }, position: query.position });
  };
  add(['Id']);
  for (const item of query.select) {
    if (item.kind === 'expression' && item.expression.kind === 'field') addParents(fromObject(item.expression.path), object, schema, add);
  }
  return { ...query, select };
}

/** `Owner.Profile.Name` also reads OwnerId, Owner.Id, Owner.ProfileId and Owner.Profile.Id. */
function addParents(path: readonly string[], object: SObjectDef, schema: Schema, add: (path: readonly string[]) => void): void {
  let at: SObjectDef | undefined = object;
  for (let i = 0; at && i < path.length - 1; i++) {
    const lookup = schema.parentRelationship(at, path[i]!);
    if (!lookup) return;
    add([...path.slice(0, i), lookup.apiName]);
    at = lookup.referenceTo.length === 1 ? schema.object(lookup.referenceTo[0]!) : undefined;
    if (at) add([...path.slice(0, i + 1), 'Id']);
  }
}
