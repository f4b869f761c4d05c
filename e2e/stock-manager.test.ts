import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { Connection } from 'jsforce';
import type { Browser } from 'playwright-core';

import { accessibilityFaults } from './support/axe.ts';
import { findChromium, launch } from './support/chromium.ts';
import { brokenDevice } from './support/clients.ts';
import { openDemoOrg, type DemoOrg } from './support/demo-org.ts';
import { desktop, ExpertPage, phone, type Sitting } from './support/expert-page.ts';

const chromium = findChromium();

interface Replacement {
  readonly IsClosed: boolean;
  readonly Stock_Unit__c: string | null;
  readonly Delivery_Address__c: string | null;
  readonly Car_Number__c: string | null;
}

describe('A stock manager replaces a broken device the same day', { skip: chromium ? false : 'no Chromium on this machine' }, () => {
  let org: DemoOrg;
  let browser: Browser;
  let admin: Connection;

  before(async () => {
    org = await openDemoOrg();
    [browser, admin] = await Promise.all([launch(chromium!), org.connect('admin')]);
  });
  after(async () => {
    await (browser as Browser | undefined)?.close();
    await (org as DemoOrg | undefined)?.close();
  });

  const sittings: readonly (readonly [string, string, string, Sitting])[] = [
    ['on a desk', 'SLU-7001', 'desk@example.com', { viewport: desktop }],
    ['on a phone', 'KIT-7002', 'phone@example.com', { viewport: phone }],
  ];
  for (const [title, unit, email, sitting] of sittings) {
    it(`goes from the list of open cases to a closed one whose client knows the car, ${title}`, async () => {
      const { caseId, phone: number } = await brokenDevice(admin, { list: 'ecom-30-90', firstName: 'Вера', email, emailVerified: true });
      const { CaseNumber } = (await admin.sobject('Case').retrieve(caseId)) as unknown as { CaseNumber: string };
      const manager = await ExpertPage.open(browser, org, 'stock', '/lightning/page/home', sitting);
      const { page } = manager;
      await page.getByRole('link', { name: CaseNumber }).first().click();

      await page.getByLabel('SLU или KIT нового устройства').fill(unit.toLowerCase());
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.keyboard.press('Enter');
      await page.getByText(`${unit} выдан в`).waitFor();
      const [act] = await org.emailsTo(email);
      assert.match(act ?? '', new RegExp(`Код нового: ${unit}`), 'the act went by e-mail');

      await page.getByLabel('Адрес доставки').fill('Москва, Тверская 1');
      await page.getByRole('combobox', { name: 'Полчаса доставки' }).click();
      await page.getByRole('option').first().click();
      await page.getByRole('button', { name: 'Согласовать доставку' }).click();

      await page.getByLabel('Номер машины').fill('а 123 вс 77');
      await page.getByLabel('Телефон водителя').fill('8 972 900-99-99');
      await page.getByRole('button', { name: 'Сообщить клиенту' }).click();
      await page.getByText(/Клиенту сообщили в/).waitFor();
      await manager.standsStill();
      assert.deepEqual(await accessibilityFaults(page), []);

      const [told] = org.simulators.sms.list(number);
      assert.match(told?.text ?? '', /А123ВС77.*\+7 972 900-99-99/, 'the client was texted which car it is');
      const saved = (await admin.sobject('Case').retrieve(caseId)) as unknown as Replacement;
      assert.deepEqual(
        [saved.IsClosed, saved.Stock_Unit__c, saved.Delivery_Address__c, saved.Car_Number__c],
        [true, unit, 'Москва, Тверская 1', 'А123ВС77'],
      );
      assert.deepEqual(manager.errors, [], 'the page logged no error');
      await manager.close();
    });
  }
});
