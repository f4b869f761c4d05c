import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { Connection } from 'jsforce';
import type { Browser, Locator } from 'playwright-core';

import { accessibilityFaults } from './support/axe.ts';
import { findChromium, launch } from './support/chromium.ts';
import { openDemoOrg, wednesdayNoon, type DemoOrg } from './support/demo-org.ts';
import { desktop, ExpertPage, phone } from './support/expert-page.ts';

interface Task {
  readonly Id: string;
  readonly Status__c: string;
  readonly Result__c: string | null;
  readonly Outcome__c: string | null;
  readonly Comment__c: string | null;
  readonly Attempt_Count__c: number;
  readonly Callback_At__c: string | null;
  readonly Callback_Reason__c: string | null;
  readonly OwnerId: string;
}

const minute = 60_000;
const chromium = findChromium();
const sittings = [
  ['on a desk', 'expert5', desktop],
  ['on a phone', 'expert6', phone],
] as const;

describe('An expert works through calls in the browser', { skip: chromium ? false : 'no Chromium on this machine' }, () => {
  let org: DemoOrg;
  let browser: Browser;
  let admin: Connection;

  before(async () => {
    org = await openDemoOrg();
    browser = await launch(chromium!);
    admin = await org.connect('admin');
  });
  after(async () => {
    // either is missing when it could not be started
    await (browser as Browser | undefined)?.close();
    await (org as DemoOrg | undefined)?.close();
  });

  const read = async (id: string) => (await admin.sobject('Call_List_Task__c').retrieve(id)) as unknown as Task;

  /** New tasks of the list whose clients live in Moscow, in order of their numbers. */
  async function newTasks(list: string): Promise<string[]> {
    const { records } = await admin.query<{ Id: string }>(
      `SELECT Id FROM Call_List_Task__c WHERE Status__c = 'New' AND Call_List__r.Key__c = '${list}' AND Time_Zone__c = 'Europe/Moscow' ORDER BY Name`,
    );
    return records.map((record) => record.Id);
  }

  it('claims a task, is led through the talk with a detour and a reload, agrees a callback; the third no answer closes; a talk ends with its outcome', async () => {
    const [first, second] = await newTasks('retail-lead-reactivation');
    assert.ok(first && second, 'the demo has new tasks in Moscow');
    const expert = await ExpertPage.open(browser, org, 'expert1', '/lightning/page/home');
    await expert.button('Следующая').click();
    await expert.ready();
    assert.equal((await read(expert.taskId())).OwnerId, await expert.userId(), 'the next task is the expert’s own');

    await expert.openTask(first);
    await expert.claim();
    await expert.dial();
    const greeting = await expert.words.innerText();
    assert.match(greeting, /Меня зовут Анна/, 'the words to say carry the name of the expert');
    await expert.answer('Да, удобно');
    await expert.answer('Дальше');
    const offer = await expert.words.innerText();
    assert.match(offer, /1990 ₽/, 'the words to say carry the price');

    await expert.button('Возражение').click();
    await expert.answer('Дорого');
    assert.notEqual(await expert.words.innerText(), offer, 'the objection card is on the screen');
    await expert.button('Вернуться к разговору').click();
    assert.equal(await expert.words.innerText(), offer, 'the talk goes on where it was left');

    await expert.page.getByText('Сохранено').waitFor();
    await expert.page.reload();
    await expert.ready();
    assert.equal(await expert.words.innerText(), offer, 'after a reload the talk stands at the same step');
    await expert.page.getByText(/^Разговор \d+:\d\d/).waitFor();
    assert.equal(await expert.button('Звонок окончен').isVisible(), true, 'the call still runs');

    await expert.pickResult('Перезвон');
    await expert.button('Завтра утром').click();
    await expert.comment('Просит позвонить завтра утром');
    await expert.finishAndNext();
    const agreed = await read(first);
    assert.deepEqual(
      [agreed.Status__c, agreed.Result__c, agreed.Callback_Reason__c, agreed.Attempt_Count__c],
      ['In Progress', 'Callback', 'Client Asked', 0],
      'an agreed callback keeps the task and uses up no attempt',
    );
    assert.equal(new Date(agreed.Callback_At__c!).toISOString(), '2026-11-26T07:00:00.000Z', '10:00 in Moscow tomorrow');
    assert.notEqual(expert.taskId(), first, 'the next task is on the screen at once');

    await expert.openTask(second);
    await expert.claim();
    const attempts: (string | null)[] = [];
    for (let attempt = 1; attempt <= 3; attempt++) {
      await expert.dial();
      await expert.button('Не взял трубку').click();
      if (attempt < 3) {
        await expert.finish();
        const waiting = await read(second);
        attempts.push(`${waiting.Status__c}/${waiting.Result__c}/${waiting.Callback_At__c!.slice(0, 16)}`);
        await org.setNow(new Date(Date.parse(waiting.Callback_At__c!) + minute));
        await expert.openTask(second);
      } else {
        await expert.finishAndNext();
        const closed = await read(second);
        attempts.push(`${closed.Status__c}/${closed.Result__c}`);
        assert.equal(closed.Attempt_Count__c, 3);
        assert.equal(closed.Comment__c?.split('\n').at(-1), '3-я попытка: клиент не взял трубку');
      }
    }
    assert.deepEqual(
      attempts.map((text) => text?.replace(/T(\d\d):\d\d$/, 'T$1')),
      ['In Progress/Callback/2026-11-25T10', 'In Progress/Callback/2026-11-26T10', 'Completed/No Answer'],
      'one hour later the same day, then the next day, then closed',
    );

    const third = expert.taskId();
    await expert.dial();
    await expert.pickResult('Звонок завершен успешно');
    await expert.pickOutcome('Другое');
    await expert.comment('Рассказала о сервисе, вопросов нет');
    await expert.finishAndNext();
    const talked = await read(third);
    assert.deepEqual(
      [talked.Status__c, talked.Result__c, talked.Outcome__c, talked.Comment__c?.includes('вопросов нет')],
      ['Completed', 'Success', 'Other', true],
    );
    const { records: calls } = await admin.query<{ Result__c: string }>(
      `SELECT Result__c FROM Call_Attempt__c WHERE Call_List_Task__c = '${second}' ORDER BY Number__c`,
    );
    assert.deepEqual(
      calls.map((call) => call.Result__c),
      ['No Answer', 'No Answer', 'No Answer'],
      'every attempt is a record of its own',
    );
    const { totalSize: answers } = await admin.query(`SELECT Id FROM Call_Answer__c WHERE Call_List_Task__c = '${first}'`);
    assert.ok(answers >= 4, 'the path of the talk is in the ledger');
    assert.deepEqual(expert.errors, [], 'the page logged no error');
    await expert.close();
  });

  it('tells the second expert who has the task', async () => {
    await org.setNow(wednesdayNoon);
    const [task] = await newTasks('ecom-30-90');
    assert.ok(task, 'the demo has a new task of this list in Moscow');
    const [one, two] = await Promise.all(
      ['expert2', 'expert3'].map((user) => ExpertPage.open(browser, org, user, `/lightning/r/Call_List_Task__c/${task}/view`)),
    );
    await Promise.all([one!.ready(), two!.ready()]);
    await one!.claim();
    await two!.button('Взять задачу').click();
    await two!.page
      .getByText(/Задачу ведёт/)
      .first()
      .waitFor();
    assert.notEqual((await read(task)).OwnerId, await two!.userId(), 'the task stays with the first');
    await Promise.all([one!.close(), two!.close()]);
  });

  for (const [title, user, viewport] of sittings) {
    it(`ends the call when the client hangs up, and finds no field of the callback behind the docked buttons, ${title}`, async () => {
      await org.setNow(wednesdayNoon);
      const [task] = await newTasks('indirect-retail-30-90');
      assert.ok(task, 'the demo has a new task of this list in Moscow');
      const expert = await ExpertPage.open(browser, org, user, `/lightning/r/Call_List_Task__c/${task}/view`, { viewport });
      await expert.ready();
      await expert.claim();
      await expert.dial();
      const told = expert.page.waitForResponse((response) => response.url().includes('/apex/CallTaskController/endAttempt'));
      await expert.button('Звонок окончен').click();
      assert.equal((await told).status(), 200);
      const over = `SELECT Id FROM Call_Attempt__c WHERE Call_List_Task__c = '${task}' AND Ended_At__c != NULL AND Result__c = NULL`;
      assert.equal((await admin.query(over)).totalSize, 1, 'the call has its end; its result is still to come');

      await expert.pickResult('Перезвон');
      const bottomOf = async (part: Locator) => (({ y, height }) => y + height)((await part.boundingBox())!);
      const footer = async () => (await expert.wrapUp.locator('.buttons').boundingBox())!.y;
      await expert.wrapUp.locator('c-call-callback').waitFor();
      assert.ok((await bottomOf(expert.wrapUp.locator('c-call-callback'))) <= (await footer()), 'all of the callback is in sight');
      for (const field of await expert.wrapUp.locator('.fields').locator('button:visible, input:visible, textarea:visible').all()) {
        await expert.page.locator('.stage').evaluate<void, unknown>('(stage) => stage.scrollTo(0, 0)');
        await field.focus();
        assert.ok(
          (await bottomOf(field)) <= (await footer()),
          `covered: ${await field.evaluate<string, unknown>('(each) => each.outerHTML')}`,
        );
      }
      assert.deepEqual(expert.errors, [], 'the page logged no error');
      await expert.close();
    });
  }

  it('shows no accessibility fault on the task page, on a desk and on a phone', async () => {
    const [task] = await newTasks('brand-retail-ic-30-90');
    assert.ok(task, 'the demo has a new task of this list in Moscow');
    for (const viewport of [undefined, phone]) {
      const expert = await ExpertPage.open(browser, org, 'expert4', `/lightning/r/Call_List_Task__c/${task}/view`, { viewport });
      await expert.ready();
      if (viewport === undefined) await expert.claim();
      assert.deepEqual(await accessibilityFaults(expert.page), [], viewport ? 'phone' : 'desktop');
      await expert.close();
    }
  });
});
