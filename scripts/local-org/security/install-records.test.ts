import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSource } from '../metadata/index.ts';
import { openStore, type SqlRow } from '../store/index.ts';
import { sourceFolder, xml } from '../testing/source-folder.ts';
import { installSecurity } from './index.ts';

/** Rows of a query in an org with these files. */
function rowsOf(files: Readonly<Record<string, string>>, sql: string): SqlRow[] {
  const { dir, remove } = sourceFolder(files);
  try {
    const source = loadSource([dir]);
    const store = openStore({ file: ':memory:', schema: source.schema });
    store.transaction('write', () =>
      installSecurity(store, source, { administrator: { username: 'admin@example.com', lastName: 'Admin' }, now: 0 }),
    );
    const rows = store.all(sql, []).map((row) => ({ ...row }));
    store.close();
    return rows;
  } finally {
    remove();
  }
}

// https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_listview.htm
test('list views of the source have records that say whose they are', () => {
  const listView = (label: string): string =>
    xml('ListView', `<fullName>X</fullName><filterScope>Everything</filterScope><label>${label}</label>`);
  const files = {
    'objects/Shop__c/Shop__c.object-meta.xml': xml(
      'CustomObject',
      '<label>Shop</label><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel>',
    ),
    'objects/Shop__c/listViews/All.listView-meta.xml': listView('All shops'),
    'objects/Account/listViews/Mine.listView-meta.xml': listView('My customers'),
  };
  assert.deepEqual(rowsOf(files, 'SELECT "SobjectType" o, "DeveloperName" d, "Name" n, "IsSoqlCompatible" s FROM "ListView" ORDER BY 1'), [
    { o: 'Account', d: 'Mine', n: 'My customers', s: 1 },
    { o: 'Shop__c', d: 'All', n: 'All shops', s: 1 },
  ]);
});

// https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_namedcredential.htm
test('named credentials of the source have records with their address, however it is written', () => {
  const files = {
    'classes/Uses.cls': 'public class Uses { NamedCredential n; }',
    'classes/Uses.cls-meta.xml': xml('ApexClass', '<apiVersion>65.0</apiVersion>'),
    'namedCredentials/Old.namedCredential-meta.xml': xml(
      'NamedCredential',
      '<endpoint>https://old.example.com</endpoint><generateAuthorizationHeader>false</generateAuthorizationHeader><label>Old one</label><principalType>Anonymous</principalType>',
    ),
    'namedCredentials/New.namedCredential-meta.xml': xml(
      'NamedCredential',
      '<label>New one</label><namedCredentialParameters><parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>https://new.example.com</parameterValue></namedCredentialParameters>',
    ),
  };
  const sql =
    'SELECT "DeveloperName" d, "MasterLabel" l, "Endpoint" e, "CalloutOptionsGenerateAuthorizationHeader" a FROM "NamedCredential" ORDER BY 1';
  assert.deepEqual(rowsOf(files, sql), [
    { d: 'New', l: 'New one', e: 'https://new.example.com', a: 1 },
    { d: 'Old', l: 'Old one', e: 'https://old.example.com', a: 0 },
  ]);
});
