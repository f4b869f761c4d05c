import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { objectFiles, sourceFolder, xml } from '../../testing/source-folder.ts';
import { openOrg } from './open.ts';
import type { OpenedOrg } from './types.ts';

/**
 * Changes of the objects that members of a channel select reach triggers after the transaction.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_platformeventchannelmember.htm
 */

const TRIGGER = (object: string, event: string) => `trigger On${object} on ${event} (after insert) {
  for (${event} each : Trigger.new) insert new Task(Subject = each.ChangeEventHeader.changeType + ' ' + each.Name + ' ' + each.ChangeEventHeader.changedFields.size());
}`;
const META = xml('ApexTrigger', '<apiVersion>65.0</apiVersion><status>Active</status>');

const folder = sourceFolder({
  ...objectFiles('main', 'Thing__c', '<label>Thing</label><nameField><label>Name</label><type>Text</type></nameField>', {}),
  'triggers/OnThing.trigger': TRIGGER('Thing', 'Thing__ChangeEvent'),
  'triggers/OnThing.trigger-meta.xml': META,
  'triggers/OnAccount.trigger': TRIGGER('Account', 'AccountChangeEvent'),
  'triggers/OnAccount.trigger-meta.xml': META,
  'platformEventChannelMembers/ChangeEvents_Thing.platformEventChannelMember-meta.xml': xml(
    'PlatformEventChannelMember',
    '<eventChannel>ChangeEvents</eventChannel><selectedEntity>Thing__ChangeEvent</selectedEntity>',
  ),
});
let org: OpenedOrg;
before(() => (org = openOrg({ sourceDirs: [folder.dir], dataFile: ':memory:', adminUsername: 'admin@example.com' })));
after(() => {
  org.close();
  folder.remove();
});

function apex(code: string): void {
  const result = org.transaction('write', () => org.session(org.adminId).executeAnonymous(code));
  assert.deepEqual([result.compileProblem, result.exceptionMessage], [null, null]);
}

function subjects(): unknown[] {
  const soql = 'SELECT Subject FROM Task ORDER BY Subject';
  const read = () => org.session(org.adminId).query(soql, { system: true });
  return org.transaction('read', () => read().rows.map((row) => row.values.get('Subject')));
}

test('a selected object has change events after its transaction, others have none, and what is rolled back has none', () => {
  apex(`insert new Account(Name = 'a'); Thing__c t = new Thing__c(Name = 'x'); insert t; t.Name = 'y'; update t;
    Savepoint s = Database.setSavepoint(); insert new Thing__c(Name = 'undone'); Database.rollback(s);`);
  assert.deepEqual(subjects(), []);
  while (org.runJobs().more);
  assert.deepEqual(subjects(), ['CREATE x 0', 'UPDATE y 2']);
});
