import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sourceFolder } from '../../testing/source-folder.ts';
import { SetupRows } from '../../security/index.ts';
import { openOrg } from './open.ts';
import type { OpenedOrg, StreamedEvent } from './types.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_debugging_debug_log.htm */

const HOUR = 3_600_000;
const meta = '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><status>Active</status></ApexClass>';
const folder = sourceFolder({
  'classes/Later.cls': `public class Later implements Queueable {
    @future public static void add(String name) { System.debug('future ' + name); }
    public void execute(QueueableContext context) { System.debug('queueable'); }
  }`,
  'classes/Later.cls-meta.xml': meta,
});
let org: OpenedOrg;
const events: StreamedEvent[] = [];

before(() => {
  org = openOrg({ sourceDirs: [folder.dir], dataFile: ':memory:', adminUsername: 'admin@example.com' });
  org.onEvent((event) => events.push(event));
  org.transaction('write', () => {
    const rows = new SetupRows(org.store, org.now());
    rows.signAs(org.adminId);
    const levels = ['Callout', 'Database', 'Nba', 'System', 'Validation', 'Visualforce', 'Wave', 'Workflow', 'DataAccess'];
    const silent = Object.fromEntries(levels.map((field) => [field, 'NONE']));
    const name = { DeveloperName: 'Plain', MasterLabel: 'Plain' };
    const level = rows.insert('DebugLevel', { ...name, ...silent, ApexCode: 'DEBUG', ApexProfiling: 'NONE' });
    rows.insert('TraceFlag', {
      TracedEntityId: org.adminId,
      DebugLevelId: level,
      LogType: 'DEVELOPER_LOG',
      StartDate: org.now() - HOUR,
      ExpirationDate: org.now() + HOUR,
    });
  });
});
after(() => {
  org.close();
  folder.remove();
});

const apex = (code: string): unknown => org.transaction('write', () => org.session(org.adminId).executeAnonymous(code));

function logs(): { id: string; operation: string }[] {
  return org.transaction('read', () =>
    org
      .session(org.adminId)
      .query('SELECT Id, Operation FROM ApexLog ORDER BY Id', { system: true })
      .rows.map((row) => ({ id: row.id!, operation: (row.values.get('Operation') as string | null) ?? 'request' })),
  );
}

describe('Kept debug logs', () => {
  test('are one for each transaction: jobs of a traced user have their own, and subscribers are told of each', () => {
    apex("Later.add('x'); System.enqueueJob(new Later());");
    while (org.runJobs().more);
    const found = logs();
    assert.deepEqual(found.map(({ operation }) => operation).sort(), ['FutureHandler', 'QueueableHandler', 'request']);
    const texts = found.map(({ id }) => org.debugLogs.body(id) ?? '').join('');
    assert.match(texts, /\|CODE_UNIT_STARTED\|\[EXTERNAL\]\|01p\w{12}\|Later\.add\n.*\|USER_DEBUG\|\[2\]\|DEBUG\|future x\n/);
    assert.match(texts, /\|CODE_UNIT_STARTED\|\[EXTERNAL\]\|01p\w{12}\|Later\n.*\|USER_DEBUG\|\[3\]\|DEBUG\|queueable\n/);
    assert.deepEqual(
      events.map(({ channel, userId, data }) => [channel, userId, (data as { sobject: { Id: string } }).sobject.Id]),
      found.map(({ id }) => ['/systemTopic/Logging', org.adminId, id]),
    );
  });

  test('go after a day', () => {
    const before = new Set(logs().map(({ id }) => id));
    const [old] = before;
    org.transaction('write', () => {
      const rows = new SetupRows(org.store, org.now());
      rows.upsert('ApexLog', { Id: old! }, { StartTime: org.now() - 25 * HOUR });
    });
    apex("System.debug('new');");
    const now = logs().map(({ id }) => id);
    assert.deepEqual([now.length, now.includes(old!), org.debugLogs.body(old!)], [before.size, false, undefined]);
  });
});
