import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Connection } from 'jsforce';
import { startTestOrg, SOURCE, type TestOrg } from '../fixtures/harness.ts';
import { NS } from '../fixtures/package.ts';

const FILES = {
  'objects/Store__c/Store__c.object-meta.xml': `<CustomObject ${NS}><label>Store</label><pluralLabel>Stores</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel></CustomObject>`,
  'objects/Store__c/fields/Place__c.field-meta.xml': `<CustomField ${NS}><fullName>Place__c</fullName><label>Place</label><type>Location</type><scale>6</scale><displayLocationInDecimal>true</displayLocationInDecimal></CustomField>`,
  'permissionsets/Stores.permissionset-meta.xml': `<PermissionSet ${NS}><fieldPermissions><editable>true</editable><field>Store__c.Place__c</field><readable>true</readable></fieldPermissions><label>Stores</label><objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>true</modifyAllRecords><object>Store__c</object><viewAllRecords>true</viewAllRecords></objectPermissions></PermissionSet>`,
};

let org: TestOrg;
let connection: Connection;
const folder = mkdtempSync(join(tmpdir(), 'compound-'));

before(async () => {
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  org = await startTestOrg({ sourceDirs: [SOURCE, folder] });
  await org.createUser('keeper@local.org', ['Stores']);
  connection = await org.connect('keeper@local.org');
});
after(async () => {
  await org.stop();
  rmSync(folder, { recursive: true });
});

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/compound_fields_geolocation.htm */
test('a geolocation is an object with its parts in the API, and a System.Location in Apex', async () => {
  const stores = connection.sobject('Store__c');
  await stores.create([{ Name: 'Arbat', Place__Latitude__s: 55.75, Place__Longitude__s: 37.59 }, { Name: 'Nowhere' }]);
  const { records } = await connection.query('SELECT Name, Place__c FROM Store__c ORDER BY Name');
  assert.deepEqual(
    records.map((record) => record['Place__c'] as unknown),
    [{ latitude: 55.75, longitude: 37.59 }, null],
  );
  const admin = await org.connect();
  const { compileProblem, exceptionMessage } = await admin.tooling.executeAnonymous(`
    List<Store__c> found = [SELECT Place__c FROM Store__c ORDER BY Name];
    Location place = found[0].Place__c;
    System.assertEquals(55.75, place.getLatitude());
    System.assertEquals(37.59, found[0].Place__c.longitude);
    System.assertEquals(null, found[1].Place__c);`);
  assert.deepEqual([compileProblem, exceptionMessage], [null, null]);
});
