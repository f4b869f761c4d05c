import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { Connection } from 'jsforce';

import { openDemoOrg, type DemoOrg } from './support/demo-org.ts';

interface Row {
  readonly Id: string;
}

/** What a program that bypasses the screens gets to hear. */
describe('Programs that talk to the org directly', () => {
  let org: DemoOrg;
  let admin: Connection;
  let expert: Connection;

  before(async () => {
    org = await openDemoOrg();
    [admin, expert] = await Promise.all([org.connect('admin'), org.connect('expert1')]);
  });
  after(() => (org as DemoOrg | undefined)?.close());

  const count = async (soql: string) => (await admin.query(soql)).totalSize;

  async function one(where: string): Promise<string> {
    const { records } = await admin.query<Row>(`SELECT Id FROM Call_List_Task__c WHERE ${where} ORDER BY Name LIMIT 1`);
    assert.ok(records[0], `the demo has a task with ${where}`);
    return records[0].Id;
  }

  const ownId = async () => (await expert.identity()).user_id;

  it('see the demo world: call lists, tasks, zones', async () => {
    assert.ok((await count('SELECT Id FROM Call_List__c')) >= 11, 'call lists');
    assert.ok((await count('SELECT Id FROM Call_List_Task__c')) >= 400, 'tasks');
    const zones = await admin.query('SELECT Time_Zone__c FROM Call_List_Task__c GROUP BY Time_Zone__c');
    assert.equal(zones.records.length, 11, 'zones');
  });

  const refused: readonly (readonly [title: string, whose: 'own' | 'foreign', change: Record<string, unknown>, says: RegExp])[] = [
    ['finishing without a result', 'own', { Status__c: 'Completed', Result__c: null }, /результат/i],
    ['finishing with a callback', 'own', { Status__c: 'Completed', Result__c: 'Callback' }, /задача остаётся в работе/],
    ['success without an outcome', 'own', { Status__c: 'Completed', Result__c: 'Success', Comment__c: 'Поговорили' }, /итог/i],
    [
      'a callback at night of the client',
      'own',
      { Result__c: 'Callback', Callback_At__c: '2026-11-26T23:30:00Z', Callback_Reason__c: 'Client Asked' },
      /09:00/,
    ],
    ['changing a task of a colleague', 'foreign', { Comment__c: 'Заберу себе' }, /Задачу ведёт/],
  ];
  for (const [title, whose, change, says] of refused) {
    it(`are refused with 400 and a reason, and nothing changes: ${title}`, async () => {
      const me = await ownId();
      const id = await one(
        whose === 'own'
          ? `Status__c = 'In Progress' AND OwnerId = '${me}' AND Time_Zone__c = 'Europe/Moscow'`
          : `Status__c = 'In Progress' AND OwnerId != '${me}' AND Callback_At__c > 2026-11-25T10:00:00Z`,
      );
      const before = await admin.sobject('Call_List_Task__c').retrieve(id);
      const response = await fetch(`${org.url}/services/data/v65.0/sobjects/Call_List_Task__c/${id}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${expert.accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(change),
      });
      const body = (await response.json()) as { message: string; errorCode: string }[];
      assert.equal(response.status, 400, JSON.stringify(body));
      assert.match(body[0]!.message, says);
      assert.deepEqual(await admin.sobject('Call_List_Task__c').retrieve(id), before, 'the record is as it was');
    });
  }

  it('never give one task to two of the six experts, down to the last free task', async () => {
    const experts = await Promise.all(Array.from({ length: 6 }, (_, index) => org.connect(`expert${index + 1}`)));
    const claimed = new Map<string, string>();
    const doubles: string[] = [];
    let free = true;
    while (free) {
      const answers = await Promise.all(
        experts.flatMap((connection, index) => [0, 1].map(async () => ({ user: `expert${index + 1}`, task: await claimNext(connection) }))),
      );
      for (const { user, task } of answers) {
        if (task === undefined) continue;
        const holder = claimed.get(task);
        if (holder !== undefined && holder !== user) doubles.push(`${task}: ${holder} and ${user}`);
        claimed.set(task, user);
      }
      // a claimed task is put off, or the same one would be handed out again and again
      await Promise.all([...claimed].map(([task, user]) => putOff(experts[Number(user.at(-1)) - 1]!, task)));
      free = answers.some(({ task }) => task !== undefined);
    }
    assert.deepEqual(doubles, []);
    assert.ok(claimed.size >= 100, `only ${claimed.size} tasks were claimed`);
  });

  const done = new Set<string>();

  async function claimNext(connection: Connection): Promise<string | undefined> {
    const { returnValue } = await call<{ task?: { id: string } }>(connection, 'claimNext', {});
    return returnValue.task?.id;
  }

  async function putOff(connection: Connection, taskId: string): Promise<void> {
    if (done.has(taskId)) return;
    done.add(taskId);
    await call(connection, 'finish', { taskId, input: { result: 'Refused', comment: 'Не хочет говорить' }, takeNext: false });
  }

  function call<T>(connection: Connection, method: string, body: object): Promise<{ returnValue: T }> {
    return connection.request({
      method: 'POST',
      url: `${org.url}/apex/CallTaskController/${method}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
});
