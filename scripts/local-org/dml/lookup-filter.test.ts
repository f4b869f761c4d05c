import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { objectFiles, sourceFolder } from '../testing/source-folder.ts';
import { openTestOrg } from './test-org.ts';

/** https://help.salesforce.com/s/articleView?id=platform.fields_lookup_filters.htm */
const FILTER = `<type>Lookup</type><referenceTo>Customer__c</referenceTo><relationshipLabel>Visits</relationshipLabel><relationshipName>Visits</relationshipName>
  <deleteConstraint>SetNull</deleteConstraint>
  <lookupFilter><active>true</active><booleanFilter>1 AND (2 OR 3)</booleanFilter><errorMessage>Choose a big customer</errorMessage>
    <filterItems><field>Customer__c.Limit__c</field><operation>greaterThan</operation><value>5</value></filterItems>
    <filterItems><field>Customer__c.Name</field><operation>startsWith</operation><value>AN, bo</value></filterItems>
    <filterItems><field>Customer__c.Key__c</field><operation>equals</operation><valueField>$Source.Pass__c</valueField></filterItems>
    <isOptional>false</isOptional></lookupFilter>`;
const objectXml = (label: string): string =>
  `<label>${label}</label><pluralLabel>${label}s</pluralLabel><nameField><label>N</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel>`;
const folder = sourceFolder({
  ...objectFiles('.', 'Visit__c', objectXml('Visit'), { Customer__c: FILTER, Pass__c: '<type>Text</type><length>40</length>' }),
  ...objectFiles('.', 'Offer__c', objectXml('Offer'), { Share__c: '<type>Percent</type><precision>5</precision><scale>2</scale>' }),
  ...objectFiles('.', 'Deal__c', objectXml('Deal'), {
    Offer__c: `<type>Lookup</type><referenceTo>Offer__c</referenceTo><relationshipName>Deals</relationshipName><deleteConstraint>SetNull</deleteConstraint>
      <lookupFilter><active>true</active><errorMessage>Too small</errorMessage><isOptional>false</isOptional>
      <filterItems><field>Offer__c.Share__c</field><operation>greaterOrEqual</operation><value>7.1</value></filterItems></lookupFilter>`,
  }),
  ...objectFiles('.', 'Part__c', objectXml('Part'), {
    Whole__c: '<type>Text</type><length>40</length>',
    Before__c: `<type>Lookup</type><referenceTo>Part__c</referenceTo><relationshipName>After</relationshipName><deleteConstraint>SetNull</deleteConstraint>
      <lookupFilter><active>true</active><isOptional>false</isOptional>
      <filterItems><field>Part__c.Whole__c</field><operation>equals</operation><valueField>$Source.Whole__c</valueField></filterItems></lookupFilter>`,
  }),
});
const org = openTestOrg({}, [fileURLToPath(new URL('fixtures/main', import.meta.url)), folder.dir]);
folder.remove();

const customer = (Name: string, Limit__c: number, Key__c: string): string => org.insert('Customer__c', { Name, Limit__c, Key__c });
const errorsOf = (Customer__c: string, Pass__c: string | null = null) =>
  org.save('insert', 'Visit__c', [{ Name: 'v', Customer__c, Pass__c }])[0]?.errors ?? [];

test('a lookup accepts only records that fit its filter, and says what the filter says', () => {
  const [anna, bob, cora, small] = [
    customer('Anna', 10, 'a'),
    customer('Bob', 6, 'b'),
    customer('Cora', 10, 'SECRET'),
    customer('Anton', 5, 'd'),
  ];
  assert.deepEqual(
    [anna, bob].flatMap((id) => errorsOf(id)),
    [],
  );
  assert.deepEqual(errorsOf(small), [
    { statusCode: 'FIELD_FILTER_VALIDATION_EXCEPTION', message: 'Choose a big customer', fields: ['Customer__c'] },
  ]);
  assert.equal(errorsOf(cora).length, 1);
  assert.deepEqual(errorsOf(cora, 'secret'), []);
});

test('a filter is looked at again when a field of the record that it mentions changes, not otherwise', () => {
  const id = customer('Dora', 10, 'pass');
  const visit = org.insert('Visit__c', { Name: 'v', Customer__c: id, Pass__c: 'pass' });
  org.save('update', 'Customer__c', [{ Id: id, Limit__c: 1 }]);
  assert.equal(org.save('update', 'Visit__c', [{ Id: visit, Name: 'w' }])[0]?.success, true);
  assert.equal(
    org.save('update', 'Visit__c', [{ Id: visit, Pass__c: 'other' }])[0]?.errors[0]?.statusCode,
    'FIELD_FILTER_VALIDATION_EXCEPTION',
  );
});

test('a filter compares percentages as they are written', () => {
  const accepted = (Share__c: number): boolean | undefined => {
    const Offer__c = org.insert('Offer__c', { Name: 'o', Share__c });
    return org.save('insert', 'Deal__c', [{ Name: 'd', Offer__c }])[0]?.success;
  };
  assert.deepEqual([7, 7.1, 50].map(accepted), [false, true, true]);
});

test('records that point to each other may move together in one statement, not one by one', () => {
  const before = org.insert('Part__c', { Name: 'a', Whole__c: 'old' });
  const after = org.insert('Part__c', { Name: 'b', Whole__c: 'old', Before__c: before });
  const move = (ids: readonly string[]): boolean[] =>
    org
      .save(
        'update',
        'Part__c',
        ids.map((Id) => ({ Id, Whole__c: 'new' })),
      )
      .map(({ success }) => success);
  assert.deepEqual(move([after]), [false]);
  assert.deepEqual(move([before, after]), [true, true]);
});
