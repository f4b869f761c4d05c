/** `npm run screenshots`: pictures of the main states for the README, from a demo org of its own, into `docs/`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { findChromium, launch } from '../../e2e/support/chromium.ts';
import { openDemoOrg } from '../../e2e/support/demo-org.ts';
import { desktop, ExpertPage, phone } from '../../e2e/support/expert-page.ts';

const folder = 'docs';
const chromium = findChromium();
if (!chromium) process.exit(1);
mkdirSync(folder, { recursive: true });
const org = await openDemoOrg();
const browser = await launch(chromium);
try {
  await expertScreens();
} finally {
  await browser.close();
  await org.close();
}

async function expertScreens(): Promise<void> {
  const expert = await ExpertPage.open(browser, org, 'expert1', '/lightning/page/home');
  const { page } = expert;
  await page.getByRole('button', { name: 'Следующая' }).waitFor();
  await picture('my-day');

  const admin = await org.connect('admin');
  const { records } = await admin.query<{ Id: string }>(
    "SELECT Id FROM Call_List_Task__c WHERE Status__c = 'New' AND Call_List__r.Programme__c = 'Retention' AND Time_Zone__c IN ('Asia/Novosibirsk', 'Asia/Yekaterinburg', 'Asia/Omsk') AND Contact__r.Age_Verification__c = 'AV1' ORDER BY Name LIMIT 1",
  );
  if (!records[0]) throw new Error('The demo has no new retention task beyond the Urals any more: choose another one here');
  await expert.openTask(records[0].Id);
  await expert.claim();
  await expert.dial();
  await expert.answer('Да, удобно');
  await expert.answer('Дальше');
  await picture('workspace');
  await page.setViewportSize(phone);
  await picture('workspace-phone');
  await page.setViewportSize(desktop);
  await expert.pickResult('Перезвон');
  await expert.button('Завтра утром').click();
  await picture('callback');

  async function picture(name: string): Promise<void> {
    // fonts and icons of the page have to be there, and no spinner any more
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(`${folder}/${name}.png`);
  }
}
