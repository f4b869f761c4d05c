import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileApex } from '../index.ts';
import { loadSource } from '../../metadata/index.ts';
import { sourceFolder, xml } from '../../testing/source-folder.ts';

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_namespaces_and_invoking_methods.htm
test('classes of a project with a namespace go by it too [apex_classes_namespaces_and_invoking_methods]', () => {
  const meta = xml('ApexClass', '<apiVersion>65.0</apiVersion><status>Active</status>');
  const folder = sourceFolder({
    'sfdx-project.json': '{ "namespace": "lib", "packageDirectories": [{ "path": "a" }] }',
    'a/Tool.cls': 'public class Tool { public class Part { public Integer size = 1; } public static Integer two() { return 2; } }',
    'a/Tool.cls-meta.xml': meta,
    'a/User_.cls': `public class User_ {
      lib.Tool.Part part = new lib.Tool.Part();
      public Integer all() { return lib.Tool.two() + part.size; }
      public Integer wrong() { return other.Tool.two(); }
    }`,
    'a/User_.cls-meta.xml': meta,
  });
  try {
    const { problems } = compileApex(loadSource([`${folder.dir}/a`]));
    assert.deepEqual(
      problems.map(({ line, message }) => `${line}: ${message}`),
      ['4: Variable does not exist: other'],
    );
  } finally {
    folder.remove();
  }
});
