import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { Connection } from 'jsforce';
import type { Browser, Locator, Page } from 'playwright-core';

import { findChromium, launch } from './support/chromium.ts';
import { openDemoOrg, type DemoOrg } from './support/demo-org.ts';
import { ExpertPage } from './support/expert-page.ts';

const chromium = findChromium();
const today = '2026-11-25';

/** Presses Tab until the element has the focus, as one does who has no mouse. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const focused = target.and(page.locator(':focus'));
  for (let presses = 0; presses < 60; presses++) {
    if ((await focused.count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${target.toString()}`);
}

describe('The Lightning host in the browser', { skip: chromium ? false : 'no Chromium on this machine' }, () => {
  let org: DemoOrg;
  let browser: Browser;
  let admin: Connection;
  let plans: string[];

  before(async () => {
    org = await openDemoOrg();
    browser = await launch(chromium!);
    admin = await org.connect('admin');
    const { records } = await admin.query<{ Id: string }>("SELECT Id FROM User WHERE Username LIKE 'expert%' ORDER BY Username");
    const made = await admin
      .sobject('Call_Plan__c')
      .create(records.map(({ Id }) => ({ Expert__c: Id, Day__c: today, Calls__c: 40, Talks__c: 12 })));
    plans = made.map((result) => result.id ?? '');
  });
  after(async () => {
    // either is missing when it could not be started
    await (browser as Browser | undefined)?.close();
    await (org as DemoOrg | undefined)?.close();
  });

  const open = (user: string, path: string) => ExpertPage.open(browser, org, user, path);
  const address = (plan: number): string => `/lightning/r/Call_Plan__c/${plans[plan]}/view`;
  const planned = async (plan: number): Promise<number> => {
    const read = (await admin.sobject('Call_Plan__c').retrieve(plans[plan]!)) as { Calls__c: number };
    return read.Calls__c;
  };

  it('signs in, signs out, and goes on after a session has ended without losing what was typed', async () => {
    const { page, errors } = await open('supervisor', `${address(0).replace('/view', '/edit')}`);
    const form = page.getByRole('dialog', { name: 'Редактирование' });
    await form.getByLabel('План звонков').fill('41');
    await page.context().clearCookies();
    await form.getByRole('button', { name: 'Сохранить' }).click();
    const ended = page.getByRole('alertdialog');
    await ended.getByText('Сеанс завершён').waitFor();
    await ended.getByRole('button', { name: 'Войти: Ольга Белова' }).click();
    await ended.waitFor({ state: 'detached' });
    assert.equal(await form.getByLabel('План звонков').inputValue(), '41');
    await form.getByRole('button', { name: 'Сохранить' }).click();
    await form.waitFor({ state: 'detached' });
    assert.equal(await planned(0), 41);

    await page.getByRole('button', { name: 'Профиль пользователя' }).click();
    await page.getByRole('button', { name: 'Выйти' }).click();
    await page.getByRole('button', { name: /supervisor@callguide\.example/ }).waitFor();
    await page.goto(org.url + address(0));
    await page.getByRole('button', { name: /expert1@callguide\.example/ }).click();
    await page.getByRole('navigation').first().waitFor();
    assert.deepEqual(
      errors.filter((text) => !text.includes('401')),
      [],
    );
    await page.context().close();
  });

  it('switches, sorts and pages through list views and opens a record of them', async () => {
    const { page, errors } = await open('supervisor', '/lightning/o/Call_List_Task__c/list?filterName=All');
    const status = page.getByRole('status').filter({ hasText: 'Элементов' });
    const links = page.locator('host-record-list a[href*="/r/Call_List_Task__c/"]');
    await status.filter({ hasText: 'Элементов: 50+' }).waitFor();
    await page.getByRole('button', { name: 'Показать ещё' }).click();
    await status.filter({ hasText: 'Элементов: 100+' }).waitFor();
    const first = await links.first().innerText();
    await page.locator('a.slds-th__action', { hasText: 'Номер задачи' }).click();
    await links.first().filter({ hasNotText: first }).waitFor();

    await page.getByRole('button', { name: 'Все задачи' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Недозвон' }).click();
    await page.getByRole('button', { name: 'Недозвон' }).waitFor();
    const { totalSize } = await admin.query("SELECT Id FROM Call_List_Task__c WHERE Result__c = 'No Answer'");
    await status.filter({ hasText: `Элементов: ${totalSize}` }).waitFor();
    const name = await links.first().innerText();
    await links.first().click();
    await page.locator('c-call-header').getByText(name).waitFor();
    assert.deepEqual(errors, []);
    await page.context().close();
  });

  it('creates and deletes a record, and asks before it deletes', async () => {
    const { page, errors } = await open('supervisor', '/lightning/o/Call_Plan__c/list');
    await page.getByRole('button', { name: 'Создать' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('combobox', { name: 'Эксперт' }).click();
    await page.keyboard.type('Лапин');
    await page.getByRole('option', { name: /Игорь Лапин/ }).click();
    await form.getByLabel('День').fill('30.11.2026');
    await form.getByLabel('План звонков').fill('30');
    await form.getByLabel('План разговоров').fill('10');
    await form.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText(/^Создано: CP-/).waitFor();
    await page.waitForURL(/\/r\/Call_Plan__c\/\w+\/view/);
    const id = /Call_Plan__c\/(\w+)\//.exec(page.url())![1]!;
    const made = (await admin.sobject('Call_Plan__c').retrieve(id)) as { Day__c: string; Calls__c: number };
    assert.deepEqual([made.Day__c, made.Calls__c], ['2026-11-30', 30]);

    const left = async (): Promise<number> => (await admin.query(`SELECT Id FROM Call_Plan__c WHERE Id = '${id}'`)).totalSize;
    await page.getByRole('button', { name: 'Удалить', exact: true }).click();
    const question = page.getByRole('alertdialog').or(page.getByRole('dialog'));
    await question.getByRole('button', { name: 'Отмена' }).click();
    assert.equal(await left(), 1, 'nothing is deleted without a yes');
    await page.getByRole('button', { name: 'Удалить', exact: true }).click();
    await question.getByRole('button', { name: 'ОК', exact: true }).click();
    await page.getByText(/^Удалено: CP-/).waitFor();
    assert.equal(await left(), 0);
    assert.deepEqual(errors, []);
    await page.context().close();
  });

  it('shows a rule of the package at the field that breaks it', async () => {
    const { records } = await admin.query<{ Id: string }>("SELECT Id FROM Call_List_Task__c WHERE Status__c = 'In Progress' LIMIT 1");
    const { page, errors } = await open('supervisor', `/lightning/r/Call_List_Task__c/${records[0]?.Id}/edit`);
    const form = page.getByRole('dialog');
    await form.getByRole('combobox', { name: 'Статус задачи' }).click();
    await page.getByRole('option', { name: 'Завершена' }).click();
    await form.getByRole('button', { name: 'Сохранить' }).click();
    const field = form.locator('lightning-input-field').filter({ has: page.getByRole('combobox', { name: 'Результат звонка' }) });
    await field.getByText(/Завершённой задаче нужен результат/).waitFor();
    assert.deepEqual(
      errors.filter((text) => !text.includes('400')),
      [],
    );
    await page.context().close();
  });

  it('says so when a record is not for this user, and when the server does not answer', async () => {
    const { page, errors } = await open('stock', address(0));
    await page.getByRole('heading', { name: /Недостаточно прав|Страница не найдена/ }).waitFor();
    assert.equal(await page.getByText('План звонков').count(), 0, 'nothing of the record is shown');

    await page.goto(`${org.url}/lightning/o/Contact/list`);
    await page.locator('host-record-list a').first().waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Обновить' }).first().click();
    await page.getByRole('heading', { name: 'Сервер не отвечает' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Повторить' }).click();
    await page.locator('host-record-list a').first().waitFor();
    assert.deepEqual(
      errors.filter((text) => !/40[34]|ERR_INTERNET_DISCONNECTED/.test(text)),
      [],
    );
    await page.context().close();
  });

  it('goes from a list to a record, edits and saves it, by keyboard alone', async () => {
    const { page, errors } = await open('supervisor', '/lightning/o/Call_Plan__c/list?filterName=Today');
    const link = page.locator(`host-record-list a[href$="${address(1)}"]`);
    await link.waitFor();
    await tabTo(page, link);
    await page.keyboard.press('Enter');
    const edit = page.getByRole('button', { name: 'Редактировать', exact: true });
    await edit.waitFor();
    await tabTo(page, edit);
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog');
    await form.waitFor();
    const calls = form.getByLabel('План звонков');
    await calls.waitFor();
    await tabTo(page, calls);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('44');
    await tabTo(page, form.getByRole('button', { name: 'Сохранить' }));
    await page.keyboard.press('Enter');
    await page.getByText(/^Сохранено: CP-/).waitFor();
    assert.equal(await planned(1), 44);
    assert.deepEqual(errors, []);
    await page.context().close();
  });
});
