import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { filesOf } from './files.ts';

test('the files of an org are those beside its data file that it may have written, and no others', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'files-of-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const own = ['org.db', 'org.db-ids', 'org.db-ids-wal', 'org.db-rows', 'org.db-rows-12', 'org.db-rows-12-journal', 'org.db-rows-shm'];
  for (const name of [...own, 'org.db-rows-x', 'org.db.bak', 'other-org.db', 'org2.db']) writeFileSync(join(folder, name), '');
  assert.deepEqual(
    filesOf(join(folder, 'org.db'))
      .map((file) => basename(file))
      .sort(),
    own,
  );
  assert.deepEqual(filesOf(join(folder, 'nowhere', 'org.db')), []);
});
