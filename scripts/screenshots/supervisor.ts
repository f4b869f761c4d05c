import { join } from 'node:path';

import type { Browser } from 'playwright-core';

import { openDemoOrg } from '../../e2e/support/demo-org.ts';
import { SupervisorPage } from '../../e2e/support/supervisor-page.ts';

/** Pictures of what a supervisor sees after four weeks of work, from an org of their own, into `folder`. */
export async function supervisorScreens(browser: Browser, folder: string): Promise<void> {
  const org = await openDemoOrg(undefined, { history: 28 });
  try {
    const view = await SupervisorPage.open(browser, org, 'supervisor', '/lightning/page/home');
    await view.link('Call list tasks for FF').click();
    await view.heading('Call list tasks for FF');
    await picture(view, 'dashboard');
    await view.link('Отчеты').click();
    await view.link('План и факт по экспертам и дням').click();
    await view.heading('План и факт по экспертам и дням');
    await picture(view, 'report');
    await view.close();
  } finally {
    await org.close();
  }

  async function picture({ page }: SupervisorPage, name: string): Promise<void> {
    // charts come with a library of their own
    await page.locator('canvas').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(`${folder}/${name}.png`);
  }
}
