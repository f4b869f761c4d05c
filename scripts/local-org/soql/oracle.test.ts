import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plain, query } from '../testing/query.ts';
import { systemAccess, type BindValue, type QueryContext } from './index.ts';
import { groups, records, withChildren, type Asked } from './oracle/queries.ts';
import { drafts, insertDrafts, openWorld, type Drafts, type Kind, type Row, type World } from './oracle/world.ts';

/**
 * Random queries over random records of random objects, against an evaluator that looks at each record with the rules of
 * the documentation. Longer: `ORACLE_RUNS=100000 ORACLE_SEED=1 node --test scripts/local-org/soql/oracle.test.ts`.
 */
const RUNS = Number(process.env.ORACLE_RUNS ?? 60);
const SEED = Number(process.env.ORACLE_SEED ?? 20_261_123);

const KINDS: readonly Kind[] = ['text', 'picklist', 'multi', 'number', 'money', 'flag', 'date', 'moment'];
const kinds = fc.array(fc.constantFrom(...KINDS), { minLength: 3, maxLength: 7 });
const worlds = fc
  .sample(fc.tuple(kinds, kinds, fc.constantFrom(1, 4, 10)), { numRuns: 2, seed: SEED })
  .map(([low, high, fiscalStart]) => openWorld({ Low__c: [...low, 'flag'], High__c: ['number', ...high] }, fiscalStart));

/** With sharing the user sees no High__c whose first number is above 2. */
const seesAll = (): boolean => true;
const seesSome = ({ id, values }: Row): boolean => !id.startsWith(PREFIX.High__c) || values.F0__c === null || Number(values.F0__c) <= 2;
const PREFIX = { High__c: worlds[0]!.store.schema.object('High__c')!.keyPrefix };
const SHARING: Partial<QueryContext> = {
  enforceSharing: true,
  access: {
    ...systemAccess,
    visibleRows: ({ apiName }, row) =>
      apiName === 'High__c' ? { sql: `${row}."F0__c" IS NULL OR ${row}."F0__c" <= ?`, params: [2] } : undefined,
  },
};

function check(world: World, rows: Drafts, asked: readonly Asked[], context: Partial<QueryContext>): void {
  const { store } = world;
  store.transaction('write', () => {
    const start = store.savepoint();
    const all = insertDrafts(world, rows);
    for (const { soql, binds, answer, shape } of asked) {
      let used = 0;
      const text = soql.replaceAll('§', () => `b${used++}`);
      const values = Object.fromEntries(binds.map((value, index): [string, BindValue] => [`b${index}`, value]));
      assert.deepEqual(shape(plain(query(store, text, values, context).rows)), answer(all), `${text}\n${JSON.stringify(values)}`);
    }
    store.rollbackTo(start);
    store.release(start);
  });
}

worlds.forEach((world, index) => {
  for (const [says, sees, context] of [
    ['all records', seesAll, {}],
    ['the records one may see', seesSome, SHARING],
  ] as const) {
    test(`random queries over ${says} of world ${index + 1} answer what looking at each record answers`, () => {
      const one = fc.oneof(
        records(world, 'Low__c', sees),
        records(world, 'High__c', sees),
        withChildren(world, sees),
        groups(world, 'Low__c', sees),
        groups(world, 'High__c', sees),
      );
      const property = fc.property(drafts(world), fc.array(one, { minLength: 1, maxLength: 6 }), (rows, asked) =>
        check(world, rows, asked, context),
      );
      fc.assert(property, { numRuns: RUNS, seed: SEED });
    });
  }
});
