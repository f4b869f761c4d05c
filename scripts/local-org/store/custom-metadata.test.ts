import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSource, type SourceTree } from '../metadata/index.ts';
import { objectFiles, sourceFolder, xml } from '../testing/source-folder.ts';
import { loadCustomMetadata, openStore } from './index.ts';

const TYPES = {
  ...objectFiles('a', 'Zone__mdt', '<label>Zone</label>', { Hours__c: '<type>Number</type><precision>3</precision><scale>0</scale>' }),
  ...objectFiles('a', 'Rate__mdt', '<label>Rate</label>', {
    On__c: '<type>Checkbox</type><defaultValue>false</defaultValue>',
    Zone__c: '<type>MetadataRelationship</type><referenceTo>Zone__mdt</referenceTo><relationshipName>Rates</relationshipName>',
    Since__c: '<type>DateTime</type>',
  }),
};

const value = (field: string, text: string) => `<values><field>${field}</field><value xsi:type="xsd:string">${text}</value></values>`;

function source(records: Readonly<Record<string, string>>): SourceTree {
  const files = Object.entries(records).map(([name, content]) => [`a/customMetadata/${name}.md-meta.xml`, xml('CustomMetadata', content)]);
  const folder = sourceFolder({ ...TYPES, ...(Object.fromEntries(files) as Record<string, string>) });
  try {
    return loadSource([folder.dir]);
  } finally {
    folder.remove();
  }
}

test('custom metadata records become rows, with relationships as ids', () => {
  const tree = source({
    'Rate.Low': `<label>Low rate</label>${value('On__c', 'true')}${value('Zone__c', 'East')}${value('Since__c', '2026-01-02T03:04:05.000Z')}`,
    'Zone.East': `<label>East</label>${value('Hours__c', '9')}`,
  });
  const store = openStore({ file: ':memory:', schema: tree.schema });
  assert.deepEqual(loadCustomMetadata(store, tree), []);
  const row = store.get(
    'SELECT r."MasterLabel" AS label, r."DeveloperName" AS name, r."On__c" AS flag, r."Since__c" AS since, z."Hours__c" AS hours FROM "Rate__mdt" r JOIN "Zone__mdt" z ON z."Id" = r."Zone__c"',
  );
  assert.deepEqual({ ...row }, { label: 'Low rate', name: 'Low', flag: 1, since: Date.UTC(2026, 0, 2, 3, 4, 5), hours: 9 });
});

test('a record names a part of an address with the value that names its object', () => {
  const lookup = (target: string, control = '') =>
    `<type>MetadataRelationship</type><referenceTo>${target}</referenceTo><relationshipName>${target}s</relationshipName>${control}`;
  const types = objectFiles('a', 'Place__mdt', '<label>Place</label>', {
    Object__c: lookup('EntityDefinition'),
    Part__c: lookup('EntityParticle', '<metadataRelationshipControllingField>Place__mdt.Object__c</metadataRelationshipControllingField>'),
  });
  const record = xml('CustomMetadata', `<label>City</label>${value('Object__c', 'Contact')}${value('Part__c', 'MailingCity')}`);
  const folder = sourceFolder({ ...types, 'a/customMetadata/Place.City.md-meta.xml': record });
  const tree = loadSource([folder.dir]);
  folder.remove();
  const store = openStore({ file: ':memory:', schema: tree.schema });
  assert.deepEqual(loadCustomMetadata(store, tree), []);
  assert.equal(store.get('SELECT "Part__c" AS part FROM "Place__mdt"')?.part, 'Contact.MailingCity');
});

test('records keep their ids over deployments, and go when the source drops them', () => {
  const both = source({ 'Zone.East': '<label>East</label>', 'Zone.West': '<label>West</label>' });
  const store = openStore({ file: ':memory:', schema: both.schema });
  const ids = () =>
    store.all('SELECT "Id" AS id, "MasterLabel" AS label FROM "Zone__mdt" ORDER BY "DeveloperName"').map((row) => ({ ...row }));
  loadCustomMetadata(store, both);
  const [east] = ids();
  loadCustomMetadata(store, source({ 'Zone.East': '<label>Far East</label>' }));
  assert.deepEqual(ids(), [{ id: east?.id, label: 'Far East' }]);
});

test('an unknown type, field or value is a problem with its file', () => {
  const tree = source({ 'Nope.X': '<label>X</label>', 'Zone.East': `<label>E</label>${value('No__c', '1')}${value('Hours__c', 'nine')}` });
  const store = openStore({ file: ':memory:', schema: tree.schema });
  const problems = loadCustomMetadata(store, tree).map(({ message }) => message);
  assert.deepEqual(problems, [
    'Custom metadata record Nope.X: there is no custom metadata type Nope__mdt',
    'Custom metadata record Zone.East: Zone__mdt has no field No__c',
    'Custom metadata record Zone.East: "nine" is no value for the Number field Hours__c',
  ]);
});
