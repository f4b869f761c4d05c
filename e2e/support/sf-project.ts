import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const NS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const xml = (type: string, content: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<${type} ${NS}>${content}</${type}>`;
const apexMeta = xml('ApexClass', '<apiVersion>65.0</apiVersion><status>Active</status>');
const book = 'objects/Book__c';

const field = (name: string, content: string) => ({
  [`${book}/fields/${name}.field-meta.xml`]: xml(
    'CustomField',
    `<fullName>${name}</fullName><label>${name.slice(0, -3)}</label>${content}`,
  ),
});
const access = (name: string) =>
  `<fieldPermissions><editable>true</editable><field>Book__c.${name}</field><readable>true</readable></fieldPermissions>`;

/** A small invented project: an object with an external id, a class with its test, a permission set, a report. */
const files: Readonly<Record<string, string>> = {
  [`${book}/Book__c.object-meta.xml`]: xml(
    'CustomObject',
    '<label>Book</label><pluralLabel>Books</pluralLabel><nameField><label>Title</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel><enableReports>true</enableReports>',
  ),
  ...field('Key__c', '<type>Text</type><length>20</length><externalId>true</externalId><unique>true</unique>'),
  ...field('Pages__c', '<type>Number</type><precision>6</precision><scale>0</scale>'),
  'classes/Library.cls-meta.xml': apexMeta,
  'classes/LibraryTest.cls': `@IsTest
private class LibraryTest {
  @IsTest
  static void addsPages() {
    insert new List<Book__c>{ new Book__c(Name = 'One', Pages__c = 3), new Book__c(Name = 'Two', Pages__c = 4) };
    Assert.areEqual(7, Library.pages());
  }
}`,
  'classes/LibraryTest.cls-meta.xml': apexMeta,
  'permissionsets/Librarian.permissionset-meta.xml': xml(
    'PermissionSet',
    `${access('Key__c')}${access('Pages__c')}<label>Librarian</label><objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>true</modifyAllRecords><object>Book__c</object><viewAllRecords>true</viewAllRecords></objectPermissions>`,
  ),
};

export const brokenClass = 'public class Library {\n  public static Integer pages() {\n    return missing;\n  }\n}\n';
export const workingClass = `public with sharing class Library {
  public static Integer pages() {
    Integer sum = 0;
    for (Book__c book : [SELECT Pages__c FROM Book__c]) sum += book.Pages__c.intValue();
    return sum;
  }
}
`;

/** Writes the project into a folder, with this body of its class. */
export async function writeProject(folder: string, classBody: string): Promise<void> {
  const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '65.0' };
  await writeFile(join(folder, 'sfdx-project.json'), JSON.stringify(project));
  for (const [path, content] of Object.entries({ ...files, 'classes/Library.cls': classBody })) {
    const file = join(folder, 'force-app', 'main', 'default', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
