import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FieldValue } from '../metadata/index.ts';
import { insertRecord, openLibrary } from '../testing/library.ts';
import { column } from '../testing/query.ts';

/**
 * Random conditions over random rows, against an evaluator that knows nothing of SQL: it looks at each row with the
 * rules of the documentation (text without case, `!=` and NOT IN hold for empty fields, NOT is two-valued).
 */
interface Row {
  readonly Name: string;
  readonly Genre__c: string | null;
  readonly Isbn__c: string | null;
  readonly Pages__c: number | null;
  readonly Lent__c: boolean;
  readonly Printed__c: string | null;
  readonly author: number | null;
}

interface Condition {
  readonly soql: string;
  readonly holds: (row: Row) => boolean;
}

const WORDS = ['Novel', 'novel', 'Ёж', 'ёЖ', 'Essay', 'a_b', 'a%b', "d'Or", 'ab', ''];
const AUTHORS = ['Толстой', 'ТОЛСТОЙ', 'Woolf'];

const row = fc.record({
  Name: fc.constantFrom(...WORDS.filter((word) => word !== '')),
  Genre__c: fc.option(fc.constantFrom('Novel', 'Essay', 'Atlas'), { nil: null }),
  Isbn__c: fc.constant(null),
  Pages__c: fc.option(fc.integer({ min: -2, max: 3 }), { nil: null }),
  Lent__c: fc.boolean(),
  Printed__c: fc.option(fc.constantFrom('2026-11-22', '2026-11-23', '2026-11-24'), { nil: null }),
  author: fc.option(fc.integer({ min: 0, max: AUTHORS.length - 1 }), { nil: null }),
}) as fc.Arbitrary<Row>;

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const textOf: Record<string, (row: Row) => string | null> = {
  Name: ({ Name }) => Name,
  Genre__c: ({ Genre__c }) => Genre__c,
  'Author__r.LastName': ({ author }) => (author === null ? null : (AUTHORS[author] ?? null)),
};

const textField = fc.constantFrom(...Object.keys(textOf));
const word = fc.constantFrom(...WORDS, ...AUTHORS);

const textComparison = fc.tuple(textField, fc.constantFrom('=', '!=', '<', '>='), word).map(([field, operator, value]): Condition => ({
  soql: `${field} ${operator} ${quote(value)}`,
  holds: (candidate) => {
    const actual = textOf[field]?.(candidate) ?? null;
    if (value === '') return operator === '=' ? actual === null : operator === '!=' ? actual !== null : false;
    if (actual === null) return operator === '!=';
    if (operator === '=') return same(actual, value);
    if (operator === '!=') return !same(actual, value);
    const order = Buffer.compare(Buffer.from(actual.toLowerCase()), Buffer.from(value.toLowerCase()));
    return operator === '<' ? order < 0 : order >= 0;
  },
}));

const list = fc
  .tuple(textField, fc.boolean(), fc.array(fc.option(word, { nil: null }), { minLength: 1, maxLength: 4 }))
  .map(([field, negated, values]): Condition => ({
    soql: `${field} ${negated ? 'NOT IN' : 'IN'} (${values.map((value) => (value === null ? 'null' : quote(value))).join(', ')})`,
    holds: (candidate) => {
      const actual = textOf[field]?.(candidate) ?? null;
      const found = values.some((value) => (value === null || value === '' ? actual === null : actual !== null && same(actual, value)));
      return found !== negated;
    },
  }));

const PATTERNS: readonly [string, RegExp][] = [
  ['n%', /^n/i],
  ['%Ж', /ж$/i],
  ['ё_', /^ё.$/i],
  ['%o%', /o/i],
  ['a\\_b', /^a_b$/i],
  ['a\\%%', /^a%/i],
  ['a_b', /^a.b$/i],
];

const like = fc.tuple(textField, fc.constantFrom(...PATTERNS)).map(([field, [pattern, expression]]): Condition => ({
  soql: `${field} LIKE '${pattern}'`,
  holds: (candidate) => expression.test(textOf[field]?.(candidate) ?? '\u0000'),
}));

const numbers = fc
  .tuple(fc.constantFrom('=', '!=', '<', '<=', '>', '>='), fc.option(fc.integer({ min: -2, max: 3 }), { nil: null }))
  .map(([operator, value]): Condition => ({
    soql: `Pages__c ${operator} ${value}`,
    holds: ({ Pages__c }) => {
      if (value === null) return operator === '=' ? Pages__c === null : operator === '!=' && Pages__c !== null;
      if (Pages__c === null) return operator === '!=';
      return (
        {
          '=': Pages__c === value,
          '!=': Pages__c !== value,
          '<': Pages__c < value,
          '<=': Pages__c <= value,
          '>': Pages__c > value,
          '>=': Pages__c >= value,
        }[operator] ?? false
      );
    },
  }));

const flags = fc.tuple(fc.constantFrom('=', '!='), fc.boolean()).map(([operator, value]): Condition => ({
  soql: `Lent__c ${operator} ${value}`,
  holds: ({ Lent__c }) => (Lent__c === value) === (operator === '='),
}));

const DAYS: Readonly<Record<string, string>> = { YESTERDAY: '2026-11-22', TODAY: '2026-11-23', '2026-11-24': '2026-11-24' };

const dates = fc
  .tuple(fc.constantFrom('=', '!=', '<', '>'), fc.constantFrom(...Object.keys(DAYS)))
  .map(([operator, literal]): Condition => ({
    soql: `Printed__c ${operator} ${literal}`,
    holds: ({ Printed__c }) => {
      const day = DAYS[literal] ?? '';
      if (Printed__c === null) return operator === '!=';
      return { '=': Printed__c === day, '!=': Printed__c !== day, '<': Printed__c < day, '>': Printed__c > day }[operator] ?? false;
    },
  }));

const condition = fc.letrec<{ condition: Condition }>((tie) => {
  const inner = tie('condition');
  const pair = fc.tuple(inner, inner);
  return {
    condition: fc.oneof(
      { maxDepth: 3 },
      textComparison,
      list,
      like,
      numbers,
      flags,
      dates,
      pair.map(([a, b]): Condition => ({
        soql: `(${a.soql} AND ${b.soql})`,
        holds: (candidate) => a.holds(candidate) && b.holds(candidate),
      })),
      pair.map(([a, b]): Condition => ({
        soql: `(${a.soql} OR ${b.soql})`,
        holds: (candidate) => a.holds(candidate) || b.holds(candidate),
      })),
      inner.map((a): Condition => ({ soql: `(NOT (${a.soql}))`, holds: (candidate) => !a.holds(candidate) })),
    ),
  };
}).condition;

test('random conditions select what a row-by-row evaluation selects', () => {
  const store = openLibrary();
  const book = store.schema.object('Book__c');
  assert.ok(book);
  const authors = AUTHORS.map((LastName) => insertRecord(store, 'Contact', { LastName }));
  const check = (rows: readonly Row[], conditions: readonly Condition[]): void => {
    store.transaction('write', () => {
      const start = store.savepoint();
      const ids = rows.map(({ author, ...fields }) =>
        insertRecord(store, 'Book__c', {
          ...(fields as Record<string, FieldValue>),
          Author__c: author === null ? null : (authors[author] ?? null),
        }),
      );
      for (const { soql, holds } of conditions) {
        const expected = ids.filter((_, index) => rows[index] && holds(rows[index])).sort();
        const text = `SELECT Id FROM Book__c WHERE ${soql}`;
        assert.deepEqual(column(store, text).sort(), expected, text);
      }
      store.rollbackTo(start);
      store.release(start);
    });
  };
  fc.assert(fc.property(fc.array(row, { maxLength: 8 }), fc.array(condition, { minLength: 1, maxLength: 6 }), check), { numRuns: 150 });
});

test('random groups have the counts and sums of a row-by-row evaluation', () => {
  const store = openLibrary();
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
      store.transaction('write', () => {
        const start = store.savepoint();
        for (const { Name, Genre__c, Pages__c, Lent__c } of rows) insertRecord(store, 'Book__c', { Name, Genre__c, Pages__c, Lent__c });
        const groups = new Map<string | null, { count: number; sum: number | null }>();
        for (const { Genre__c, Pages__c } of rows) {
          const group = groups.get(Genre__c) ?? { count: 0, sum: null };
          groups.set(Genre__c, { count: group.count + 1, sum: Pages__c === null ? group.sum : (group.sum ?? 0) + Pages__c });
        }
        const order = [null, 'Novel', 'Essay', 'Atlas'].filter((genre) => groups.has(genre));
        const select = (what: string) => column(store, `SELECT ${what} FROM Book__c GROUP BY Genre__c ORDER BY Genre__c`);
        assert.deepEqual(select('Genre__c'), order);
        assert.deepEqual(
          select('COUNT(Id) n, Genre__c'),
          order.map((genre) => groups.get(genre)?.count),
        );
        assert.deepEqual(
          select('SUM(Pages__c) n, Genre__c'),
          order.map((genre) => groups.get(genre)?.sum),
        );
        store.rollbackTo(start);
        store.release(start);
      });
    }),
    { numRuns: 60 },
  );
});
