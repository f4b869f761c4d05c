import { isStored, type Schema } from '../../metadata/index.ts';

/** A field of a record that the rows of a query look up to. */
export interface ParentRead {
  readonly object: string;
  readonly field: string;
}

/**
 * What a query made by this room reads besides the records of its first table: fields of their parents.
 * @returns undefined where the text reads in another way too, as conditions of sharing do
 */
export function parentReads(text: string): ParentRead[] | undefined {
  const tables = new Map<string, string>();
  for (const [, table = '', alias = ''] of text.matchAll(/\b(?:FROM|JOIN) "([^"]+)" (t\d+)\b/g)) tables.set(alias, table);
  // Any other table is one that is read in a way that is not understood here.
  if ([...text.matchAll(/\b(?:FROM|JOIN)\b(?! \(SELECT )/g)].length !== tables.size) return undefined;
  const reads = new Map<string, ParentRead>();
  for (const [, alias = '', field = ''] of text.matchAll(/\b(t\d+)\."([^"]+)"/g)) {
    const object = tables.get(alias);
    if (object === undefined) return undefined;
    // An id never changes.
    if (alias !== 't0' && field !== 'Id') reads.set(`${object}.${field}`, { object, field });
  }
  return [...reads.values()];
}

const changing = new WeakMap<Schema, ReadonlySet<string>>();

/** Whether a query calls a formula that depends on more than records: on the moment, the user, settings. */
export function asksMoreThanRecords(text: string, schema: Schema): boolean {
  let names = changing.get(schema);
  if (!names) changing.set(schema, (names = changingFormulas(schema)));
  for (const [, name = ''] of text.matchAll(/"(formula_\w+)"\(/g)) if (names.has(name)) return true;
  return false;
}

/** By the names SQL calls them; those that read such a formula are among them. */
function changingFormulas(schema: Schema): Set<string> {
  const formulas = [...schema.objects.values()].flatMap((object) =>
    [...object.fields.values()].flatMap(({ apiName, formula }) =>
      formula === undefined ? [] : [{ name: `formula_${object.apiName}_${apiName}`, apiName, formula }],
    ),
  );
  const found = new Set<string>();
  const fields = new Set<string>();
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const { name, apiName, formula } of formulas) {
      const words = formula.match(/\w+/g) ?? [];
      if (!/\$|\b(?:NOW|TODAY|TIMENOW)\s*\(/i.test(formula) && !words.some((word) => fields.has(word.toLowerCase()))) continue;
      found.add(name);
      fields.add(apiName.toLowerCase());
    }
  }
  return found;
}

/** The schema's field of a read; undefined for what no write changes by itself. */
export function fieldOf(schema: Schema, { object, field }: ParentRead): ReturnType<Schema['field']> {
  const definition = schema.object(object);
  const found = definition && schema.field(definition, field);
  return found && isStored(found) ? found : undefined;
}
