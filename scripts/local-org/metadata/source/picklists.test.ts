import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { objectFiles, sourceFolder } from '../../testing/source-folder.ts';
import { loadSource } from '../index.ts';

// https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_picklist.htm
void test('a picklist is read as metadata of API version 37 declares it', () => {
  const values = (name: string, isDefault: boolean): string =>
    `<picklistValues><fullName>${name}</fullName><default>${isDefault}</default></picklistValues>`;
  const folder = sourceFolder(
    objectFiles('a', 'Visit__c', '<label>Visit</label><pluralLabel>Visits</pluralLabel>', {
      Day__c: `<type>Picklist</type><picklist>${values('Friday', false)}${values('Monday', true)}<sorted>false</sorted></picklist>`,
    }),
  );
  after(folder.remove);
  const source = loadSource([folder.dir]);
  assert.deepEqual(source.problems, []);
  const picklist = source.schema.object('Visit__c')?.fields.get('day__c')?.picklist;
  assert.equal(picklist?.restricted, false);
  assert.deepEqual(
    picklist.values.map(({ apiName, label, isDefault, isActive }) => [apiName, label, isDefault, isActive]),
    [
      ['Friday', 'Friday', false, true],
      ['Monday', 'Monday', true, true],
    ],
  );
});
