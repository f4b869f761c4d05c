import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, describe, it } from 'node:test';

import type { Connection } from 'jsforce';

import { openDemoOrg, wednesdayNoon, type DemoOrg } from './support/demo-org.ts';

interface Attempt {
  /** Only calls that were written down instead of played have one. */
  readonly Key__c: string | null;
  readonly CreatedDate: string;
  readonly Started_At__c: string;
  readonly Result__c: string | null;
  readonly Call_Plan__c: string | null;
  readonly Expert__r: { readonly Username: string };
  readonly Call_List_Task__r: { readonly Key__c: string | null; readonly CreatedDate: string };
}

const days = 5;
const hour = 3_600_000;

describe('The weeks before today', () => {
  let org: DemoOrg;
  let admin: Connection;

  before(async () => {
    org = await openDemoOrg(wednesdayNoon, { history: days });
    admin = await org.connect('admin');
  });
  after(async () => {
    await (org as DemoOrg | undefined)?.close();
  });

  const attempts = async (of: Connection = admin): Promise<Attempt[]> =>
    (
      await of.query<Attempt>(
        'SELECT Key__c, CreatedDate, Started_At__c, Result__c, Call_Plan__c, Expert__r.Username, Call_List_Task__r.Key__c, Call_List_Task__r.CreatedDate FROM Call_Attempt__c ORDER BY Started_At__c, Call_List_Task__r.Name',
        { autoFetch: true, maxFetch: 10_000 },
      )
    ).records;

  const counts = async (): Promise<number[]> =>
    Promise.all(
      ['Call_List_Task__c', 'Call_Attempt__c', 'Call_Answer__c', 'Client_Action__c', 'Call_Plan__c', 'Contact', 'Case'].map(
        async (object) => (await admin.query(`SELECT COUNT() FROM ${object}`)).totalSize,
      ),
    );

  /** Runs the seed as an admin does. @param stopAt a text in the output at which it is interrupted */
  async function seed(to: DemoOrg, stopAt?: string): Promise<{ status: number | null; printed: string }> {
    const { accessToken } = await to.connect('admin');
    const args = ['scripts/seed/cli.ts', '--org', to.url, '--now', wednesdayNoon.toISOString(), '--history', String(days)];
    return new Promise((done, failed) => {
      const child = spawn(process.execPath, args, {
        env: { ...process.env, SF_ACCESS_TOKEN: accessToken! },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let printed = '';
      const heard = (chunk: Buffer): void => {
        printed += chunk.toString();
        if (stopAt === undefined || child.killed || !printed.includes(stopAt)) return;
        child.kill('SIGINT');
      };
      child.stdout.on('data', heard);
      child.stderr.on('data', heard);
      child.on('error', failed).on('close', (status) => done({ status, printed }));
    });
  }

  it('were played at their own time: no call before its task, none recorded on another day, each in the plan of its day', async () => {
    const all = await attempts();
    const played = all.filter((attempt) => attempt.Result__c !== null);
    assert.ok(played.length > 60, `${played.length} calls`);
    for (const attempt of played) {
      const started = Date.parse(attempt.Started_At__c);
      assert.ok(
        Date.parse(attempt.Call_List_Task__r.CreatedDate) <= started,
        `${attempt.Call_List_Task__r.Key__c} was called before it came in`,
      );
      assert.ok(
        Math.abs(Date.parse(attempt.CreatedDate) - started) < 24 * hour,
        `${attempt.CreatedDate} is not the day of ${attempt.Started_At__c}`,
      );
      assert.ok(started < wednesdayNoon.getTime(), attempt.Started_At__c);
    }
    assert.ok(
      played.every((attempt) => attempt.Key__c !== null || attempt.Call_Plan__c !== null),
      'every played call belongs to a plan',
    );
    assert.equal(new Set(played.map((attempt) => attempt.Expert__r.Username)).size, 6, 'all six experts called');
  });

  it('left results of every kind, actions with their outcomes, and nothing in hand', async () => {
    const { records } = await admin.query<{ Result__c: string; n: number }>(
      "SELECT Result__c, COUNT(Id) n FROM Call_List_Task__c WHERE Status__c != 'New' GROUP BY Result__c",
    );
    assert.deepEqual(records.map((row) => row.Result__c).sort(), ['Callback', 'No Answer', 'Refused', 'Success']);
    const { totalSize: unproven } = await admin.query(
      "SELECT Id FROM Call_List_Task__c WHERE Outcome__c = 'Online Purchase' AND Id NOT IN (SELECT Call_List_Task__c FROM Client_Action__c WHERE Type__c = 'Order')",
    );
    assert.equal(unproven, 0, 'an order stands behind every online purchase');
    const { totalSize: inHand } = await admin.query(
      "SELECT Id FROM Call_List_Task__c WHERE Status__c = 'In Progress' AND Callback_At__c = null",
    );
    assert.equal(inHand, 0, 'every expert finished the day');
  });

  it('leave today as it is without them: new tasks, callbacks late and to come, the clock right', async () => {
    const { totalSize: fresh } = await admin.query(
      "SELECT Id FROM Call_List_Task__c WHERE Status__c = 'New' AND Planned_Date__c >= 2026-11-23",
    );
    assert.ok(fresh >= 250, `${fresh} new tasks`);
    const late = await admin.query(
      "SELECT Id FROM Call_List_Task__c WHERE Result__c = 'Callback' AND Callback_At__c < 2026-11-25T09:00:00Z",
    );
    const coming = await admin.query(
      "SELECT Id FROM Call_List_Task__c WHERE Result__c = 'Callback' AND Callback_At__c > 2026-11-25T09:00:00Z",
    );
    assert.ok(late.totalSize >= 8 && coming.totalSize >= 30, `${late.totalSize} late, ${coming.totalSize} to come`);
    const clock = await admin.request<{ now: string }>(`${org.url}/local/clock`);
    assert.ok(Math.abs(Date.parse(clock.now) - wednesdayNoon.getTime()) < hour, clock.now);
  });

  it('are not played twice', async () => {
    const before = await counts();
    const { status, printed } = await seed(org);
    assert.equal(status, 0, printed);
    assert.match(printed, /is there already/);
    assert.deepEqual(await counts(), before);
  });

  it('are the same in another org, and go on after an interruption', async () => {
    const other = await openDemoOrg(wednesdayNoon, { empty: true });
    try {
      const first = await seed(other, '2026-11-21:');
      assert.equal(first.status, 1, first.printed);
      assert.match(first.printed, /INTERRUPTED.*Repeat the command/);
      const connection = await other.connect('admin');
      const clock = await connection.request<{ now: string }>(`${other.url}/local/clock`);
      assert.ok(Math.abs(Date.parse(clock.now) - wednesdayNoon.getTime()) < hour, 'the clock is right after an interruption');
      const firstDays = (all: Attempt[]): unknown[] =>
        all
          .filter((attempt) => attempt.Started_At__c > '2026-11-20' && attempt.Started_At__c < '2026-11-22' && attempt.Key__c === null)
          .map((attempt) => [
            attempt.Started_At__c.slice(0, 16),
            attempt.Result__c,
            attempt.Expert__r.Username,
            attempt.Call_List_Task__r.Key__c,
          ]);
      assert.deepEqual(firstDays(await attempts(connection)), firstDays(await attempts()), 'the same calls at the same minutes');
      const second = await seed(other);
      assert.equal(second.status, 0, second.printed);
      assert.match(second.printed, /goes on/);
      const { totalSize: inHand } = await connection.query(
        "SELECT Id FROM Call_List_Task__c WHERE Status__c = 'In Progress' AND Callback_At__c = null",
      );
      assert.equal(inHand, 0, 'what was in hand was finished');
      assert.match((await seed(other)).printed, /is there already/);
    } finally {
      await other.close();
    }
  });
});
