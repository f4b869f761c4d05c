import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import fc from 'fast-check';

import type { SeedRecord } from './batch.ts';
import { localMoment, zoneOffset } from './local-time.ts';
import { loadScripts } from './script-load.ts';
import { scriptSchema } from './script-schema.ts';
import { buildWorld } from './world.ts';
import { worldSchema } from './world-schema.ts';
import { assertNoProblems, readYaml, type YamlProblem } from './yaml-file.ts';

const problems: YamlProblem[] = [];
const scripts = loadScripts('config/scripts', problems);
const world = readYaml('config/seed/demo.yaml', worldSchema, problems)!.data;
const noon = Date.UTC(2026, 5, 15, 9);

function records(object: string, anchor = noon, size?: number): readonly SeedRecord[] {
  return buildWorld(world, scripts, anchor, size)
    .filter((batch) => batch.object === object)
    .flatMap((batch) => batch.records);
}

describe('the demo world', () => {
  test('the committed data and scripts have no problems', () => assert.deepEqual(problems, []));

  test('is the same for the same seed and day', () => {
    assert.deepEqual(buildWorld(world, scripts, noon), buildWorld(world, scripts, noon));
  });

  test('has the eleven call lists, 400 tasks and more, and all eleven zones', () => {
    assert.equal(records('Call_List__c').length, 11);
    const tasks = records('Call_List_Task__c');
    assert.ok(tasks.length >= 400, `${tasks.length} tasks`);
    assert.equal(new Set(tasks.map((task) => task['Time_Zone__c'])).size, 11);
  });

  test('has tasks in every status, callbacks overdue and due, and a finished task with every result', () => {
    const tasks = records('Call_List_Task__c');
    assert.deepEqual(new Set(tasks.map((task) => task['Status__c'])), new Set(['New', 'In Progress', 'Completed']));
    const callbacks = tasks.filter((task) => task['Result__c'] === 'Callback').map((task) => Date.parse(String(task['Callback_At__c'])));
    assert.ok(callbacks.some((at) => at < noon) && callbacks.some((at) => at > noon));
    const results = new Set(tasks.filter((task) => task['Status__c'] === 'Completed').map((task) => task['Result__c']));
    assert.deepEqual(results, new Set(['Success', 'Refused', 'No Answer']));
  });

  test('callbacks that are late are late by minutes or hours, at night since the evening; two or three were forgotten for days', () => {
    const hours = records('Call_List_Task__c')
      .filter((task) => task['Result__c'] === 'Callback')
      .map((task) => (noon - Date.parse(String(task['Callback_At__c']))) / 3_600_000);
    const late = hours.filter((each) => each > 0);
    assert.ok(late.filter((each) => each > 16).length <= 3 && late.some((each) => each > 48), late.join(' '));
    assert.ok(late.filter((each) => each <= 16).length >= 8 && late.some((each) => each < 1), late.join(' '));
  });

  test('no call was made in the future or before its task came in, at any moment of the year', () => {
    const anchors = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(anchors, (anchor) => {
        const planned = new Map(
          records('Call_List_Task__c', anchor.getTime()).map((task) => [task['Key__c'], String(task['Planned_Date__c'])]),
        );
        for (const attempt of records('Call_Attempt__c', anchor.getTime())) {
          const started = Date.parse(String(attempt['Started_At__c']));
          const { Key__c: key } = attempt['Call_List_Task__r'] as { Key__c: string };
          // a date begins in the east up to 12 hours earlier
          assert.ok(started <= anchor.getTime() && started >= Date.parse(planned.get(key)!) - 12 * 3_600_000, String(attempt['Key__c']));
        }
      }),
      { numRuns: 10 },
    );
  });

  test('every task keeps the rules of a task, at any moment of the year and for any size', () => {
    const anchors = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(anchors, fc.integer({ min: 0, max: 120 }), (anchor, size) => {
        const tasks = records('Call_List_Task__c', anchor.getTime(), size);
        assert.equal(tasks.length, size);
        for (const task of tasks) assertValid(task);
      }),
      { numRuns: 25 },
    );
  });

  test('keys are unique within their object', () => {
    for (const batch of buildWorld(world, scripts, noon)) {
      const keys = batch.records.map((record) => record[batch.externalId]);
      assert.equal(new Set(keys).size, keys.length, batch.object);
    }
  });
});

function assertValid(task: SeedRecord): void {
  const { Status__c: status, Result__c: result, Outcome__c: outcome } = task;
  if (status === 'New') assert.ok(result === undefined && task['owner'] === world.queue);
  else assert.notEqual(task['owner'], world.queue);
  if (status === 'In Progress') {
    assert.equal(result, 'Callback');
    const at = Date.parse(String(task['Callback_At__c']));
    const hour = new Date(at + zoneOffset(String(task['Time_Zone__c']), at)).getUTCHours();
    assert.ok(hour >= 9 && hour < 21, `callback at ${hour} o'clock of the client`);
  }
  if (status === 'Completed') {
    assert.notEqual(result, 'Callback');
    assert.equal(outcome !== null, result === 'Success');
    assert.ok(task['Comment__c']);
  }
  assert.ok(Number(task['Attempt_Count__c']) <= 3);
}

describe('local time', () => {
  test('a local moment shows the wanted clock in any zone, as the runtime’s own calendar does', () => {
    const zones = fc.constantFrom(...world.regions.map((region) => region.zone));
    fc.assert(
      fc.property(zones, fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 23 }), (zone, days, hour) => {
        const at = localMoment(zone, noon, days, hour, 30);
        const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at);
        assert.equal(shown, `${String(hour).padStart(2, '0')}:30`);
      }),
    );
  });
});

describe('reading the files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seed-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const write = (text: string): string => {
    const file = join(folder, `${Math.abs(hash(text))}.yaml`);
    writeFileSync(file, text);
    return file;
  };
  const step = (rest: string): string =>
    `key: s\nversion: 1\ntitle: { ru: a, en: a }\ncallLists: [l]\nstart: one\nsteps:\n  - { key: one, stage: Need, title: { ru: a, en: a }, text: { ru: a, en: a }, ${rest} }\n`;
  const lint = (text: string): string[] => {
    const found: YamlProblem[] = [];
    const own = mkdtempSync(join(folder, 'scripts-'));
    writeFileSync(join(own, 's.yaml'), text);
    loadScripts(own, found);
    return found.map((problem) => `${problem.line}: ${problem.message}`);
  };

  test('a wrong value is named with its file, line and column', () => {
    const found: YamlProblem[] = [];
    const file = write(step('kind: Say, next: one').replace('version: 1', 'version: one'));
    assert.equal(readYaml(file, scriptSchema, found), undefined);
    assert.deepEqual([found[0]?.file, found[0]?.line], [file, 2]);
    assert.throws(() => assertNoProblems(found), { code: 'INVALID_DATA', message: /:2:10 version/ });
  });

  test('broken YAML is named with its line', () => {
    const found: YamlProblem[] = [];
    readYaml(write('a: [1,\nb: 2'), scriptSchema, found);
    assert.ok(found.length > 0 && found.every((problem) => problem.line >= 1));
  });

  test('a jump to a step that does not exist is refused', () => assert.match(lint(step('kind: Say, next: two'))[0] ?? '', /no step two/));
  test('a loop without exit is refused', () => assert.match(lint(step('kind: Say, next: one'))[0] ?? '', /loop without exit/));
  test('an unknown merge field is refused', () =>
    assert.match(
      lint(step('kind: End, result: Refused').replace('text: { ru: a', "text: { ru: '{client.age}'"))[0] ?? '',
      /merge field \{client.age\}/,
    ));
  test('a success without an outcome is refused', () => assert.match(lint(step('kind: End, result: Success'))[0] ?? '', /outcome/));
  test('a missing translation is refused', () =>
    assert.match(
      lint(step('kind: End, result: Refused').replace('title: { ru: a, en: a }, text', 'title: { ru: a }, text'))[0] ?? '',
      /title/,
    ));
});

function hash(text: string): number {
  return [...text].reduce((sum, char) => (Math.imul(sum, 31) + char.charCodeAt(0)) | 0, 7);
}
