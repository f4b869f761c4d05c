import fc from 'fast-check';
import type { FieldValue } from '../../metadata/index.ts';
import { holdsFor, type Condition } from './condition.ts';
import { days, parts } from './dates.ts';
import { MULTI, PICKLIST, read, valueOf, WORDS, type Field, type Row, type World } from './world.ts';

export const folded = (text: string): string => text.toLowerCase().replaceAll('ς', 'σ');
export const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const bytes = (text: string): Buffer => Buffer.from(folded(text));

/** Order of two values that are there. */
export function order(kind: Field['kind'], a: FieldValue, b: FieldValue): number {
  if (kind === 'text') return Buffer.compare(bytes(String(a)), bytes(String(b)));
  if (kind === 'picklist') return PICKLIST.indexOf(a as never) - PICKLIST.indexOf(b as never);
  return a! < b! ? -1 : a! > b! ? 1 : 0;
}

function literal(kind: Field['kind'], value: FieldValue): string {
  if (value === null) return 'null';
  if (kind === 'text' || kind === 'picklist' || kind === 'multi') return quote(String(value));
  return kind === 'moment' ? new Date(Number(value)).toISOString() : String(value);
}

/** Picklists are compared as texts. */
function compared(kind: Field['kind'], a: FieldValue, b: FieldValue): number {
  return kind === 'picklist' || kind === 'multi' ? order('text', a, b) : order(kind, a, b);
}

function comparison(field: Field): fc.Arbitrary<Condition> {
  const operators = field.kind === 'flag' || field.kind === 'multi' ? ['=', '!='] : ['=', '!=', '<', '<=', '>', '>='];
  const value = field.kind === 'flag' ? valueOf('flag') : fc.option(valueOf(field.kind), { nil: null, freq: 8 });
  return fc.tuple(fc.constantFrom(...operators), value, fc.boolean()).map(([operator, wanted, bound]): Condition => ({
    soql: `${field.path} ${operator} ${bound ? ':§' : literal(field.kind, wanted)}`,
    binds: bound ? [wanted] : [],
    holds: (row) => {
      const actual = read(row, field);
      if (wanted === null) return operator === '=' ? actual === null : operator === '!=' && actual !== null;
      if (actual === null) return operator === '!=';
      return holdsFor(operator, compared(field.kind, actual, wanted));
    },
  }));
}

function list(field: Field): fc.Arbitrary<Condition> {
  const items = fc.array(fc.option(valueOf(field.kind), { nil: null, freq: 6 }), { minLength: 1, maxLength: 4 });
  return fc.tuple(fc.boolean(), items, fc.boolean()).map(([negated, wanted, bound]): Condition => ({
    soql: `${field.path} ${negated ? 'NOT IN' : 'IN'} ${bound ? ':§' : `(${wanted.map((value) => literal(field.kind, value)).join(', ')})`}`,
    binds: bound ? [wanted] : [],
    holds: (row) => {
      const actual = read(row, field);
      const found = wanted.some((value) =>
        value === null || actual === null ? value === actual : compared(field.kind, actual, value) === 0,
      );
      return found !== negated;
    },
  }));
}

/** Patterns from pieces: characters, wildcards, escaped wildcards. */
const piece = fc.oneof(
  fc
    .constantFrom(...new Set(WORDS.join('')))
    .map((char) => ({ soql: /[%_]/.test(char) ? `\\${char}` : char === "'" ? "\\'" : char === '\\' ? '\\\\\\\\' : char, char })),
  fc.constantFrom({ soql: '%', char: undefined }, { soql: '_', char: undefined }),
);

function like(field: Field): fc.Arbitrary<Condition> {
  const start = fc.constantFrom('', ...WORDS.filter((word) => /^[\p{L} ]+$/u.test(word)).flatMap((word) => [word, word.slice(0, 2)]));
  return fc.tuple(start, fc.array(piece, { minLength: 1, maxLength: 4 })).map(([prefix, pieces]): Condition => {
    const pattern = pieces.map(({ soql, char }) => (char === undefined ? (soql === '%' ? '.*' : '.') : escaped(char))).join('');
    const expression = new RegExp(`^${escaped(prefix)}${pattern}$`, 'su');
    const text = prefix + pieces.map(({ soql }) => soql).join('');
    return {
      soql: `${field.path} LIKE '${text}'`,
      binds: [],
      holds: (row) => {
        const actual = read(row, field);
        return actual !== null && expression.test(folded(String(actual)));
      },
    };
  });
}

const escaped = (text: string): string => folded(text).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function includes(field: Field): fc.Arbitrary<Condition> {
  const groups = fc.array(fc.subarray([...MULTI], { minLength: 1 }), { minLength: 1, maxLength: 3 });
  return fc.tuple(fc.boolean(), groups).map(([negated, wanted]): Condition => ({
    soql: `${field.path} ${negated ? 'EXCLUDES' : 'INCLUDES'} (${wanted.map((group) => quote(group.join(';').toUpperCase())).join(', ')})`,
    binds: [],
    holds: (row) => {
      const chosen = String(read(row, field) ?? '').split(';');
      return wanted.some((group) => group.every((value) => chosen.includes(value))) !== negated;
    },
  }));
}

/** toLabel() compares with labels; here they are the values with a word behind. */
function labels(field: Field): fc.Arbitrary<Condition> {
  return fc.tuple(fc.boolean(), fc.constantFrom(...PICKLIST)).map(([negated, value]): Condition => ({
    soql: `toLabel(${field.path}) ${negated ? '!=' : '='} ${quote(`${value} LABEL`)}`,
    binds: [],
    holds: (row) => (read(row, field) === value) !== negated,
  }));
}

export function leaf(field: Field, world: World): fc.Arbitrary<Condition> {
  const kinds: fc.Arbitrary<Condition>[] = [comparison(field)];
  if (field.kind !== 'flag' && field.kind !== 'multi') kinds.push(list(field));
  if (field.kind === 'text') kinds.push(like(field));
  if (field.kind === 'multi') kinds.push(includes(field));
  if (field.kind === 'picklist') kinds.push(labels(field));
  if (field.kind === 'date' || field.kind === 'moment') kinds.push(days(field, world), parts(field, world));
  return fc.oneof(...kinds);
}

/** Leaves joined by AND, OR and NOT. */
export function conditions(world: World, object: 'Low__c' | 'High__c'): fc.Arbitrary<Condition> {
  const leaves = fc.constantFrom(...world.fields[object]).chain((field) => leaf(field, world));
  return fc.letrec<{ condition: Condition }>((tie) => {
    const pair = fc.tuple(tie('condition'), tie('condition'));
    const joined = (word: string, holds: (a: boolean, b: boolean) => boolean): fc.Arbitrary<Condition> =>
      pair.map(([a, b]) => ({
        soql: `(${a.soql} ${word} ${b.soql})`,
        binds: [...a.binds, ...b.binds],
        holds: (row, all) => holds(a.holds(row, all), b.holds(row, all)),
      }));
    return {
      condition: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        leaves,
        joined('AND', (a, b) => a && b),
        joined('OR', (a, b) => a || b),
        tie('condition').map((a): Condition => ({ ...a, soql: `(NOT ${a.soql})`, holds: (row, all) => !a.holds(row, all) })),
      ),
    };
  }).condition;
}

/** `Id IN (SELECT Up__c FROM Low__c WHERE …)` and the like, which only AND may join to others. */
export function semiJoins(world: World, object: 'Low__c' | 'High__c', visible: (row: Row) => boolean): fc.Arbitrary<Condition> {
  const [left, inner, selected] = object === 'High__c' ? (['Id', 'Low__c', 'Up__c'] as const) : (['Up__c', 'High__c', 'Id'] as const);
  return fc.tuple(fc.boolean(), conditions(world, inner)).map(([negated, where]): Condition => ({
    soql: `${left} ${negated ? 'NOT IN' : 'IN'} (SELECT ${selected} FROM ${inner} WHERE ${where.soql})`,
    binds: where.binds,
    holds: (row, all) => {
      const ids = all[inner].filter((candidate) => visible(candidate) && where.holds(candidate, all)).map(({ values }) => values[selected]);
      const id = row.values[left] ?? null;
      return id === null ? negated : ids.includes(id) !== negated;
    },
  }));
}
