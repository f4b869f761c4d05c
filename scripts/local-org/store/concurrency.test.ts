import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { loadSource, type SObjectDef } from '../metadata/index.ts';
import { openStore, StoreError, type Store } from './index.ts';

/**
 * Two connections to one file, as two workers have it.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_locking_statements.htm
 */

const folder = mkdtempSync(join(tmpdir(), 'local-org-concurrency-'));
let ours: Store;
let theirs: Store;
let account: SObjectDef;
let id: string;

before(() => {
  const open = (): Store => openStore({ file: join(folder, 'org.db'), schema: loadSource([]).schema, lockTimeoutMs: 30 });
  ours = open();
  theirs = open();
  account = ours.schema.object('Account')!;
  id = ours.nextId(account);
  ours.transaction('write', () => ours.insert(account, [new Map([['Id', id], ['Name', 'first']])])); // prettier-ignore
});

after(() => {
  ours.close();
  theirs.close();
  rmSync(folder, { recursive: true });
});

const rename = (store: Store, name: string): void => store.update(account, id, new Map([['Name', name]]));
const nameOf = (store: Store): unknown => store.read(account, [id]).get(id)?.get('Name');

test('before its first write a transaction sees what others commit meanwhile', () => {
  ours.transaction('committed', () => {
    assert.equal(nameOf(ours), 'first');
    theirs.transaction('committed', () => rename(theirs, 'theirs'));
    assert.equal(nameOf(ours), 'theirs');
  });
});

test('reading first and updating later loses what others wrote in between', () => {
  const append = (store: Store, text: string, between: () => void): void =>
    store.transaction('committed', () => {
      const before = String(nameOf(store));
      between();
      rename(store, before + text);
    });
  ours.transaction('write', () => rename(ours, '-'));
  append(ours, 'a', () => append(theirs, 'b', () => undefined));
  assert.equal(nameOf(ours), '-a');
});

test('a lock keeps others from writing, and they give up after the time-out', () => {
  ours.transaction('committed', () => {
    ours.lock();
    for (const write of [
      () => theirs.lock(),
      () => rename(theirs, 'x'),
      () => theirs.nextAutoNumbers(account, account.fields.get('name')!, 1),
    ]) {
      assert.throws(
        () => theirs.transaction('committed', write),
        (error) => error instanceof StoreError && error.code === 'LOCK_TIMEOUT',
      );
    }
  });
  theirs.transaction('committed', () => theirs.lock());
});

test('readers see the state before an open transaction and do not wait for it', () => {
  const before = nameOf(ours);
  ours.transaction('committed', () => {
    rename(ours, 'unfinished');
    assert.equal(
      theirs.transaction('read', () => nameOf(theirs)),
      before,
    );
    assert.equal(
      theirs.transaction('committed', () => nameOf(theirs)),
      before,
    );
  });
});

test('all reads of a snapshot agree', () => {
  ours.transaction('committed', () => {
    ours.snapshot(() => {
      const before = nameOf(ours);
      theirs.transaction('committed', () => rename(theirs, 'after the snapshot'));
      assert.equal(nameOf(ours), before);
    });
    assert.equal(nameOf(ours), 'after the snapshot');
  });
});

test('savepoints set before the first write undo what follows them', () => {
  ours.transaction('committed', () => {
    const released = ours.savepoint();
    ours.release(released);
    const outer = ours.savepoint();
    const inner = ours.savepoint();
    ours.rollbackTo(inner);
    rename(ours, 'kept');
    ours.rollbackTo(inner);
    assert.notEqual(nameOf(ours), 'kept');
    rename(ours, 'kept');
    ours.release(inner);
    assert.equal(nameOf(ours), 'kept');
    ours.rollbackTo(outer);
    assert.notEqual(nameOf(ours), 'kept');
  });
});

test('a transaction that fails after its lock leaves nothing behind', () => {
  const before = nameOf(ours);
  assert.throws(() =>
    ours.transaction('committed', () => {
      rename(ours, 'lost');
      throw new Error('fails');
    }),
  );
  assert.equal(nameOf(ours), before);
  theirs.transaction('committed', () => theirs.lock());
});
