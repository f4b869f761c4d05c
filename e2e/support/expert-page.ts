import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

import type { DemoOrg } from './demo-org.ts';

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** A followed tel: link leaves a headless browser waiting for a program that is not there. Runs in the page. */
const stayOnTelephoneLinks = `addEventListener('click', (event) => {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (link?.href.startsWith('tel:')) event.preventDefault();
});`;

/** What a user of the demo does in the browser: the words are those on the screen, in Russian. */
export class ExpertPage {
  readonly page: Page;
  readonly #org: DemoOrg;
  readonly #context: BrowserContext;
  /** Errors the page logged; a test looks at them at its end. */
  readonly errors: string[] = [];

  private constructor(org: DemoOrg, context: BrowserContext, page: Page) {
    this.#org = org;
    this.#context = context;
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  /** Signs the user in, with a browser of their own, and opens `path`. */
  static async open(browser: Browser, org: DemoOrg, user: string, path: string, viewport = desktop): Promise<ExpertPage> {
    const context = await browser.newContext({ viewport, locale: 'ru-RU', timezoneId: 'Europe/Moscow' });
    await context.addInitScript({ content: stayOnTelephoneLinks });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const expert = new ExpertPage(org, context, page);
    await page.goto(await org.signIn(user, path));
    return expert;
  }

  async openTask(id: string): Promise<void> {
    await this.page.goto(`${this.#org.url}/lightning/r/Call_List_Task__c/${id}/view`);
    await this.ready();
  }

  /** Waits until the workspace shows a client. */
  async ready(): Promise<void> {
    await this.page.locator('c-call-header h2').waitFor();
  }

  /** Id of the task whose page is open. */
  taskId(): string {
    const id = /\/r\/(?:Call_List_Task__c\/)?(\w+)\/view/.exec(this.page.url())?.[1];
    if (id === undefined) throw new Error(`No task page is open: ${this.page.url()}`);
    return id;
  }

  get words(): Locator {
    return this.page.locator('c-call-guide .say');
  }

  get wrapUp(): Locator {
    return this.page.locator('c-call-wrap-up');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** Presses the answer of the guide and waits for other words. */
  async answer(label: string): Promise<void> {
    const before = await this.words.innerText();
    await this.page.locator('c-call-guide button.answer').filter({ hasText: label }).first().click();
    await this.words.filter({ hasNotText: before }).waitFor();
  }

  async dial(): Promise<void> {
    await this.page.getByRole('link', { name: /Позвонить/ }).click();
    await this.page.getByText(/^(Вызов|Разговор) \d/).waitFor();
  }

  async pickResult(label: string): Promise<void> {
    await this.wrapUp.getByText(label, { exact: true }).click();
  }

  async pickOutcome(label: string): Promise<void> {
    await this.wrapUp.getByRole('combobox', { name: 'Итог разговора' }).click();
    await this.page.getByRole('option', { name: label, exact: true }).click();
  }

  comment(text: string): Promise<void> {
    return this.wrapUp.getByRole('textbox', { name: 'Комментарий' }).fill(text);
  }

  /** «Завершить и следующая»: waits until another task is on the screen. */
  async finishAndNext(): Promise<void> {
    const before = this.taskId();
    await this.button('Завершить и следующая').click();
    await this.page.waitForURL((url) => url.pathname.includes('/lightning/r/') && !url.pathname.includes(before));
    await this.ready();
  }

  /** «Завершить»: waits until the page says that the task is saved. */
  async finish(): Promise<void> {
    const saved = this.page.waitForResponse((response) => /\/apex\/CallTaskController\/(finish|scheduleCallback)/.test(response.url()));
    await this.page.getByRole('button', { name: 'Завершить', exact: true }).click();
    const response = await saved;
    if (!response.ok()) throw new Error(`Not saved: ${await response.text()}`);
  }

  /** Takes the task that is shown. */
  async claim(): Promise<void> {
    await this.button('Взять задачу').click();
    await this.wrapUp.waitFor();
  }

  /** Id of the user who is signed in. */
  async userId(): Promise<string> {
    const cookies = { cookie: (await this.#context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ') };
    const response = await fetch(`${this.#org.url}/services/oauth2/userinfo`, { headers: cookies });
    return ((await response.json()) as { user_id: string }).user_id;
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}
