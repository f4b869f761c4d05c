import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { objectFiles, sourceFolder, xml } from '../testing/source-folder.ts';
import { describeProblem, loadSource, SourceError } from './index.ts';

const folders: { remove: () => void }[] = [];
after(() => folders.forEach((folder) => folder.remove()));

function load(files: Readonly<Record<string, string>>) {
  const folder = sourceFolder(files);
  folders.push(folder);
  return loadSource([folder.dir]);
}

const BOOK = '<label>Book</label><pluralLabel>Books</pluralLabel><nameField><label>Title</label><type>Text</type></nameField>';

test('an object has the system fields before its own, and an owner', () => {
  const { schema } = load(objectFiles('a', 'Book__c', BOOK, { Pages__c: '<type>Number</type><precision>5</precision><scale>0</scale>' }));
  const book = schema.object('book__C');
  assert.ok(book);
  assert.equal(book.apiName, 'Book__c');
  assert.deepEqual(
    [...book.fields.values()].map(({ apiName }) => apiName),
    [
      'Id',
      'IsDeleted',
      'Name',
      'Pages__c',
      'OwnerId',
      'CreatedDate',
      'CreatedById',
      'LastModifiedDate',
      'LastModifiedById',
      'SystemModstamp',
    ],
  );
  assert.equal(schema.field(book, 'PAGES__C')?.precision, 5);
  assert.equal(schema.parentRelationship(book, 'owner')?.apiName, 'OwnerId');
});

test('fields of an object may be spread over several folders, standard objects included', () => {
  const { schema, problems } = load({
    ...objectFiles('one', 'Contact', '', { Card__c: '<type>Text</type><length>10</length>' }),
    ...objectFiles('two', 'Contact', '', { Zone__c: '<type>Text</type><length>40</length>' }),
  });
  const contact = schema.object('Contact');
  assert.ok(contact?.fields.get('card__c')?.custom);
  assert.equal(contact.fields.get('zone__c')?.length, 40);
  assert.equal(contact.fields.get('lastname')?.required, true);
  assert.deepEqual(problems, []);
});

test('lookups make parent and child relationships; a master-detail child has no owner', () => {
  const { schema } = load({
    ...objectFiles('a', 'Book__c', BOOK, {
      Author__c: '<type>Lookup</type><referenceTo>Contact</referenceTo><relationshipName>Books</relationshipName>',
    }),
    ...objectFiles('a', 'Page__c', BOOK, {
      Book__c: '<type>MasterDetail</type><referenceTo>Book__c</referenceTo><relationshipName>Pages</relationshipName>',
    }),
  });
  const [book, page, contact] = ['Book__c', 'Page__c', 'Contact'].map((name) => schema.object(name));
  assert.ok(book && page && contact);
  assert.deepEqual(schema.childRelationship(contact, 'books__r'), { name: 'Books__r', childObject: 'Book__c', field: 'Author__c' });
  assert.equal(schema.parentRelationship(page, 'Book__r')?.deleteConstraint, 'Cascade');
  assert.equal(page.fields.has('ownerid'), false);
  assert.equal(page.sharingModel, 'ControlledByParent');
  assert.equal(page.fields.get('book__c')?.required, true);
});

// https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm: fields of tasks and events are declared on Activity
test('a lookup declared on Activity gives its parent the tasks by that name', () => {
  const { schema } = load({
    ...objectFiles('a', 'Book__c', BOOK, {}),
    ...objectFiles('a', 'Activity', '', {
      Book__c: '<type>Lookup</type><referenceTo>Book__c</referenceTo><relationshipName>Chores</relationshipName>',
    }),
  });
  const book = schema.object('Book__c');
  assert.ok(book);
  assert.equal(schema.childRelationship(book, 'Chores__r')?.childObject, 'Task');
  assert.deepEqual(book.childRelationships.flatMap(({ name, childObject }) => (name === 'Chores__r' ? childObject : [])).sort(), [
    'Event',
    'Task',
  ]);
});

test('a private object gets a share object, an open one does not', () => {
  const { schema } = load({
    ...objectFiles('a', 'Secret__c', `${BOOK}<sharingModel>Private</sharingModel>`, {}),
    ...objectFiles('a', 'Open__c', `${BOOK}<sharingModel>ReadWrite</sharingModel>`, {}),
  });
  assert.ok(schema.object('Secret__Share')?.fields.has('rowcause'));
  assert.equal(schema.object('Open__Share'), undefined);
});

test('problems of all files are reported at once with file and line, and the rest loads', () => {
  const { schema, problems, classes } = load({
    ...objectFiles('a', 'Book__c', BOOK, { Bad__c: '<type>Nonsense</type>', Good__c: '<type>Checkbox</type>' }),
    'a/labels/X.labels-meta.xml': '<CustomLabels>\n<labels>\n</CustomLabels>',
    'a/classes/NoMeta.cls': 'public class NoMeta {}',
    'a/classes/Gone.cls-meta.xml': xml('ApexClass', '<apiVersion>65.0</apiVersion>'),
    ...objectFiles('a', 'Nowhere__c', '', { Field__c: '<type>Text</type><length>5</length>' }),
  });
  const messages = problems.map(describeProblem).join('\n');
  assert.match(messages, /Bad__c\.field-meta\.xml:1: Field Book__c\.Bad__c: unknown field type Nonsense/);
  assert.match(messages, /X\.labels-meta\.xml:3:\d+: XML is not well-formed/);
  assert.match(messages, /NoMeta\.cls:1: The meta file NoMeta\.cls-meta\.xml is missing/);
  assert.match(messages, /Gone\.cls-meta\.xml:1: The source file Gone\.cls is missing/);
  assert.match(messages, /there is no object Nowhere__c/);
  assert.equal(problems.length, 5);
  assert.ok(schema.object('Book__c')?.fields.has('good__c'));
  assert.equal(classes[0]?.name, 'NoMeta');
});

test('a folder that does not exist stops the load', () => {
  assert.throws(() => loadSource(['/nowhere/at/all']), SourceError);
});

test('components are named as the Metadata API names them', () => {
  const { components, lwc } = load({
    'a/layouts/Contact-Contact %28Short%29 Layout.layout-meta.xml': xml('Layout', '<x>1</x>'),
    'a/reports/Sales/Top/Best.report-meta.xml': xml('Report', '<name>Best</name>'),
    'a/objects/Contact/listViews/Mine.listView-meta.xml': xml('ListView', '<fullName>Mine</fullName><label>Mine</label>'),
    'a/customMetadata/Rate.Low.md-meta.xml': xml('CustomMetadata', '<label>Low</label>'),
    'a/lwc/hello/hello.js-meta.xml': xml('LightningComponentBundle', '<isExposed>true</isExposed>'),
    'a/lwc/hello/hello.js': '',
    'a/labels/CustomLabels.labels-meta.xml': xml('CustomLabels', '<labels><fullName>Hi</fullName><value>Hi &amp; bye</value></labels>'),
  });
  const names = (type: string) => components.get(type)?.map(({ fullName }) => fullName);
  assert.deepEqual(names('Layout'), ['Contact-Contact (Short) Layout']);
  assert.deepEqual(names('Report'), ['Sales/Top/Best']);
  assert.deepEqual(names('ListView'), ['Contact.Mine']);
  assert.deepEqual(names('CustomMetadata'), ['Rate.Low']);
  assert.deepEqual(names('CustomLabel'), ['Hi']);
  assert.equal(lwc[0]?.name, 'hello');
});

test('the fingerprint changes with the files and only with them', () => {
  const files = objectFiles('a', 'Book__c', BOOK, {});
  const folder = sourceFolder(files);
  folders.push(folder);
  const first = loadSource([folder.dir]).fingerprint;
  assert.equal(loadSource([folder.dir]).fingerprint, first);
  const other = sourceFolder({ ...files, 'a/classes/A.cls': 'class A {}' });
  folders.push(other);
  assert.notEqual(loadSource([other.dir]).fingerprint, first);
});

test('objects, their fields and labels are read in metadata format too', () => {
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  const field = '<fields><fullName>Pages__c</fullName><type>Number</type><precision>5</precision><scale>0</scale></fields>';
  const { schema, components, problems } = load({
    'src/objects/Book__c.object': `${head}<CustomObject>${BOOK}${field}</CustomObject>`,
    'src/objects/Account.object': `${head}<CustomObject><recordTypes><fullName>Shop</fullName><active>true</active></recordTypes></CustomObject>`,
    'src/labels/CustomLabels.labels': `${head}<CustomLabels><labels><fullName>Hello</fullName><value>Hi</value></labels></CustomLabels>`,
    'src/permissionsets/Reader.permissionset': `${head}<PermissionSet><label>Reader</label></PermissionSet>`,
    'src/package.xml': `${head}<Package></Package>`,
    'notes/Reader.md': '# Not custom metadata',
  });
  assert.deepEqual(problems, []);
  assert.equal(schema.object('Book__c')?.fields.get('pages__c')?.precision, 5);
  assert.equal(schema.object('Account')?.recordTypes[0]?.developerName, 'Shop');
  assert.deepEqual(
    ['CustomLabel', 'PermissionSet'].map((type) => components.get(type)?.[0]?.fullName),
    ['Hello', 'Reader'],
  );
});

test('a big object has its own fields only, and is saved by nobody', () => {
  const { schema, problems } = load(
    objectFiles('a', 'Archive__b', '<label>Archive</label>', { Text__c: '<type>Text</type><length>10</length>' }),
  );
  assert.deepEqual(problems, []);
  const archive = schema.object('Archive__b');
  assert.equal(archive?.kind, 'bigObject');
  assert.deepEqual([...archive.fields.keys()], ['id', 'text__c']);
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_namespace_prefix.htm
test('the names of a project with a namespace may carry it', () => {
  const folder = sourceFolder({
    'sfdx-project.json': '{ "namespace": "Lib", "packageDirectories": [{ "path": "a" }] }',
    ...objectFiles('a', 'Book__c', BOOK, { Pages__c: '<type>Number</type><precision>5</precision><scale>0</scale>' }),
  });
  folders.push(folder);
  const { schema } = loadSource([`${folder.dir}/a`]);
  assert.equal(schema.namespace, 'lib');
  const book = schema.object('lib__Book__c');
  assert.equal(book?.apiName, 'Book__c');
  assert.equal(schema.field(book, 'LIB__Pages__c')?.apiName, 'Pages__c');
  assert.equal(schema.object('other__Book__c'), undefined);
});
