import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { openTestOrg, USER } from './test-org.ts';

const NS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const FILES = {
  'objects/Job__c/Job__c.object-meta.xml': `<CustomObject ${NS}><label>Job</label><pluralLabel>Jobs</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel>
    <validationRules><fullName>Owner_Works</fullName><active>true</active><errorConditionFormula>Owner:User.Off__c</errorConditionFormula><errorMessage>The owner is off.</errorMessage></validationRules></CustomObject>`,
  'objects/User/fields/Off__c.field-meta.xml': `<CustomField ${NS}><fullName>Off__c</fullName><label>Off</label><type>Checkbox</type><defaultValue>false</defaultValue></CustomField>`,
  'queues/Desk.queue-meta.xml': `<Queue ${NS}><name>Desk</name><queueSobject><sobjectType>Job__c</sobjectType></queueSobject></Queue>`,
};

/** https://help.salesforce.com/s/articleView?id=sf.tips_on_building_formulas_advanced.htm: `Owner:User.` and `Owner:Queue.` of objects that queues may own. */
test('a formula reads custom fields of the user who owns a record, and nothing of a queue', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'owner-formula-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const org = openTestOrg({}, [folder]);
  const group = org.object('Group');
  const desk = org.store.nextId(group);
  org.store.transaction('write', () => {
    const link = org.object('QueueSobject');
    const associated = { Id: org.store.nextId(link), QueueId: desk, SobjectType: 'Job__c' };
    org.store.insert(link, [new Map(Object.entries(associated))]);
    org.store.insert(group, [
      new Map([
        ['Id', desk],
        ['Name', 'Desk'],
        ['Type', 'Queue'],
      ]),
    ]);
    if (org.store.read(org.object('User'), [USER]).has(USER)) org.store.update(org.object('User'), USER, new Map([['Off__c', true]]));
    else
      org.store.insert(org.object('User'), [
        new Map<string, string | boolean>([
          ['Id', USER],
          ['Off__c', true],
        ]),
      ]);
  });
  const attempt = (OwnerId: string) => org.save('insert', 'Job__c', [{ Name: 'a', OwnerId }], { allOrNone: false })[0]?.errors[0]?.message;
  assert.equal(attempt(USER), 'The owner is off.');
  assert.equal(attempt(desk), undefined);
});
