/** `npm run screenshots`: pictures of the main states for the README, from a demo org of its own, into `docs/`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { findChromium, launch } from '../../e2e/support/chromium.ts';
import { newClient } from '../../e2e/support/clients.ts';
import { openDemoOrg } from '../../e2e/support/demo-org.ts';
import { ExpertPage, phone } from '../../e2e/support/expert-page.ts';
import { stockManagerScreens } from './stock-manager.ts';
import { supervisorScreens } from './supervisor.ts';

const folder = 'docs';
const chromium = findChromium();
if (!chromium) process.exit(1);
mkdirSync(folder, { recursive: true });
const org = await openDemoOrg();
const browser = await launch(chromium);
try {
  const admin = await org.connect('admin');
  /** Somebody beyond the Urals, so that the two clocks differ. */
  const somebody = (firstName: string, lastName: string) =>
    newClient(admin, {
      list: 'indirect-retail-30-90',
      firstName,
      lastName,
      email: 'client@example.com',
      device: true,
      vouchers: 2,
      fields: { City__c: 'Екатеринбург', Region__c: 'Свердловская область', Time_Zone__c: 'Asia/Yekaterinburg' },
      taskFields: { City_Of_Interest__c: 'Екатеринбург', Region__c: 'Свердловская область', Time_Zone__c: 'Asia/Yekaterinburg' },
    });
  await onDesk((await somebody('Елена', 'Гордеева')).taskId);
  await onPhone((await somebody('Марина', 'Рябова')).taskId);
  await stockManagerScreens(browser, org, folder);
  await supervisorScreens(browser, folder);
} finally {
  await browser.close();
  await org.close();
}

async function onDesk(taskId: string): Promise<void> {
  const expert = await ExpertPage.open(browser, org, 'expert1', '/lightning/page/home');
  await expert.page.locator('c-my-day li').first().waitFor();
  await picture(expert, 'my-day');
  await talk(expert, taskId);
  await picture(expert, 'workspace');
  await expert.button(expert.word('Ui_Objection')).click();
  await picture(expert, 'objections');
  await expert.button(expert.word('Ui_Back')).click();
  await expert.choose('uses', 'none', 'only-device', '');
  await expert.stepForm().field('channel').waitFor();
  await picture(expert, 'action');
  await expert.pickResult(expert.word('Ui_ResultCallback'));
  await expert.wrapUp.locator('c-call-callback button').nth(2).click();
  await picture(expert, 'callback');
  await expert.finish();
  await expert.page.locator('c-call-agreed').waitFor();
  await expert.closeToast();
  await picture(expert, 'agreed');
  await expert.close();
}

async function onPhone(taskId: string): Promise<void> {
  const expert = await ExpertPage.open(browser, org, 'expert3', '/lightning/page/home', { viewport: phone });
  await talk(expert, taskId);
  await picture(expert, 'workspace-phone');
  const form = await expert.openAction('QURE');
  await form.field('symptom').waitFor();
  await picture(expert, 'action-phone');
  await expert.close();
}

async function talk(expert: ExpertPage, taskId: string): Promise<void> {
  await expert.openTask(taskId);
  await expert.claim();
  await expert.dial();
  await expert.choose('convenient', '');
}

async function picture(expert: ExpertPage, name: string): Promise<void> {
  const { page } = expert;
  // fonts and icons of the page have to be there, and no spinner any more
  await page.waitForLoadState('networkidle');
  await page.mouse.move(0, 0);
  await expert.standsStill();
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`${folder}/${name}.png`);
}
