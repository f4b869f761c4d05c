import type { Connection } from 'jsforce';
import type { Browser } from 'playwright-core';

import { newClient } from './clients.ts';
import type { DemoOrg } from './demo-org.ts';
import { Hands, timeToNext, watchTrips, type Trips } from './effort.ts';
import { ExpertPage } from './expert-page.ts';

/** How a call ends: each kind is done in our workspace and through the plain record form, and leaves the same record. */
export const kinds = ['no answer', 'agreed callback', 'refusal', 'success'] as const;
export type Kind = (typeof kinds)[number];

export interface Effort {
  /** Clicks and keys from the task on screen to the next one on screen. */
  readonly hands: number;
  readonly trips: Trips;
  /** Milliseconds from the last of them to the next task painted. */
  readonly toNext: number;
}

const list = 'indirect-retail-30-90';
const listView = '/lightning/o/Call_List_Task__c/list?filterName=';

/** The last press is the one that saves. */
async function finishing(expert: ExpertPage, hands: Hands, kind: Kind): Promise<() => Promise<void>> {
  const { wrapUp, page } = expert;
  const save = () => hands.click(expert.button(expert.word('Ui_FinishNext')));
  await hands.press('d');
  await page.locator('c-call-header .timer').waitFor();
  switch (kind) {
    case 'no answer':
      return () => hands.press('n');
    case 'agreed callback':
      await hands.press('2');
      await hands.click(wrapUp.locator('c-call-callback button').first());
      return save;
    case 'refusal':
      await hands.press('3');
      await page.locator('c-call-guide .words_end').waitFor();
      await hands.press('1');
      await wrapUp.locator('button:focus').waitFor();
      return () => hands.press('Enter');
    case 'success':
      await hands.click(wrapUp.getByText(expert.word('Ui_ResultSuccess'), { exact: true }));
      await hands.pick(wrapUp.getByRole('combobox', { name: expert.word('Ui_Outcome') }), 'Другое');
      await hands.comment(wrapUp.getByRole('textbox', { name: expert.word('Ui_Comment') }), 'Рассказала о сервисе');
      return save;
  }
}

/** A call in our workspace, from a task that is on the screen and taken, as the finish of the last one leaves it. */
export async function inWorkspace(expert: ExpertPage, admin: Connection, kind: Kind): Promise<Effort> {
  const client = await newClient(admin, { list, device: true });
  await expert.openTask(client.taskId);
  await expert.claim();
  await expert.page.waitForLoadState('networkidle');
  const hands = new Hands(expert.page);
  const trips = watchTrips(expert.page);
  const save = await finishing(expert, hands, kind);
  const toNext = await timeToNext(expert.page, save);
  await expert.page.waitForLoadState('networkidle');
  return { hands: hands.count, trips: trips(), toNext };
}

/** A talk that the guide leads to its end, every step answered by its key. @returns clicks and keys */
export async function talkThrough(expert: ExpertPage, admin: Connection): Promise<number> {
  const client = await newClient(admin, { list, device: true });
  await expert.openTask(client.taskId);
  await expert.claim();
  const hands = new Hands(expert.page);
  await hands.press('d');
  await expert.page.locator('c-call-header .timer').waitFor();
  // convenient, recording, uses it, no problems, no cigarettes, services, no card, no e-mail, nothing to order, to the wrap-up
  for (const key of ['1', '1', '1', '1', '1', '1', '3', '2', '3']) {
    const before = await expert.words.innerText();
    await hands.press(key);
    await expert.words.filter({ hasNotText: before }).waitFor();
  }
  await hands.press('1');
  await expert.wrapUp.locator('button:focus').waitFor();
  await timeToNext(expert.page, () => hands.press('Enter'));
  return hands.count;
}

/** The same through list view and record form: open the next task, take it, dial, write down what came of it, go back to the list. */
export async function inRecordForm(expert: ExpertPage, admin: Connection, org: DemoOrg, kind: Kind): Promise<number> {
  const { page } = expert;
  const hands = new Hands(page);
  await page.goto(`${org.url}${listView}Today_New`);
  const tasks = page.getByRole('link', { name: /^CLT-/ });
  await tasks.first().waitFor();
  const { records } = await admin.query<{ Name: string }>(
    `SELECT Name FROM Call_List_Task__c WHERE Name IN ('${(await tasks.allInnerTexts()).join("','")}') AND Time_Zone__c = 'Europe/Moscow' AND Status__c = 'New' LIMIT 1`,
  );
  await hands.click(page.getByRole('link', { name: records[0]!.Name }));
  // an org without our page opens with the details: the way to them is not counted
  await page.getByRole('tab', { name: 'Подробно' }).click();
  await edit(hands, { 'Статус задачи': 'В работе' });
  await hands.click(page.locator('a[href^="tel:"]:visible').first());
  const later = kind === 'no answer' || kind === 'agreed callback';
  if (later)
    await edit(
      hands,
      { 'Результат звонка': 'Перезвон', 'Причина перезвона': kind === 'no answer' ? 'Не дозвонились' : 'Попросил клиент' },
      true,
    );
  else if (kind === 'refusal') await edit(hands, { 'Статус задачи': 'Завершена', 'Результат звонка': 'Отказ от интервью' });
  else {
    const values = { 'Статус задачи': 'Завершена', 'Результат звонка': 'Звонок завершен успешно', 'Итог разговора': 'Другое' };
    await edit(hands, values, false, 'Рассказала о сервисе');
  }
  await hands.click(page.getByRole('link', { name: 'Задачи Call List' }).first());
  return hands.count;
}

async function edit(hands: Hands, values: Readonly<Record<string, string>>, callback = false, comment?: string): Promise<void> {
  const { page } = hands;
  await hands.click(page.getByRole('button', { name: 'Редактировать', exact: true }));
  for (const [field, value] of Object.entries(values)) await hands.pick(page.getByRole('combobox', { name: field }), value);
  if (callback) {
    const moment = page.locator('lightning-datetimepicker');
    await hands.click(moment.locator('lightning-datepicker input'));
    await hands.click(moment.locator('td[data-value="2026-11-26"]'));
    await hands.pick(moment.locator('lightning-timepicker input'), '13:00');
  }
  if (comment) await hands.comment(page.getByRole('textbox', { name: 'Комментарий' }).first(), comment);
  const save = page.getByRole('button', { name: 'Сохранить', exact: true });
  await hands.click(save);
  await save.waitFor({ state: 'detached' });
}

/** Opens the browser of an expert for such work. */
export function sitDown(browser: Browser, org: DemoOrg, user: string): Promise<ExpertPage> {
  return ExpertPage.open(browser, org, user, '/lightning/page/home');
}
