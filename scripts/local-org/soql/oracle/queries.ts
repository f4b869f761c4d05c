import fc from 'fast-check';
import type { FieldValue } from '../../metadata/index.ts';
import type { Condition, Records } from './condition.ts';
import { conditions, folded, order, semiJoins } from './conditions.ts';
import { datePart } from './dates.ts';
import { read, type Field, type Row, type World } from './world.ts';

/** A query as text, with the values of its binds in order (`§` in the text), and what it has to answer. */
export interface Asked {
  readonly soql: string;
  readonly binds: Condition['binds'];
  readonly answer: (all: Records) => unknown;
  /** The same of what the query answered. */
  readonly shape: (rows: readonly Record<string, unknown>[]) => unknown;
}

type Name = 'Low__c' | 'High__c';
type Sees = (row: Row) => boolean;

const ANYTHING: Condition = { soql: '', binds: [], holds: () => true };

function where(world: World, object: Name, sees: Sees): fc.Arbitrary<Condition> {
  const both = fc.tuple(semiJoins(world, object, sees), conditions(world, object)).map(([a, b]): Condition => ({
    soql: `${a.soql} AND ${b.soql}`,
    binds: [...a.binds, ...b.binds],
    holds: (row, all) => a.holds(row, all) && b.holds(row, all),
  }));
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(ANYTHING) },
    { weight: 5, arbitrary: conditions(world, object) },
    { weight: 2, arbitrary: both },
  );
}

const clause = ({ soql }: Condition): string => (soql === '' ? '' : ` WHERE ${soql}`);

interface Sorting {
  readonly soql: string;
  readonly compare: (a: Row, b: Row) => number;
}

/** Several columns; the id decides between equals. */
function sorting(world: World, object: Name): fc.Arbitrary<Sorting> {
  const sortable = world.fields[object].filter(({ kind }) => kind !== 'multi');
  const column = fc.record({
    field: fc.constantFrom(...sortable),
    descending: fc.boolean(),
    nulls: fc.constantFrom('', ' NULLS FIRST', ' NULLS LAST'),
  });
  return fc.uniqueArray(column, { maxLength: 3, selector: ({ field }) => field.path }).map((columns): Sorting => ({
    soql: ` ORDER BY ${[...columns.map(({ field, descending, nulls }) => `${field.path}${descending ? ' DESC' : ''}${nulls}`), 'Id'].join(', ')}`,
    compare: (a, b) => {
      for (const { field, descending, nulls } of columns) {
        const [left, right] = [sorted(a, field), sorted(b, field)];
        if (left === null && right === null) continue;
        const first = nulls === ' NULLS LAST' ? 1 : -1;
        if (left === null || right === null) return left === null ? first : -first;
        const sign = order(field.kind, left, right);
        if (sign !== 0) return descending ? -sign : sign;
      }
      return a.id < b.id ? -1 : 1;
    },
  }));
}

/** A checkbox of a parent that is not there has no place in the order of those that are. */
function sorted(row: Row, field: Field): FieldValue {
  const segments = field.path.split('.').slice(0, -1);
  let at: Row | null = row;
  for (const segment of segments) at = at?.parents[segment] ?? null;
  return at === null ? null : read(row, field);
}

/** Ids in order, a part of them. */
export function records(world: World, object: Name, sees: Sees): fc.Arbitrary<Asked> {
  const part = fc.tuple(fc.option(fc.nat({ max: 5 }), { nil: undefined }), fc.option(fc.nat({ max: 3 }), { nil: undefined }));
  return fc.tuple(where(world, object, sees), sorting(world, object), part).map(([filter, sort, [limit, offset]]): Asked => ({
    soql: `SELECT Id FROM ${object}${clause(filter)}${sort.soql}${limit === undefined ? '' : ` LIMIT ${limit}`}${offset === undefined ? '' : ` OFFSET ${offset}`}`,
    binds: filter.binds,
    answer: (all) => {
      const found = all[object].filter((row) => sees(row) && filter.holds(row, all)).sort(sort.compare);
      return found.slice(offset ?? 0, limit === undefined ? undefined : (offset ?? 0) + limit).map(({ id }) => id);
    },
    shape: (rows) => rows.map(({ Id }) => Id),
  }));
}

/** Parents with the ids of their children. */
export function withChildren(world: World, sees: Sees): fc.Arbitrary<Asked> {
  const limit = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined });
  return fc
    .tuple(conditions(world, 'High__c'), conditions(world, 'Low__c'), sorting(world, 'Low__c'), limit)
    .map(([outer, inner, sort, most]): Asked => ({
      soql: `SELECT Id, (SELECT Id FROM Lows__r${clause(inner)}${sort.soql}${most === undefined ? '' : ` LIMIT ${most}`}) FROM High__c${clause(outer)} ORDER BY Id`,
      binds: [...inner.binds, ...outer.binds],
      answer: (all) =>
        all.High__c.filter((row) => sees(row) && outer.holds(row, all)).map((row) => [
          row.id,
          all.Low__c.filter((low) => low.values.Up__c === row.id && sees(low) && inner.holds(low, all))
            .sort(sort.compare)
            .slice(0, most)
            .map(({ id }) => id),
        ]),
      shape: (rows) => rows.map(({ Id, Lows__r }) => [Id, (Lows__r as { Id: string }[] | null)?.map((low) => low.Id) ?? []]),
    }));
}

interface Grouped {
  readonly soql: string;
  readonly of: (row: Row) => FieldValue;
}

interface Total {
  readonly soql: string;
  readonly of: (rows: readonly Row[]) => FieldValue;
}

function groupables(world: World, object: Name): fc.Arbitrary<Grouped> {
  const fields = world.fields[object];
  const plain = fields
    .filter(({ kind }) => kind === 'text' || kind === 'picklist' || kind === 'date')
    .map((field): Grouped => ({ soql: field.path, of: (row) => caseless(read(row, field)) }));
  const own = world.own[object]
    .filter(({ kind }) => kind === 'flag')
    .map((field): Grouped => ({ soql: field.path, of: (row) => read(row, field) }));
  const dated = fields
    .filter(({ kind }) => kind === 'date' || kind === 'moment')
    .flatMap((field) =>
      ['CALENDAR_YEAR', 'DAY_IN_WEEK', ...(field.kind === 'moment' ? ['DAY_ONLY'] : [])].map((name) =>
        datePart(field, name, true, world.fiscalStart),
      ),
    );
  return fc.constantFrom<Grouped[]>(...plain, ...own, ...dated);
}

const caseless = (value: FieldValue): FieldValue => (typeof value === 'string' ? folded(value) : value);

function totals(world: World, object: Name): fc.Arbitrary<Total> {
  const made: Total[] = [{ soql: 'COUNT(Id)', of: (rows) => rows.length }];
  for (const field of world.fields[object]) {
    const { path, kind } = field;
    const present = (rows: readonly Row[]): FieldValue[] => rows.map((row) => sorted(row, field)).filter((value) => value !== null);
    if (kind === 'number' || kind === 'money') {
      const sum = (rows: readonly Row[]): number | null =>
        present(rows).reduce<number | null>((total, value) => (total ?? 0) + Number(value), null);
      made.push({ soql: `SUM(${path})`, of: sum });
      made.push({ soql: `AVG(${path})`, of: (rows) => (present(rows).length === 0 ? null : (sum(rows) ?? 0) / present(rows).length) });
    }
    if (kind === 'multi' || kind === 'flag') continue;
    made.push({ soql: `COUNT(${path})`, of: (rows) => present(rows).length });
    made.push({ soql: `COUNT_DISTINCT(${path})`, of: (rows) => new Set(present(rows).map(caseless)).size });
    const extreme = (rows: readonly Row[], sign: number): FieldValue =>
      caseless(
        present(rows).reduce<FieldValue>((best, value) => (best === null || order(kind, value, best) * sign > 0 ? value : best), null),
      );
    made.push({ soql: `MIN(${path})`, of: (rows) => extreme(rows, -1) }, { soql: `MAX(${path})`, of: (rows) => extreme(rows, 1) });
  }
  return fc.constantFrom(...made);
}

/** Groups with their totals, subtotals of ROLLUP and CUBE too, in any order. */
export function groups(world: World, object: Name, sees: Sees): fc.Arbitrary<Asked> {
  const shape = fc.record({
    filter: where(world, object, sees),
    keys: fc.uniqueArray(groupables(world, object), { minLength: 1, maxLength: 3, selector: ({ soql }) => soql }),
    kind: fc.constantFrom('', 'ROLLUP', 'CUBE'),
    columns: fc.uniqueArray(totals(world, object), { minLength: 1, maxLength: 4, selector: ({ soql }) => soql }),
    least: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  });
  return shape.map(({ filter, keys, kind, columns, least }): Asked => {
    // GROUPING() takes fields only.
    const grouped = kind === '' ? [] : keys.flatMap(({ soql }, index) => (soql.includes('(') ? [] : [index]));
    const selected = [
      ...keys.map(({ soql }, index) => `${soql} k${index}`),
      ...columns.map(({ soql }, index) => `${soql} t${index}`),
      ...grouped.map((index) => `GROUPING(${keys[index]!.soql}) g${index}`),
    ];
    const list = keys.map(({ soql }) => soql).join(', ');
    return {
      soql: `SELECT ${selected.join(', ')} FROM ${object}${clause(filter)} GROUP BY ${kind === '' ? list : `${kind}(${list})`}${least === undefined ? '' : ` HAVING COUNT(Id) >= ${least}`}`,
      binds: filter.binds,
      answer: (all) => {
        const rows = all[object].filter((row) => sees(row) && filter.holds(row, all));
        const found = sets(kind, keys.length).flatMap((set) => {
          const parts = new Map<string, Row[]>();
          for (const row of rows) {
            const key = JSON.stringify(keys.map(({ of }, index) => (set.has(index) ? of(row) : null)));
            parts.set(key, [...(parts.get(key) ?? []), row]);
          }
          // A total of nothing is a row of its own.
          if (set.size === 0 && rows.length === 0) parts.set(JSON.stringify(keys.map(() => null)), []);
          return [...parts].flatMap(([key, members]) =>
            members.length < (least ?? 0)
              ? []
              : [
                  [
                    ...(JSON.parse(key) as FieldValue[]),
                    ...columns.map(({ of }) => of(members)),
                    ...grouped.map((at) => (set.has(at) ? 0 : 1)),
                  ],
                ],
          );
        });
        return found.map((row) => JSON.stringify(row)).sort();
      },
      shape: (rows) => rows.map((row) => JSON.stringify(Object.values(row).map((value) => caseless(value as FieldValue)))).sort(),
    };
  });
}

function sets(kind: string, count: number): Set<number>[] {
  const all = Array.from({ length: count }, (_, index) => index);
  if (kind === '') return [new Set(all)];
  if (kind === 'ROLLUP') return Array.from({ length: count + 1 }, (_, length) => new Set(all.slice(0, length)));
  return Array.from({ length: 2 ** count }, (_, mask) => new Set(all.filter((index) => (mask >> index) % 2 === 1)));
}
