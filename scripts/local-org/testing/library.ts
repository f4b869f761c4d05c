import { loadSource, type FieldValue, type SourceTree } from '../metadata/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { objectFiles, sourceFolder } from './source-folder.ts';

/** A small schema of invented objects that tests of several rooms use: books, their loans and reviews. */
const LIBRARY: Readonly<Record<string, string>> = {
  ...objectFiles(
    'catalogue',
    'Book__c',
    '<label>Book</label><pluralLabel>Books</pluralLabel><sharingModel>Private</sharingModel><nameField><label>Title</label><type>Text</type></nameField>',
    {
      Isbn__c: '<type>Text</type><length>20</length><externalId>true</externalId><unique>true</unique>',
      Code__c: '<type>Text</type><length>20</length><externalId>true</externalId><unique>true</unique><caseSensitive>true</caseSensitive>',
      Genre__c:
        '<type>Picklist</type><valueSet><valueSetDefinition><value><fullName>Novel</fullName><label>Novel</label></value><value><fullName>Essay</fullName><label>Essay</label></value><value><fullName>Atlas</fullName><label>Atlas</label></value></valueSetDefinition></valueSet>',
      Tags__c:
        '<type>MultiselectPicklist</type><valueSet><valueSetDefinition><value><fullName>New</fullName></value><value><fullName>Rare</fullName></value><value><fullName>Gift</fullName></value></valueSetDefinition></valueSet>',
      Pages__c: '<type>Number</type><precision>5</precision><scale>0</scale>',
      Price__c: '<type>Currency</type><precision>8</precision><scale>2</scale>',
      Printed__c: '<type>Date</type>',
      Arrived__c: '<type>DateTime</type>',
      Lent__c: '<type>Checkbox</type><defaultValue>false</defaultValue>',
      Summary__c: '<type>LongTextArea</type><length>5000</length>',
      Author__c: '<type>Lookup</type><referenceTo>Contact</referenceTo><relationshipName>Books</relationshipName>',
      Place__c: '<type>Location</type><scale>5</scale>',
      Thick__c: '<type>Checkbox</type><formula>Pages__c &gt; 300</formula>',
      Author_Name__c: '<type>Text</type><formula>Author__r.LastName</formula>',
    },
  ),
  ...objectFiles(
    'lending',
    'Loan__c',
    '<label>Loan</label><pluralLabel>Loans</pluralLabel><nameField><label>Number</label><type>AutoNumber</type><displayFormat>L-{0000}</displayFormat></nameField>',
    {
      Book__c: '<type>MasterDetail</type><referenceTo>Book__c</referenceTo><relationshipName>Loans</relationshipName>',
      Reader__c: '<type>Lookup</type><referenceTo>Contact</referenceTo><relationshipName>Loans</relationshipName>',
      Days__c: '<type>Number</type><precision>4</precision><scale>0</scale>',
    },
  ),
  ...objectFiles('lending', 'Contact', '', { Card__c: '<type>Text</type><length>10</length>' }),
};

export function librarySource(extra: Readonly<Record<string, string>> = {}): SourceTree {
  const folder = sourceFolder({ ...LIBRARY, ...extra });
  try {
    return loadSource([folder.dir]);
  } finally {
    folder.remove();
  }
}

export function openLibrary(source = librarySource()): Store {
  return openStore({ file: ':memory:', schema: source.schema });
}

/** Inserts a record as it is, without any rule, and returns its id. */
export function insertRecord(store: Store, objectName: string, values: Readonly<Record<string, FieldValue>>): string {
  const object = store.schema.object(objectName);
  if (!object) throw new Error(`No object ${objectName}`);
  const id = store.nextId(object);
  store.insert(object, [new Map<string, FieldValue>([['Id', id], ...Object.entries(values)])]);
  return id;
}
