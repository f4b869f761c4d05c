import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSource } from '../metadata/index.ts';
import { openStore, type SqlRow } from '../store/index.ts';
import { sourceFolder, xml } from '../testing/source-folder.ts';
import { installSecurity } from './index.ts';

// https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_document.htm
// https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_email.htm
test('documents and email templates of the source have records in the records of their folders', () => {
  const { dir, remove } = sourceFolder({
    'classes/UsesDocuments.cls': 'public class UsesDocuments { Document d; }',
    'classes/UsesDocuments.cls-meta.xml': xml('ApexClass', '<apiVersion>65.0</apiVersion>'),
    'documents/Styles-meta.xml': xml('DocumentFolder', '<accessType>Public</accessType><name>All styles</name>'),
    'documents/Styles/Page.css': 'p {}',
    'documents/Styles/Page.css-meta.xml': xml('Document', '<name>Page.css</name><public>true</public>'),
    'email/Letters/Hello.email': '<b>Hello</b>',
    'email/Letters/Hello.email-meta.xml': xml(
      'EmailTemplate',
      '<available>true</available><name>Hello there</name><style>none</style><subject>Hi</subject><textOnly>Hello</textOnly><type>custom</type>',
    ),
    'email/Letters.emailFolder-meta.xml': xml('EmailFolder', '<accessType>Public</accessType><name>Letters</name>'),
    'email/unfiled$public/Plain.email': 'Plain text',
    'email/unfiled$public/Plain.email-meta.xml': xml('EmailTemplate', '<available>false</available><name>Plain</name><type>text</type>'),
    'email/Nowhere/Lost.email': 'x',
    'email/Nowhere/Lost.email-meta.xml': xml('EmailTemplate', '<available>true</available><name>Lost</name><type>text</type>'),
  });
  try {
    const source = loadSource([dir]);
    const store = openStore({ file: ':memory:', schema: source.schema });
    const installed = store.transaction('write', () =>
      installSecurity(store, source, { administrator: { username: 'admin@example.com', lastName: 'Admin' }, now: 0 }),
    );
    const rows = (sql: string): SqlRow[] => store.all(sql, []).map((row) => ({ ...row }));
    const folder = '(SELECT f."Name" FROM "Folder" f WHERE f."Id" = "FolderId")';
    assert.deepEqual(
      rows(`SELECT "Name" n, "DeveloperName" d, "ContentType" t, "BodyLength" l, "IsPublic" p, ${folder} f FROM "Document"`),
      [{ n: 'Page.css', d: 'Page', t: 'text/css', l: 4, p: 1, f: 'All styles' }],
    );
    assert.deepEqual(
      rows(`SELECT "Name" n, "IsActive" a, "Subject" s, "Body" b, "HtmlValue" h, ${folder} f FROM "EmailTemplate" ORDER BY "Name"`),
      [
        { n: 'Hello there', a: 1, s: 'Hi', b: 'Hello', h: '<b>Hello</b>', f: 'Letters' },
        { n: 'Plain', a: 0, s: null, b: 'Plain text', h: null, f: null },
      ],
    );
    assert.deepEqual(
      installed.problems.map(({ message }) => message),
      ['There is no folder Nowhere'],
    );
    store.close();
  } finally {
    remove();
  }
});
