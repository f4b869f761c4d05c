import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nativeTypes } from '../../apex/library/index.ts';
import { unsupportedPage } from './unsupported-page.ts';

test('The page names every refused member, and no type that exists', () => {
  const page = unsupportedPage();
  for (const { name, unsupported } of nativeTypes) {
    for (const member of unsupported ?? []) assert.ok(page.includes(`\`${member}\``), `${name}.${member}`);
  }
  assert.ok(page.includes('`Reports`'));
  assert.ok(!/`OrgLimits`/.test(page));
});
