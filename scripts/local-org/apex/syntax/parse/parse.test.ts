import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { parseReference } from '../reference/index.ts';
import { parseSound } from './index.ts';

const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const files = globSync('force-app/**/*.{cls,trigger}', { cwd: root }).sort();

test('Every class and trigger of the package is read as the reference parser reads it', () => {
  assert.ok(files.length > 20);
  for (const file of files) {
    const body = readFileSync(root + file, 'utf8');
    const kind = file.endsWith('.cls') ? 'class' : 'trigger';
    const { unit } = parseReference(kind, file, body);
    if (unit) assert.deepEqual(parseSound(kind, body), unit, file);
  }
});
