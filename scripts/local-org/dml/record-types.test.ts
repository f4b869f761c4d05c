import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectFiles, sourceFolder, xml } from '../testing/source-folder.ts';
import { openTestOrg } from './test-org.ts';

const PICKLIST = `<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>
  ${['Red', 'Green', 'Dark/Blue'].map((name) => `<value><fullName>${name}</fullName><default>${name === 'Red'}</default><label>${name}</label></value>`).join('')}
  </valueSetDefinition></valueSet>`;

const values = (...names: string[]): string =>
  names.map((name) => `<values><fullName>${name}</fullName><default>${name === 'Dark%2FBlue'}</default></values>`).join('');
const recordType = (name: string, picklists: string): string =>
  xml('RecordType', `<fullName>${name}</fullName><active>true</active><label>${name}</label>${picklists}`);

const folder = sourceFolder({
  ...objectFiles(
    '.',
    'Car__c',
    '<label>Car</label><pluralLabel>Cars</pluralLabel><nameField><label>N</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel>',
    { Color__c: PICKLIST },
  ),
  'objects/Car__c/recordTypes/Night.recordType-meta.xml': recordType(
    'Night',
    `<picklistValues><picklist>Color__c</picklist>${values('Green', 'Dark%2FBlue')}</picklistValues>`,
  ),
  'objects/Car__c/recordTypes/Day.recordType-meta.xml': recordType('Day', ''),
});
const org = openTestOrg({}, [folder.dir]);
folder.remove();

const [night, day] = ['Night', 'Day'].map((DeveloperName) =>
  org.store.transaction('write', () => {
    const id = org.store.nextId(org.object('RecordType'));
    const row = { Id: id, Name: DeveloperName, DeveloperName, SobjectType: 'Car__c', IsActive: true };
    org.store.insert(org.object('RecordType'), [new Map(Object.entries(row))]);
    return id;
  }),
) as [string, string];
const color = (id: string): unknown => org.read('Car__c', id).get('Color__c');

// https://help.salesforce.com/s/articleView?id=platform.customize_recordtype_picklists.htm
test('a record type has default values of its own', () => {
  assert.equal(color(org.insert('Car__c', { RecordTypeId: night })), 'Dark/Blue');
  assert.equal(color(org.insert('Car__c', { RecordTypeId: day })), 'Red');
  assert.equal(color(org.insert('Car__c', {})), 'Red');
});

test('a restricted picklist takes only what the record type offers', () => {
  const [refused] = org.save('insert', 'Car__c', [{ RecordTypeId: night, Color__c: 'Red' }]);
  assert.equal(refused?.errors[0]?.statusCode, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
  assert.equal(color(org.insert('Car__c', { RecordTypeId: night, Color__c: 'Green' })), 'Green');
  assert.equal(color(org.insert('Car__c', { RecordTypeId: day, Color__c: 'Green' })), 'Green');
});

// Not documented; seen in the tests of PMM.
test('a value of a restricted picklist in another case is the one that is defined', () => {
  assert.equal(color(org.insert('Car__c', { RecordTypeId: night, Color__c: 'dark/BLUE' })), 'Dark/Blue');
});
