import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { loadSource } from '../load.ts';
import type { Schema } from '../types.ts';
import { catalogName, catalogObject } from './catalog.ts';
import { readFields } from './class-file.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalog-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function schemaOf(apex: string): Schema {
  writeFileSync(join(folder, 'Thing.cls'), apex);
  writeFileSync(join(folder, 'Thing.cls-meta.xml'), '<ApexClass><apiVersion>65.0</apiVersion></ApexClass>');
  return loadSource([folder]).schema;
}

test('Names of standard objects are found whatever their case', () => {
  assert.equal(catalogName('contactpointaddress'), 'ContactPointAddress');
  assert.equal(catalogName('NoSuchObject'), undefined);
  assert.throws(() => catalogObject('NoSuchObject'), TypeError);
});

test('The compound types are no objects with records', () => {
  assert.deepEqual(['Address', 'Location', 'Name', 'AggregateResult'].map(catalogName), [undefined, undefined, undefined, undefined]);
});

test('An object has the fields of its stub, lookups with their relationships', () => {
  const fields = new Map(catalogObject('ContactPointEmail').fields.map((field) => [field.apiName, field]));
  assert.equal(fields.get('EmailAddress')?.type, 'Email');
  assert.equal(fields.get('IsPrimary')?.type, 'Checkbox');
  assert.equal(fields.get('ActiveFromDate')?.type, 'Date');
  assert.deepEqual([fields.get('ParentId')?.relationshipName, fields.get('ParentId')?.referenceTo], ['Parent', ['Account', 'Individual']]);
  assert.equal(fields.get('CreatedDate')?.system, true);
  assert.equal(fields.has('CurrencyIsoCode'), false);
});

test('An org has the standard objects its Apex mentions, and no others', () => {
  const schema = schemaOf("public class Thing { QuickText text; List<SObject> all() { return Database.query('SELECT Id FROM Topic'); } }");
  assert.notEqual(schema.object('QuickText'), undefined);
  assert.notEqual(schema.object('Topic'), undefined);
  assert.equal(schema.object('Individual'), undefined);
});

test('Fields that an object lacks are added when the source mentions them', () => {
  const mentioned = schemaOf('public class Thing { Object a = Asset.AssetLevel; Object b = Contact.IndividualId; }');
  assert.equal(mentioned.object('Asset')?.fields.get('assetlevel')?.type, 'Number');
  assert.deepEqual(mentioned.object('Contact')?.fields.get('individualid')?.referenceTo, ['Individual']);
  assert.equal(schemaOf('public class Thing { Asset one; }').object('Asset')?.fields.has('assetlevel'), false);
});

test('What is no class file is refused', () => {
  assert.throws(() => readFields(Buffer.from('not a class file')), TypeError);
});
