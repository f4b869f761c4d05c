import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { Connection } from 'jsforce';
import type { Browser } from 'playwright-core';

import { accessibilityFaults } from './support/axe.ts';
import { findChromium, launch } from './support/chromium.ts';
import { openDemoOrg, type DemoOrg } from './support/demo-org.ts';
import { desktop, phone } from './support/expert-page.ts';
import { SupervisorPage } from './support/supervisor-page.ts';

interface StuckTask {
  readonly Id: string;
  readonly Name: string;
  readonly Region__c: string;
  readonly City_Of_Interest__c: string;
}

const chromium = findChromium();
const acquisition = 'Call list tasks for FF';
const list = 'Retail Lead Reactivation';
const stuck = "Status__c = 'In Progress' AND (Callback_At__c = null OR Callback_At__c < TODAY)";
const expert = 'Анна Ковалёва';

describe('The morning of a supervisor', { skip: chromium ? false : 'no Chromium on this machine' }, () => {
  let org: DemoOrg;
  let browser: Browser;
  let supervisor: Connection;

  before(async () => {
    org = await openDemoOrg(undefined, { history: 5 });
    browser = await launch(chromium!);
    supervisor = await org.connect('supervisor');
  });
  after(async () => {
    // either is missing when it could not be started
    await (browser as Browser | undefined)?.close();
    await (org as DemoOrg | undefined)?.close();
  });

  const count = async (soql: string): Promise<number> => (await supervisor.query(`SELECT count() FROM ${soql}`)).totalSize;
  const sum = async (soql: string): Promise<number> =>
    (await supervisor.query<{ expr0: number | null }>(`SELECT SUM(${soql}`)).records[0]?.expr0 ?? 0;
  const reportId = async (name: string): Promise<string> =>
    (await supervisor.query<{ Id: string }>(`SELECT Id FROM Report WHERE DeveloperName = '${name}'`)).records[0]?.Id ?? '';

  it('goes from the dashboard over a region, a city and a list to one stuck task and its record', async () => {
    const { records } = await supervisor.query<StuckTask>(
      `SELECT Id, Name, Region__c, City_Of_Interest__c FROM Call_List_Task__c WHERE ${stuck} ORDER BY Name`,
    );
    const [task] = records;
    assert.ok(task, 'the history leaves a stuck task behind');
    const there = `Region__c = '${task.Region__c}' AND City_Of_Interest__c = '${task.City_Of_Interest__c}'`;

    const view = await SupervisorPage.open(browser, org, 'supervisor', '/lightning/page/home');
    await view.link(acquisition).click();
    await view.heading(acquisition);
    assert.equal(await view.metric('Подвисшие задачи'), records.length, 'the dashboard counts every stuck task');
    await view.filterDashboard('Регион', task.Region__c);
    await view.filterDashboard('Город интереса', task.City_Of_Interest__c);
    assert.equal(await view.metric('Подвисшие задачи'), await count(`Call_List_Task__c WHERE ${stuck} AND ${there}`));

    await view.openReport(list);
    assert.equal(
      await view.recordCount(),
      await count(
        `Call_List_Task__c WHERE Call_List__r.Key__c = 'retail-lead-reactivation' AND Planned_Date__c = LAST_N_DAYS:30 AND ${there}`,
      ),
      'the report is narrowed as the dashboard was',
    );
    assert.ok(
      (await view.filters()).some((words) => words.includes(task.Region__c)),
      'and says so',
    );
    await view.page.goBack();
    await view.heading(acquisition);
    assert.equal(
      await view.metric('Подвисшие задачи'),
      await count(`Call_List_Task__c WHERE ${stuck} AND ${there}`),
      'coming back finds the same city',
    );
    await view.openReport('Подвисшие задачи');
    await view.link(task.Name).click();
    await view.page.waitForURL(new RegExp(`/${task.Id}/view`));
    await view.page.locator('c-call-header h2').waitFor();
    assert.deepEqual(view.errors, []);
    await view.close();
  });

  it('sees plan and fact of one expert, the same in the exported file', async () => {
    const view = await SupervisorPage.open(browser, org, 'supervisor', `/lightning/r/Report/${await reportId('Plan_and_Fact')}/view`);
    await view.heading('План и факт по экспертам и дням');
    // the chart is a table for the keyboard
    await view.page.getByRole('button', { name: expert, exact: true }).focus();
    await view.page.keyboard.press('Enter');
    await view.page.getByText(`равно ${expert}`).waitFor();
    const rows = await view.rows();
    const own = rows.filter(({ group }) => !/^\d/.test(group) && group !== '').map(({ group }) => group);
    assert.deepEqual(own, [expert, 'Итого'], 'only this expert is left');
    const days = `Expert__r.Name = '${expert}' AND Day__c = LAST_N_DAYS:30`;
    const calls = `Call_Attempt__c WHERE Call__c = 1 AND Call_Plan__r.Expert__r.Name = '${expert}' AND Call_Plan__r.Day__c = LAST_N_DAYS:30`;
    assert.deepEqual(
      rows[0]?.cells.slice(0, 2).map(Number),
      [await sum(`Calls__c) FROM Call_Plan__c WHERE ${days}`), await count(calls)],
      'planned and actual calls',
    );
    assert.deepEqual(await view.exportedRows(2), rows);

    await view.page.getByRole('button', { name: 'Показать строки' }).click();
    const records = await view.rows();
    assert.ok(records.length > rows.length);
    assert.deepEqual(await view.exportedRows(2), records, 'with the calls themselves too');
    assert.deepEqual(view.errors, []);
    await view.close();
  });

  it('changes a plan in the standard form, which keeps to the rules of plans', async () => {
    const view = await SupervisorPage.open(browser, org, 'supervisor', '/lightning/o/Call_Plan__c/list?filterName=Today');
    await view.page.getByRole('link', { name: /^CP-/ }).first().click();
    await view.page.getByRole('button', { name: 'Редактировать', exact: true }).click();
    const form = view.page.getByRole('dialog');
    await form.getByLabel('План звонков').fill('1');
    await form.getByLabel('План разговоров').fill('3');
    await form.getByRole('button', { name: 'Сохранить' }).click();
    await form.getByText('разговоров не больше, чем звонков').first().waitFor();
    await form.getByLabel('План звонков').fill('12');
    await form.getByRole('button', { name: 'Сохранить' }).click();
    await form.waitFor({ state: 'detached' });
    const id = /\/(a\w+)\/view/.exec(view.page.url())?.[1] ?? '';
    const { Calls__c, Talks__c } = (await supervisor.sobject('Call_Plan__c').retrieve(id)) as { Calls__c: number; Talks__c: number };
    assert.deepEqual([Calls__c, Talks__c], [12, 3]);
    await view.close();
  });

  it('finds every page usable with a keyboard, a screen reader and a phone', async () => {
    const { records: plans } = await supervisor.query<{ Id: string }>('SELECT Id FROM Call_Plan__c ORDER BY Name LIMIT 1');
    const { records: boards } = await supervisor.query<{ Id: string }>('SELECT Id FROM Dashboard ORDER BY Title');
    const pages = [
      ...boards.map(({ Id }) => ({ path: `/lightning/r/Dashboard/${Id}/view`, wait: 'canvas' })),
      { path: '/lightning/o/Report/home', wait: 'host-analytics-home h2' },
      { path: `/lightning/r/Report/${await reportId('Plan_and_Fact')}/view`, wait: 'host-report-grid tbody tr' },
      { path: `/lightning/r/Report/${await reportId('Retail_Lead_Reactivation')}/view`, wait: 'host-report-grid tbody tr' },
      { path: '/lightning/o/Call_List_Task__c/list', wait: 'host-record-list a' },
      { path: `/lightning/r/Call_Plan__c/${plans[0]?.Id}/edit`, wait: '[role=dialog] input' },
    ];
    for (const viewport of [desktop, phone]) {
      const view = await SupervisorPage.open(browser, org, 'supervisor', '/lightning/page/home', { viewport });
      for (const { path, wait } of pages) {
        await view.page.goto(org.url + path);
        await view.page.locator(wait).first().waitFor();
        assert.deepEqual(await accessibilityFaults(view.page), [], `${path} at ${viewport.width}`);
        assert.equal(await view.isTooWide(), false, `${path} fits ${viewport.width}`);
      }
      assert.deepEqual(view.errors, []);
      await view.close();
    }
  });

  it('is not for an expert, with whom no folder is shared', async () => {
    const view = await SupervisorPage.open(browser, org, 'expert1', `/lightning/r/Report/${await reportId('Stuck_Tasks')}/view`);
    await view.heading('Страница не найдена');
    await view.page.goto(`${org.url}/lightning/o/Report/home`);
    await view.page.getByText('Нет элементов для отображения').waitFor();
    await view.close();
  });
});
