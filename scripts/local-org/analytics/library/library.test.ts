import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSource, UnsupportedFeatureError } from '../../metadata/index.ts';
import { installSecurity } from '../../security/index.ts';
import { openStore } from '../../store/index.ts';
import { sourceFolder, xml } from '../../testing/source-folder.ts';
import { installAnalytics, Library } from '../index.ts';

// https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_report.htm
test('a report that only the platform can run has a record, and opening it says what is missing', () => {
  const { dir, remove } = sourceFolder({
    'reports/Sales.reportFolder-meta.xml': xml('ReportFolder', '<name>Sales</name>'),
    'reports/Sales/Customers.report-meta.xml': xml(
      'Report',
      '<columns><field>ACCOUNT.NAME</field></columns><description>All</description><format>Summary</format><name>Our customers</name><reportType>AccountList</reportType>',
    ),
  });
  try {
    const source = loadSource([dir]);
    const store = openStore({ file: ':memory:', schema: source.schema });
    const administratorId = store.transaction('write', () => {
      const installed = installSecurity(store, source, { administrator: { username: 'admin@example.com', lastName: 'Admin' }, now: 0 });
      const problems = installAnalytics(store, source, installed.administratorId, 0);
      assert.equal(problems.length, 1);
      return installed.administratorId;
    });
    const [row] = store.all('SELECT "Id" id, "DeveloperName" d, "Name" n, "Description" t, "Format" f, "FolderName" o FROM "Report"', []);
    const { id, ...shown } = { ...row };
    assert.deepEqual(shown, { d: 'Customers', n: 'Our customers', t: 'All', f: 'Summary', o: 'Sales' });
    const library = new Library(store, source, administratorId);
    assert.deepEqual(library.reports(), []);
    assert.throws(
      () => library.report(String(id)),
      (error) => error instanceof UnsupportedFeatureError && error.message.includes('AccountList'),
    );
    store.close();
  } finally {
    remove();
  }
});
