import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectFiles, sourceFolder } from '../testing/source-folder.ts';
import { openTestOrg, type TestOrg } from './test-org.ts';

const TRACKED = '<trackHistory>true</trackHistory>';
const OBJECT = `<label>Parcel</label><pluralLabel>Parcels</pluralLabel><nameField><label>N</label><type>Text</type></nameField>
  <deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel><enableHistory>true</enableHistory>`;

function openOrg(): TestOrg {
  const folder = sourceFolder({
    ...objectFiles('.', 'Parcel__c', OBJECT, {
      Weight__c: `<type>Number</type><precision>5</precision><scale>1</scale>${TRACKED}`,
      Notes__c: `<type>LongTextArea</type><length>1000</length><visibleLines>3</visibleLines>${TRACKED}`,
      Buyer__c: `<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Parcels</relationshipName><deleteConstraint>SetNull</deleteConstraint>${TRACKED}`,
      Plain__c: '<type>Text</type><length>40</length>',
    }),
    ...objectFiles('.', 'Account', '<enableHistory>true</enableHistory>', {}),
    'objects/Account/fields/Phone.field-meta.xml': `<?xml version="1.0" encoding="UTF-8"?><CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Phone</fullName>${TRACKED}</CustomField>`,
  });
  const org = openTestOrg({}, [folder.dir]);
  folder.remove();
  return org;
}

/** What the history of an object holds, oldest first. */
function historyOf(org: TestOrg, object: string): unknown[][] {
  const def = org.object(object);
  const rows = org.store.all(`SELECT * FROM ${org.store.table(def)} ORDER BY "Id"`);
  return rows.map((row) => [row['Field'], row['DataType'], row['OldValue'], row['NewValue']]);
}

// https://help.salesforce.com/s/articleView?id=platform.tracking_field_history.htm
test('the history of a record tells that it was created, and each change of a tracked field', () => {
  const org = openOrg();
  const id = org.insert('Parcel__c', { Name: 'p', Weight__c: 2.5 });
  org.save('update', 'Parcel__c', [{ Id: id, Weight__c: 3, Plain__c: 'x' }]);
  org.save('update', 'Parcel__c', [{ Id: id, Plain__c: 'y', Weight__c: 3 }]);
  assert.deepEqual(historyOf(org, 'Parcel__History'), [
    ['created', 'Text', null, null],
    ['Weight__c', 'Double', '2.5', '3'],
  ]);
  assert.equal(org.object('Parcel__History').keyPrefix, '017');
});

test('a changed lookup makes two rows, of the names and of the ids; of long texts the values are not kept', () => {
  const org = openOrg();
  const [first, second] = ['A', 'B'].map((Name) => org.insert('Account', { Name })) as [string, string];
  const id = org.insert('Parcel__c', { Name: 'p', Buyer__c: first, Notes__c: 'one' });
  org.save('update', 'Parcel__c', [{ Id: id, Buyer__c: second, Notes__c: 'two' }]);
  const rows = historyOf(org, 'Parcel__History').slice(1);
  assert.deepEqual(
    rows.sort((a, b) => String(a).localeCompare(String(b))),
    [
      ['Buyer__c', 'EntityId', first, second],
      ['Buyer__c', 'Text', 'A', 'B'],
      ['Notes__c', 'StringPlusClob', null, null],
    ],
  );
});

test('standard objects have a history of their own', () => {
  const org = openOrg();
  const id = org.insert('Account', { Name: 'A', Phone: '1' });
  org.save('update', 'Account', [{ Id: id, Phone: '2', Fax: '3' }]);
  assert.deepEqual(historyOf(org, 'AccountHistory').slice(1), [['Phone', 'Phone', '1', '2']]);
});

test('a history goes with its record, comes back with it, and cannot be changed or deleted by itself', () => {
  const org = openOrg();
  const id = org.insert('Parcel__c', { Name: 'p', Weight__c: 1 });
  const history = org.object('Parcel__History');
  const living = (): number => org.store.all(`SELECT 1 FROM ${org.store.table(history)} WHERE "IsDeleted" = 0`).length;
  const rowId = String(org.store.get(`SELECT "Id" FROM ${org.store.table(history)}`)?.['Id']);
  assert.equal(org.save('delete', 'Parcel__History', [{ Id: rowId }])[0]?.success, false);
  assert.equal(org.save('update', 'Parcel__History', [{ Id: rowId, Field: 'x' }])[0]?.success, false);
  org.save('delete', 'Parcel__c', [{ Id: id }]);
  assert.equal(living(), 0);
  org.save('undelete', 'Parcel__c', [{ Id: id }]);
  assert.equal(living(), 1);
});

test('what is undone leaves no history, and tests keep none', () => {
  const org = openOrg();
  const id = org.insert('Parcel__c', { Name: 'p', Weight__c: 1 });
  org.trigger('Parcel__c', 'after', 'update', (rows) => rows[0]?.errors.push({ statusCode: 'X', message: 'no', fields: [] }));
  assert.equal(org.save('update', 'Parcel__c', [{ Id: id, Weight__c: 2 }])[0]?.success, false);
  assert.equal(historyOf(org, 'Parcel__History').length, 1);
  const quiet = openOrg();
  Object.assign(quiet.ctx, { keepsHistory: false });
  quiet.insert('Parcel__c', { Name: 'p' });
  assert.deepEqual(historyOf(quiet, 'Parcel__History'), []);
});
