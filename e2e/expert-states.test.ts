import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { Connection } from 'jsforce';
import type { Browser } from 'playwright-core';

import { accessibilityFaults } from './support/axe.ts';
import { findChromium, launch } from './support/chromium.ts';
import { newClient, type Client, type ClientSpec } from './support/clients.ts';
import { openDemoOrg, type DemoOrg } from './support/demo-org.ts';
import { ExpertPage, phone, type Sitting } from './support/expert-page.ts';
import { dataWords, foreignTexts } from './support/foreign-texts.ts';

const chromium = findChromium();
const view = (client: Client) => `/lightning/r/Call_List_Task__c/${client.taskId}/view`;

describe('The pages of an expert', { skip: chromium ? false : 'no Chromium on this machine' }, () => {
  let org: DemoOrg;
  let browser: Browser;
  let admin: Connection;

  before(async () => {
    org = await openDemoOrg();
    [browser, admin] = await Promise.all([launch(chromium!), org.connect('admin')]);
    const { records } = await admin.query<{ Id: string }>("SELECT Id FROM User WHERE Username = 'expert2@callguide.example'");
    await admin.sobject('User').update({ Id: records[0]!.Id, LanguageLocaleKey: 'en_US', LocaleSidKey: 'en_US' });
  });
  after(async () => {
    await (browser as Browser | undefined)?.close();
    await (org as DemoOrg | undefined)?.close();
  });

  async function answersOf(client: Client): Promise<string[]> {
    const { records } = await admin.query<{ Step_Key__c: string; Answer_Key__c: string | null }>(
      `SELECT Step_Key__c, Answer_Key__c FROM Call_Answer__c WHERE Call_List_Task__c = '${client.taskId}' ORDER BY Sequence__c`,
    );
    return records.map((answer) => [answer.Step_Key__c, answer.Answer_Key__c].filter(Boolean).join(' '));
  }

  const sittings: readonly (readonly [title: string, user: string, sitting: Sitting])[] = [
    ['on a desk, in Russian', 'expert1', {}],
    ['on a phone, in English', 'expert2', { viewport: phone, language: 'en' }],
  ];
  for (const [title, user, sitting] of sittings) {
    it(`have no accessibility fault and no text of another language in any main state, ${title}`, async () => {
      const client = await newClient(admin, {
        list: 'retail-lead-reactivation',
        kind: 'Lead',
        storeReserves: true,
        email: 'states@example.com',
      });
      const faults: string[] = [];
      const data = await dataWords(admin);
      const expert = await ExpertPage.open(browser, org, user, '/lightning/page/home', sitting);
      async function look(state: string): Promise<void> {
        await expert.standsStill();
        const found = [...(await accessibilityFaults(expert.page)), ...(await foreignTexts(expert.page, expert.language, data))];
        faults.push(...found.map((fault) => `${state}: ${fault}`));
      }
      await expert.page.locator('c-my-day li').first().waitFor();
      await look('my day');
      await expert.openTask(client.taskId);
      await look('unclaimed');
      await expert.claim();
      await look('claimed');
      await expert.dial();
      await look('ringing');
      await expert.choose('convenient', '');
      await expert.button(expert.word('Ui_Objection')).click();
      await look('objections');
      await expert.button(expert.word('Ui_Back')).click();
      await expert.choose('interested', 'inconvenient', 'order');
      await expert.stepForm().field('orderNumber').waitFor();
      await look('action at a step');
      const form = await expert.openAction('Reservation');
      await form.root.locator('label.store').first().waitFor();
      await look('action form');
      await expert.turnTo('wrap');
      await expert.pickResult(expert.word('Ui_ResultCallback'));
      await expert.wrapUp.locator('c-call-callback button').first().click();
      await look('callback');
      await expert.pickResult(expert.word('Ui_ResultSuccess'));
      await expert.button(expert.word('Ui_FinishNext')).click();
      await expert.wrapUp.locator('[role=alert]').first().waitFor();
      await look('wrap-up with what is missing');
      await expert.pickResult(expert.word('Ui_ResultNoAnswer'));
      await expert.finish();
      await expert.page.locator('c-call-agreed').waitFor();
      await expert.closeToast();
      await look('next call agreed');
      await expert.page.locator('c-call-agreed button').click();
      await expert.pickResult(expert.word('Ui_ResultRefused'));
      await expert.finish();
      await expert.page.getByText(expert.word('Ui_Closed')).first().waitFor();
      await expert.closeToast();
      await look('finished');
      assert.deepEqual(expert.errors, []);
      await expert.page.goto(`${org.url}/lightning/r/Call_List_Task__c/${client.taskId.slice(0, 10)}ZZZZZ/view`);
      await expert.page.waitForLoadState('networkidle');
      await look('error');
      await expert.close();
      assert.deepEqual([...new Set(faults)], []);
    });
  }

  it('lose no answer and no word when the connection breaks in mid-call, and when the tab is closed', async () => {
    const client = await newClient(admin, { list: 'indirect-retail-30-90', device: true });
    const expert = await ExpertPage.open(browser, org, 'expert3', view(client));
    await expert.ready();
    await expert.claim();
    await expert.dial();
    await expert.choose('convenient');
    await expert.saved();
    await expert.page.context().setOffline(true);
    await expert.page.getByText(expert.word('Ui_Offline')).waitFor();
    await expert.choose('', 'uses', 'none');
    await expert.comment('Спрашивала про чистку');
    assert.deepEqual(await answersOf(client), ['greeting convenient'], 'nothing came through');
    await expert.page.getByText(expert.word('Ui_Unsaved')).waitFor();

    await expert.page.close();
    await expert.page.context().setOffline(false);
    const again = await expert.newTab(view(client));
    await again.ready();
    await again.saved();
    assert.deepEqual(
      await answersOf(client),
      ['greeting convenient', 'recording', 'usage uses', 'problems none'],
      'all came through, in order',
    );
    await again.choose('only-device');
    await again.page.context().setOffline(true);
    await again.choose('');
    await again.page.context().setOffline(false);
    await again.saved();
    assert.equal((await answersOf(client)).length, 6, 'back online the rest follows by itself');
    assert.equal(
      await again.wrapUp.getByRole('textbox', { name: again.word('Ui_Comment') }).inputValue(),
      'Спрашивала про чистку',
      'the comment is there, too',
    );
    await again.close();
  });

  describe('keep their rules on the server, for those who go around the screens', () => {
    let expert: Connection;
    let colleague: Connection;
    before(async () => {
      [expert, colleague] = await Promise.all([org.connect('expert4'), org.connect('expert5')]);
    });

    /** Calls Apex as the page does. @returns status, and the message of a refusal */
    async function apex(who: Connection, method: string, body: object, controller = 'CallTaskController'): Promise<[number, string]> {
      return post(who, `/apex/${controller}/${method}`, body);
    }
    async function post(who: Connection, path: string, body: object): Promise<[number, string]> {
      const response = await fetch(`${org.url}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${who.accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return [response.status, await response.text()];
    }
    const insert = (who: Connection, object: string, record: object) => post(who, `/services/data/v65.0/sobjects/${object}`, record);
    const action = (method: string, body: object) => apex(expert, method, body, 'ClientActionController');

    /** The platform answers 500 when Apex refuses, and 400 when a rule of the records does. */
    function refused([status, text]: [number, string], reason: RegExp): void {
      assert.ok(status === 500 || status === 400, `${status} ${text}`);
      assert.match(text, reason);
    }
    async function claimed(spec: Partial<ClientSpec> = {}): Promise<Client> {
      const client = await newClient(admin, { list: 'ecom-30-90', email: 'rest@example.com', emailVerified: true, vouchers: 1, ...spec });
      assert.equal((await apex(expert, 'claim', { taskId: client.taskId }))[0], 200);
      return client;
    }
    const count = async (object: string, client: Client) =>
      (await admin.query(`SELECT Id FROM ${object} WHERE Call_List_Task__c = '${client.taskId}'`)).totalSize;

    it('dialling outside the window', async () => {
      const client = await claimed();
      // 21:00 on Kamchatka
      await admin.sobject('Call_List_Task__c').update({ Id: client.taskId, Time_Zone__c: 'Asia/Kamchatka' });
      refused(await apex(expert, 'startAttempt', { taskId: client.taskId }), /09:00/);
      refused(
        await insert(expert, 'Call_Attempt__c', { Call_List_Task__c: client.taskId, Number__c: 1, Started_At__c: '2026-11-25T09:00:00Z' }),
        /09:00/,
      );
      assert.equal(await count('Call_Attempt__c', client), 0);
    });

    it('sending to a channel the client opted out of', async () => {
      const client = await claimed({ email: 'opted.out@example.com', fields: { HasOptedOutOfEmail: true, Do_Not_SMS__c: true } });
      const { taskId } = client;
      refused(await action('sendVouchers', { taskId, requestKey: 'no-1', channel: 'Email' }), /отказался от писем/);
      refused(await action('sendVouchers', { taskId, requestKey: 'no-2', channel: 'SMS' }), /отказался/);
      refused(await action('sendWallet', { taskId, requestKey: 'no-3', platform: 'iOS' }), /отказался/);
      assert.equal(await count('Client_Action__c', client), 0);
      assert.deepEqual([await org.emailsTo('opted.out@example.com'), org.simulators.sms.list(client.phone)], [[], []]);
    });

    it('selling after a hard stop', async () => {
      const client = await claimed();
      const { taskId } = client;
      const at = '2026-11-25T09:00:00.000Z';
      const path = [
        { sequence: 1, kind: 'Answer', stepKey: 'greeting', answerKey: 'convenient', answeredAt: at },
        { sequence: 2, kind: 'Answer', stepKey: 'recording', answeredAt: at },
        { sequence: 3, kind: 'Answer', stepKey: 'usage', answerKey: 'not-anymore', answeredAt: at },
        { sequence: 4, kind: 'Answer', stepKey: 'why-stopped', answerKey: 'quit', answeredAt: at },
        { sequence: 5, kind: 'Answer', stepKey: 'stop-non-nicotine', answeredAt: at },
      ];
      assert.equal((await apex(expert, 'saveAnswers', { taskId, answers: path }))[0], 200);
      refused(await action('sendVouchers', { taskId, requestKey: 'stop-1', channel: 'Email' }), /Не употребляет никотин/);
      refused(await action('recordOrder', { taskId, requestKey: 'stop-2', input: { orderNumber: 'X-1' } }), /Не употребляет никотин/);
      refused(
        await insert(expert, 'Client_Action__c', { Call_List_Task__c: taskId, Contact__c: client.id, Type__c: 'Order', Status__c: 'Done' }),
        /Не употребляет никотин/,
      );
      assert.equal(await count('Client_Action__c', client), 0);
    });

    it('finishing the task of a colleague', async () => {
      const { taskId } = await claimed();
      const input = { result: 'Refused', comment: 'Чужая' };
      refused(await apex(colleague, 'finish', { taskId, input, takeNext: false }), /Задачу ведёт Игорь/);
      const task = (await admin.sobject('Call_List_Task__c').retrieve(taskId)) as { Status__c?: string };
      assert.equal(task.Status__c, 'In Progress');
    });

    it('sending twice for one press', async () => {
      const client = await claimed({ email: 'twice@example.com' });
      const press = { taskId: client.taskId, requestKey: 'press-1', channel: 'Email' };
      const statuses = await Promise.all([action('sendVouchers', press), action('sendVouchers', press)]);
      statuses.push(await action('sendVouchers', press));
      assert.deepEqual(
        statuses.map(([status]) => status),
        [200, 200, 200],
        'every press gets the same answer',
      );
      assert.equal(await count('Client_Action__c', client), 1);
      assert.equal((await org.emailsTo('twice@example.com')).length, 1);
    });
  });
});
