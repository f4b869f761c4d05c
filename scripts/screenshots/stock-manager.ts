import { join } from 'node:path';

import type { Browser } from 'playwright-core';

import { brokenDevice } from '../../e2e/support/clients.ts';
import type { DemoOrg } from '../../e2e/support/demo-org.ts';
import { ExpertPage } from '../../e2e/support/expert-page.ts';

/** Picture of a replacement whose delivery is being agreed, into `folder`. */
export async function stockManagerScreens(browser: Browser, org: DemoOrg, folder: string): Promise<void> {
  const admin = await org.connect('admin');
  const { caseId } = await brokenDevice(admin, {
    list: 'ecom-30-90',
    firstName: 'Ольга',
    lastName: 'Соколовская',
    email: 'client2@example.com',
    emailVerified: true,
  });
  const manager = await ExpertPage.open(browser, org, 'stock', `/lightning/r/Case/${caseId}/view`);
  const { page } = manager;
  await page.getByLabel('SLU или KIT нового устройства').fill('SLU-4711');
  await page.keyboard.press('Enter');
  await page.getByLabel('Адрес доставки').fill('Москва, Тверская 1, подъезд 2');
  await page.getByRole('combobox', { name: 'Полчаса доставки' }).click();
  await page.getByRole('option').nth(2).click();
  await page.getByRole('button', { name: 'Согласовать доставку' }).click();
  await page.getByLabel('Номер машины').waitFor();
  // the page as it is found again, without the messages
  await page.reload();
  await page.getByLabel('Номер машины').waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, 'replacement.png') });
  console.log(`${folder}/replacement.png`);
  await manager.close();
}
