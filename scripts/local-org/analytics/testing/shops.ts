import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { formulaColumn, type SaveContext } from '../../dml/index.ts';
import { loadSource, type SObjectDef, type SourceTree } from '../../metadata/index.ts';
import { accessFor, installSecurity, SetupRows } from '../../security/index.ts';
import { runQuery, type QueryContext } from '../../soql/index.ts';
import { openStore, type Store } from '../../store/index.ts';
import { compileReport, installAnalytics, readCatalog, runReport, type ReportDef } from '../index.ts';
import { assertSame } from './compare.ts';
import { Recounter } from './recount.ts';

export const source: SourceTree = loadSource([fileURLToPath(new URL('../fixtures/source', import.meta.url))]);
export const catalog = readCatalog(source);
/** Monday, 23 November 2026, 09:00 in Moscow. */
export const NOW = Date.UTC(2026, 10, 23, 6);
const HOUR = 3_600_000;

export let store: Store;
export let seller: string;
export let auditor: string;

/** A few hundred sales of two sellers, some of them without this or that; shops without sales, sales with several returns. */
export function openShops(): void {
  store = openStore({ file: ':memory:', schema: source.schema });
  store.transaction('write', () => {
    const options = { administrator: { username: 'admin@example.com', lastName: 'Admin' }, now: NOW };
    const { administratorId } = installSecurity(store, source, options);
    installAnalytics(store, source, administratorId, NOW);
    const rows = new SetupRows(store, NOW);
    rows.signAs(administratorId);
    const user = (name: string, set: string, timeZone: string): string => {
      const [profile] = rows.find('Profile', { Name: 'Standard User' });
      const values = { Username: `${name}@example.com`, LastName: name, IsActive: true, ProfileId: profile ?? null };
      const id = rows.insert('User', { ...values, TimeZoneSidKey: timeZone, LanguageLocaleKey: 'ru' });
      rows.insert('PermissionSetAssignment', { AssigneeId: id, PermissionSetId: rows.find('PermissionSet', { Name: set })[0] ?? null });
      return id;
    };
    seller = user('seller', 'Seller', 'Asia/Kamchatka');
    auditor = user('auditor', 'Auditor', 'Europe/Moscow');
    const pick = fc.sample(fc.infiniteStream(fc.nat()), { numRuns: 1, seed: 7 })[0] as Iterator<number>;
    const next = (below: number): number => Number(pick.next().value) % below;
    const some = <T>(values: readonly T[]): T => values[next(values.length)] as T;
    const shops = ['Arbat', 'Nevsky', 'Lenina', 'Gorky', 'Mira'].map((Name, index) =>
      rows.insert('Shop__c', {
        Name,
        City__c: some(['Moscow', 'moscow', 'Sochi', null]),
        Area__c: some(['North', 'South', null]),
        OwnerId: index % 2 ? seller : auditor,
      }),
    );
    for (let index = 0; index < 400; index++) {
      const sale = rows.insert('Sale__c', {
        Name: `S-${index}`,
        OwnerId: some([seller, auditor, auditor]),
        Shop__c: some([...shops.slice(0, 4), null]),
        Amount__c: some([null, 0, 5.5, 99.99, 100, 100.01, 250, next(1000)]),
        Sold_At__c: some([null, NOW - next(200) * 13 * HOUR, NOW - next(48) * HOUR, NOW + next(10) * HOUR]),
        Due__c: some([null, new Date(NOW - next(60) * 24 * HOUR).toISOString().slice(0, 10)]),
        Kind__c: some([null, 'Device', 'Sticks', 'Case']),
        Tags__c: some([null, 'New', 'New;Gift', 'Online']),
        Note__c: some([null, 'A gift', 'GIFT for a friend', '100%', 'a|b/c']),
        Paid__c: some([true, false]),
        Seller__c: some([null, seller, auditor]),
        Secret__c: next(10),
      });
      for (let count = some([0, 0, 1, 2]); count > 0; count--) {
        rows.insert('Return__c', {
          Name: `R-${index}-${count}`,
          Sale__c: sale,
          Reason__c: some([null, 'Broken', 'Colour']),
          Refund__c: some([null, next(50)]),
        });
      }
    }
  });
}

/** What the user asks with: own rights, own zone, in Russian. */
export function contextOf(userId: string): QueryContext {
  const timeZone = String(store.get('SELECT "TimeZoneSidKey" AS zone FROM "User" WHERE "Id" = ?', [userId])?.zone);
  const access = accessFor(userId, store, source);
  const context: QueryContext = {
    store,
    user: { id: userId, timeZone, language: 'ru' },
    now: NOW,
    enforcePermissions: true,
    enforceSharing: true,
    access,
    picklistLabel: (object, field, value) => source.translations.picklistLabel(object.apiName, field.apiName, value, 'ru'),
    formula: (object, field) => formulaColumn(object, field, { store, query: context, userId, now: NOW } as unknown as SaveContext),
  };
  return context;
}

/** Fails when the report does not count what a recount over the records counts. */
export function check(report: ReportDef, userId: string, what: string): void {
  const context = contextOf(userId);
  const type = catalog.reportTypes.get(report.reportType.toLowerCase());
  assert.ok(type);
  const visible = (object: SObjectDef): ReadonlySet<string> =>
    new Set(runQuery(`SELECT Id FROM ${object.apiName}`, context).rows.map(({ id }) => id ?? ''));
  assertSame(
    runReport(compileReport(report, catalog, context), { details: false }),
    new Recounter(context, visible).recount(report, type),
    what,
  );
}

export const report = (name: string): ReportDef =>
  [...catalog.reports.values()].find((one) => one.developerName === name) ?? assert.fail(name);

export const column = (name: string): string => `Sale__c$${name}`;
