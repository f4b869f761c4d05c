import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sourceFolder } from '../../testing/source-folder.ts';
import { openOrg } from './open.ts';
import type { OpenedOrg } from './types.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_cache_namespace_overview.htm */

const meta = '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><status>Active</status></ApexClass>';
const folder = sourceFolder({
  'classes/Basket.cls': `public class Basket {
    public List<Account> content = new List<Account>();
    public transient String note = 'passing';
    @future public static void look() { insert new Account(Name = 'session ' + Cache.Session.isAvailable()); }
  }`,
  'classes/Basket.cls-meta.xml': meta,
  'classes/BasketTest.cls': `@IsTest private class BasketTest {
    @IsTest static void seesNothingOfTheOrg() { Assert.isNull(Cache.Org.get('kept')); Cache.Org.put('tested', 1); }
  }`,
  'classes/BasketTest.cls-meta.xml': meta,
});
const MINUTE = 60_000;
let org: OpenedOrg;
let other: OpenedOrg;

before(() => {
  const options = { sourceDirs: [folder.dir], dataFile: join(folder.dir, 'org.db'), adminUsername: 'admin@example.com' };
  org = openOrg(options);
  other = openOrg(options);
});
after(() => {
  org.close();
  other.close();
  folder.remove();
});

/** Runs statements in a transaction of their own; gives what they print. */
function run(apex: string, on: OpenedOrg = org, mode: 'read' | 'write' = 'write', token?: string): string {
  return on.transaction(mode, () => {
    const result = on.session(on.adminId, token).executeAnonymous(`String said; ${apex} System.debug(LoggingLevel.ERROR, said);`);
    assert.ok(result.compiled, String(result.compileProblem));
    assert.ok(result.success, String(result.exceptionMessage));
    return on.takeLog().at(-1)?.split('|').at(-1) ?? '';
  });
}

describe('the platform cache', () => {
  test('keeps what a transaction has put for the next ones, in every thread', () => {
    run(`Basket b = new Basket(); b.content.add(new Account(Name = 'kept')); Cache.Org.put('kept', b);`);
    const read = `Basket b = (Basket) Cache.Org.get('kept'); said = b.content[0].Name + ' ' + b.note;`;
    assert.equal(run(read), 'kept null');
    assert.equal(run(read, other), 'kept null');
  });

  test('gives copies', () => {
    run(`Cache.Org.put('copy', new List<Integer>{ 1 }); ((List<Integer>) Cache.Org.get('copy')).add(2);`);
    assert.equal(run(`said = String.valueOf(Cache.Org.get('copy'));`), '(1)');
  });

  test('is no part of a transaction: what is rolled back stays, and who only reads may cache', () => {
    assert.throws(() => run(`Cache.Org.put('rolled', 1); if (said == null) throw new NoAccessException();`));
    assert.equal(run(`said = String.valueOf(Cache.Org.get('rolled'));`), '1');
    run(`Cache.Org.put('read', 2);`, org, 'read');
    assert.equal(run(`said = String.valueOf(Cache.Org.get('read'));`), '2');
  });

  test('forgets when the time of a value is over, five minutes at the earliest', () => {
    run(`Cache.Org.put('brief', 1, 300); Cache.Org.put('briefer', 1, 1); Cache.Org.put('day', 1);`);
    const seen = `said = '' + Cache.Org.contains('brief') + Cache.Org.contains('briefer') + Cache.Org.contains('day');`;
    const ahead = (minutes: number) => org.transaction('write', () => org.clock.setOffset(minutes * MINUTE));
    ahead(4);
    assert.equal(run(seen), 'truetruetrue');
    ahead(6);
    assert.equal(run(seen), 'falsefalsetrue');
    ahead(24 * 60 + 1);
    assert.equal(run(seen), 'falsefalsefalse');
    ahead(0);
  });

  test('lists and removes the keys of a partition', () => {
    run(`Cache.OrgPartition p = Cache.Org.getPartition('local.Shop'); p.put('a', 1); p.put('b', 2);`);
    const names = `said = String.valueOf(Cache.Org.getPartition('local.Shop').getKeys());`;
    assert.equal(run(names), '{a, b}');
    assert.equal(run(`said = '' + Cache.Org.remove('local.Shop.a') + Cache.Org.remove('local.Shop.a');`), 'truefalse');
    assert.equal(run(names), '{b}');
  });

  test('of a session belongs to that session, and asynchronous Apex has none', () => {
    const [first, second] = org.transaction('write', () => [org.sessions.create(org.adminId), org.sessions.create(org.adminId)]);
    org.beginRequest({});
    run(`Cache.Session.put('mine', 1);`, org, 'write', first);
    assert.equal(run(`said = String.valueOf(Cache.Session.get('mine'));`, org, 'write', first), '1');
    org.beginRequest({});
    assert.equal(run(`said = String.valueOf(Cache.Session.get('mine'));`, org, 'write', second), 'null');
    run(`Basket.look();`);
    while (org.runJobs().more);
    assert.equal(run(`said = [SELECT Name FROM Account WHERE Name LIKE 'session %'].Name;`), 'session false');
  });

  test('of a test is its own', () => {
    const report = org.runTests(org.adminId, []);
    assert.deepEqual([report.summary.passed, report.summary.tests], [1, 1]);
    assert.equal(run(`said = String.valueOf(Cache.Org.get('tested'));`), 'null');
  });
});
