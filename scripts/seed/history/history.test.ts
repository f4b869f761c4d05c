import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';

import fc from 'fast-check';
import { Connection } from 'jsforce';

import { playTogether, type Course } from '../play/day.ts';
import { loadScripts } from '../script-load.ts';
import { checkWorld } from '../world-check.ts';
import { worldSchema } from '../world-schema.ts';
import { readYaml, type YamlProblem } from '../yaml-file.ts';
import { batchesOf, buildHistory } from './history-world.ts';
import { OrgClock } from './org-clock.ts';

const problems: YamlProblem[] = [];
const scripts = loadScripts('config/scripts', problems);
const file = readYaml('config/seed/demo.yaml', worldSchema, problems)!;
const world = file.data;
const anchors = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
const hour = 3_600_000;

describe('the world with its history', () => {
  test('names only lists, experts and regions there are', () => {
    assert.deepEqual([...problems, ...checkWorld(file, scripts)], []);
    const [list] = world.history.lists;
    const history = { ...world.history, lists: [{ ...list!, key: 'nobody' }] };
    const found = checkWorld({ ...file, data: { ...world, history } }, scripts).map(({ message }) => message);
    assert.ok(found.includes('there is no call list nobody') && found.length === world.callLists.length + 1, found.join('\n'));
  });

  test('has every key once, whatever the day and the number of days', () => {
    fc.assert(
      fc.property(anchors, fc.integer({ min: 1, max: 40 }), (anchor, days) => {
        const batches = batchesOf(buildHistory(world, scripts, anchor.getTime(), days)).filter((batch) => batch.mode === 'create');
        for (const object of new Set(batches.map((batch) => batch.object))) {
          const keys = batches
            .filter((batch) => batch.object === object)
            .flatMap(({ records, externalId }) => records.map((record) => record[externalId]));
          assert.equal(new Set(keys).size, keys.length, object);
        }
      }),
      { numRuns: 10 },
    );
  });

  test('lets tasks come in on working days, and experts call on the day it is, before today', () => {
    fc.assert(
      fc.property(anchors, (anchor) => {
        const history = buildHistory(world, scripts, anchor.getTime(), 14);
        for (const day of history.days) {
          const weekday = new Date(day.opens + 3 * hour).getUTCDay();
          const tasks = day.batches.filter((batch) => batch.object === 'Call_List_Task__c').flatMap((batch) => batch.records);
          assert.ok(tasks.length === 0 || (weekday !== 0 && weekday !== 6), 'tasks at the weekend');
          for (const sitting of [...day.sittings.values()].flat())
            assert.ok(sitting.at > day.opens && sitting.at < day.opens + 15 * hour, new Date(sitting.at).toISOString());
          assert.ok(day.opens + 17 * hour <= anchor.getTime() + 24 * hour);
        }
        const arrived = history.days.flatMap((day) => day.batches).filter((batch) => batch.object === 'Call_List_Task__c');
        assert.ok(arrived.flatMap((batch) => batch.records).length > 300, 'all of them come in');
      }),
      { numRuns: 10 },
    );
  });

  test('writes nothing of today later than today', () => {
    fc.assert(
      fc.property(anchors, (anchor) => {
        const { present } = buildHistory(world, scripts, anchor.getTime(), 7);
        assert.ok(present.every(({ at }, index) => at <= anchor.getTime() && at >= (present[index - 1]?.at ?? 0)));
      }),
      { numRuns: 10 },
    );
  });
});

describe('days that run together', () => {
  async function* course(name: string, moments: readonly number[], seen: string[]): Course {
    for (const at of moments) {
      yield at;
      seen.push(`${at}${name}`);
    }
    await Promise.resolve();
  }

  test('take turns in the order of time; the clock never goes back', async () => {
    const moments = fc.array(fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 8 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(moments, async (lists) => {
        const seen: string[] = [];
        const clock: number[] = [];
        const days = lists.map((list, index) =>
          course(
            String(index),
            [...list].sort((a, b) => a - b),
            seen,
          ),
        );
        await playTogether(days, (at) => Promise.resolve(void clock.push(at)), new AbortController().signal);
        assert.equal(seen.length, lists.flat().length);
        assert.deepEqual(
          clock,
          [...clock].sort((a, b) => a - b),
        );
        assert.deepEqual(
          clock,
          lists.flat().sort((a, b) => a - b),
        );
      }),
    );
  });

  test('end at once when they are interrupted', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    const setClock = (at: number): Promise<void> => Promise.resolve(at === 2 ? stop.abort() : undefined);
    await assert.rejects(playTogether([course('a', [1, 2, 3], seen)], setClock, stop.signal), { name: 'AbortError' });
    assert.deepEqual(seen, ['1a', '2a']);
  });
});

describe('the clock of the org', () => {
  test('an org without one is refused, and the message says what to do', async () => {
    const server = createServer((_, response) => response.writeHead(404).end('[]'));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const connection = new Connection({ instanceUrl: `http://127.0.0.1:${port}`, accessToken: 'x' });
    await assert.rejects(OrgClock.of(connection), { code: 'NO_CLOCK', message: /no clock.*Leave out --history/ });
    server.close();
    server.closeAllConnections();
  });
});
