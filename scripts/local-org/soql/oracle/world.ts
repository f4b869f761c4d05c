import fc from 'fast-check';
import { loadSource, type FieldValue } from '../../metadata/index.ts';
import { openStore, type Store } from '../../store/index.ts';
import { objectFiles, sourceFolder } from '../../testing/source-folder.ts';
import { insertRecord } from '../../testing/library.ts';

/**
 * Random objects, records and the rules of the documentation for looking at them, for an evaluator that knows nothing of
 * SQL. Low__c has a lookup Up__c to High__c; High__c has one, Over__c, to itself.
 */
export type Kind = 'text' | 'picklist' | 'multi' | 'number' | 'money' | 'flag' | 'date' | 'moment';

export interface Field {
  /** `F1__c`, `Up__r.F1__c`, `Up__r.Over__r.Name`. */
  readonly path: string;
  readonly kind: Kind;
}

/** A record; a parent that it has not is null. Multi-select values in the order of their definition. */
export interface Row {
  readonly id: string;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly parents: Readonly<Record<string, Row | null>>;
}

export interface World {
  readonly store: Store;
  /** What queries of either object may name, paths to parents included. */
  readonly fields: Readonly<Record<'Low__c' | 'High__c', readonly Field[]>>;
  /** The fields of the objects themselves, without Name. */
  readonly own: Readonly<Record<'Low__c' | 'High__c', readonly Field[]>>;
  readonly fiscalStart: number;
}

export const PICKLIST = ['New', 'Open', 'abc', 'Ёлка'] as const;
export const MULTI = ['Red', 'green', 'Синий'] as const;

const values = (names: readonly string[]): string =>
  `<valueSet><valueSetDefinition><sorted>false</sorted>${names.map((name) => `<value><fullName>${name}</fullName><label>${name} label</label></value>`).join('')}</valueSetDefinition></valueSet>`;
const DEFINITIONS: Readonly<Record<Kind, string>> = {
  text: '<type>Text</type><length>80</length>',
  picklist: `<type>Picklist</type>${values(PICKLIST)}`,
  multi: `<type>MultiselectPicklist</type>${values(MULTI)}`,
  number: '<type>Number</type><precision>5</precision><scale>0</scale>',
  money: '<type>Currency</type><precision>8</precision><scale>2</scale>',
  flag: '<type>Checkbox</type><defaultValue>false</defaultValue>',
  date: '<type>Date</type>',
  moment: '<type>DateTime</type>',
};

export const WORDS = ['Novel', 'novel', 'Ёж', 'ёЖ', 'a_b', 'a%b', "d'Or", 'ΣΑΣ', 'σας', 'ab', 'Straße', 'x y', 'é', '10', 'b\\c', 'ЁЖИК'];

/** Today is Monday, 23 November 2026; clocks in Moscow are three hours ahead. */
export const TODAY = Date.UTC(2026, 10, 23) / 86_400_000;
const DAYS = [0, -1, 1, -6, -7, 7, -30, 30, -90, 91, -200, 366, -366, 8, -8].map((shift) => TODAY + shift);

export const formatDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

const VALUES: Readonly<Record<Kind, fc.Arbitrary<FieldValue>>> = {
  text: fc.constantFrom(...WORDS),
  picklist: fc.constantFrom(...PICKLIST),
  multi: fc.subarray([...MULTI], { minLength: 1 }).map((chosen) => chosen.join(';')),
  number: fc.integer({ min: -3, max: 4 }),
  money: fc.integer({ min: -6, max: 9 }).map((quarters) => quarters / 4),
  flag: fc.boolean(),
  date: fc.constantFrom(...DAYS.map(formatDay)),
  moment: fc
    .tuple(fc.constantFrom(...DAYS), fc.constantFrom(0, 1, 20.9, 21, 23.5))
    .map(([day, hours]) => day * 86_400_000 + hours * 3_600_000),
};

/** Values of a field: its own random ones. */
export const valueOf = (kind: Kind): fc.Arbitrary<FieldValue> => VALUES[kind];

export type Draft = Readonly<Record<string, FieldValue>> & { readonly parent?: never };
export interface Drafts {
  readonly high: readonly { readonly values: Draft; readonly parent: number | null }[];
  readonly low: readonly { readonly values: Draft; readonly parent: number | null }[];
}

/** Random records of a world; parents are numbers of records made before. */
export function drafts({ own }: World): fc.Arbitrary<Drafts> {
  const record = (object: 'Low__c' | 'High__c'): fc.Arbitrary<Drafts['high'][number]> =>
    fc.record({
      values: fc.record({
        Name: VALUES.text,
        ...Object.fromEntries(
          own[object].map(({ path, kind }) => [path, kind === 'flag' ? VALUES.flag : fc.option(VALUES[kind], { nil: null, freq: 4 })]),
        ),
      }),
      parent: fc.option(fc.nat({ max: 3 }), { nil: null }),
    });
  return fc.record({ high: fc.array(record('High__c'), { maxLength: 5 }), low: fc.array(record('Low__c'), { maxLength: 9 }) });
}

/** Writes the records; what they are as the evaluator sees them. */
export function insertDrafts({ store }: World, { high, low }: Drafts): { readonly High__c: Row[]; readonly Low__c: Row[] } {
  const insert = (object: string, lookup: string, rows: Drafts['high'], parents: readonly Row[]): Row[] => {
    const made: Row[] = [];
    for (const { values: own, parent } of rows) {
      const pool = object === 'High__c' ? made : parents;
      const found = parent === null ? null : (pool[parent] ?? null);
      const id = insertRecord(store, object, { ...own, [lookup]: found?.id ?? null });
      made.push({ id, values: { ...own, Id: id, [lookup]: found?.id ?? null }, parents: { [lookup.replace('__c', '__r')]: found } });
    }
    return made;
  };
  const above = insert('High__c', 'Over__c', high, []);
  return { High__c: above, Low__c: insert('Low__c', 'Up__c', low, above) };
}

/** What a path holds. A checkbox of a parent that is not there is not checked. */
export function read(row: Row, { path, kind }: Field): FieldValue {
  let at: Row | null = row;
  const segments = path.split('.');
  for (const segment of segments.slice(0, -1)) at = at?.parents[segment] ?? null;
  return at?.values[segments.at(-1) ?? ''] ?? (kind === 'flag' ? false : null);
}

/** Objects with the given fields. */
export function openWorld(kinds: Readonly<Record<'Low__c' | 'High__c', readonly Kind[]>>, fiscalStart: number): World {
  const object = (name: 'Low__c' | 'High__c', extra: Readonly<Record<string, string>>): Record<string, string> =>
    objectFiles(
      'world',
      name,
      `<label>${name}</label><pluralLabel>${name}</pluralLabel><sharingModel>Private</sharingModel><nameField><label>Name</label><type>Text</type></nameField>`,
      { ...Object.fromEntries(kinds[name].map((kind, index) => [`F${index}__c`, DEFINITIONS[kind]])), ...extra },
    );
  const folder = sourceFolder({
    ...object('High__c', { Over__c: '<type>Lookup</type><referenceTo>High__c</referenceTo><relationshipName>Unders</relationshipName>' }),
    ...object('Low__c', { Up__c: '<type>Lookup</type><referenceTo>High__c</referenceTo><relationshipName>Lows</relationshipName>' }),
  });
  try {
    const store = openStore({ file: ':memory:', schema: loadSource([folder.dir]).schema });
    insertRecord(store, 'Organization', { Name: 'World', FiscalYearStartMonth: fiscalStart });
    const own = (name: 'Low__c' | 'High__c'): Field[] => kinds[name].map((kind, index) => ({ path: `F${index}__c`, kind }));
    const named = (name: 'Low__c' | 'High__c'): Field[] => [{ path: 'Name', kind: 'text' }, ...own(name)];
    const through = (prefix: string): Field[] => named('High__c').map(({ path, kind }) => ({ path: `${prefix}.${path}`, kind }));
    return {
      store,
      own: { Low__c: own('Low__c'), High__c: own('High__c') },
      fields: {
        Low__c: [...named('Low__c'), ...through('Up__r'), ...through('Up__r.Over__r')],
        High__c: [...named('High__c'), ...through('Over__r')],
      },
      fiscalStart,
    };
  } finally {
    folder.remove();
  }
}
