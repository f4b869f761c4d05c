import assert from 'node:assert/strict';
import { test } from 'node:test';
import { join } from 'node:path';
import { sourceFolder } from '../../testing/source-folder.ts';
import { loadSource } from '../load.ts';
import { SourceError } from '../errors.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_scratch_orgs_def_file.htm */

const PERSONS = JSON.stringify({ edition: 'Developer', features: ['personaccounts', 'AuthorApex', 'AddCustomTabs:30'] });

test('An org has no person accounts unless a definition asks for them', () => {
  const folder = sourceFolder({ 'app/A.cls': 'class A { String FirstName; }', 'app/A.cls-meta.xml': '<ApexClass/>' });
  const account = loadSource([join(folder.dir, 'app')]).schema.object('Account');
  folder.remove();
  for (const name of ['IsPersonAccount', 'FirstName', 'PersonEmail']) assert.equal(account?.fields.has(name.toLowerCase()), false, name);
});

test('The definition of the project counts', () => {
  const folder = sourceFolder({ 'sfdx-project.json': '{}', 'config/project-scratch-def.json': PERSONS, 'app/a.txt': '' });
  const { schema, problems } = loadSource([join(folder.dir, 'app')]);
  folder.remove();
  assert.equal(schema.object('Account')?.fields.get('personemail')?.type, 'Email');
  assert.deepEqual(problems, []);
});

test('A definition that is named counts instead, and another one is another source', () => {
  const folder = sourceFolder({
    'sfdx-project.json': '{}',
    'config/project-scratch-def.json': PERSONS,
    'app/a.txt': '',
    'none.json': '{}',
  });
  const [app, none] = [join(folder.dir, 'app'), join(folder.dir, 'none.json')];
  const [own, named] = [loadSource([app]), loadSource([app], undefined, none)];
  folder.remove();
  assert.equal(named.schema.object('Account')?.fields.has('personemail'), false);
  assert.notEqual(own.fingerprint, named.fingerprint);
});

test('Features that the org does not have are named, whether they are features or settings', () => {
  const content = {
    features: ['StateAndCountryPicklist', 'MultiCurrency', 'API'],
    settings: { CurrencySettings: { enableMultiCurrency: true } },
  };
  const folder = sourceFolder({ 'def.json': JSON.stringify(content), 'app/a.txt': '' });
  const { problems } = loadSource([join(folder.dir, 'app')], undefined, join(folder.dir, 'def.json'));
  folder.remove();
  assert.deepEqual(
    problems.map(({ message, unsupported }) => [message, unsupported]),
    [
      ['The local org does not have the feature StateAndCountryPicklist', true],
      ['The local org does not have the feature MultiCurrency', true],
    ],
  );
});

test('A definition file that is not there, or is no JSON, is an error', () => {
  const folder = sourceFolder({ 'def.json': '{', 'app/a.txt': '' });
  for (const name of ['def.json', 'other.json']) {
    assert.throws(() => loadSource([join(folder.dir, 'app')], undefined, join(folder.dir, name)), SourceError);
  }
  folder.remove();
});
