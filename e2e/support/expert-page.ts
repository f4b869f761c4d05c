import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

import { ActionForm } from './action-form.ts';
import type { DemoOrg } from './demo-org.ts';
import { word, type Language } from './words.ts';

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** A followed tel: link leaves a headless browser waiting for a program that is not there. Runs in the page. */
const stayOnTelephoneLinks = `addEventListener('click', (event) => {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (link?.href.startsWith('tel:')) event.preventDefault();
});`;

/** Values of the result as they are stored. */
export type Result = 'Success' | 'Refused' | 'No Answer' | 'Callback';

export interface Sitting {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The language of the user; it is theirs in the org as well. */
  readonly language?: Language;
}

/** What a user of the demo does in the browser: the words are those on the screen, in the language of the user. */
export class ExpertPage {
  readonly page: Page;
  readonly language: Language;
  readonly #narrow: boolean;
  readonly #org: DemoOrg;
  readonly #context: BrowserContext;
  /** Errors the page logged; a test looks at them at its end. */
  readonly errors: string[] = [];

  private constructor(org: DemoOrg, context: BrowserContext, page: Page, { viewport = desktop, language = 'ru' }: Sitting) {
    this.#org = org;
    this.#context = context;
    this.page = page;
    this.language = language;
    this.#narrow = viewport.width < desktop.width;
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  /** Signs the user in, with a browser of their own, and opens `path`. */
  static async open(browser: Browser, org: DemoOrg, user: string, path: string, sitting: Sitting = {}): Promise<ExpertPage> {
    const { viewport = desktop, language = 'ru' } = sitting;
    const locale = language === 'ru' ? 'ru-RU' : 'en-US';
    const context = await browser.newContext({ viewport, locale, timezoneId: 'Europe/Moscow' });
    await context.addInitScript({ content: stayOnTelephoneLinks });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const expert = new ExpertPage(org, context, page, sitting);
    await page.goto(await org.signIn(user, path));
    return expert;
  }

  async openTask(id: string): Promise<void> {
    await this.page.goto(`${this.#org.url}/lightning/r/Call_List_Task__c/${id}/view`);
    await this.ready();
  }

  /** Another tab of the same browser. */
  async newTab(path: string): Promise<ExpertPage> {
    const page = await this.#context.newPage();
    page.setDefaultTimeout(15_000);
    const tab = new ExpertPage(this.#org, this.#context, page, { language: this.language });
    await page.goto(`${this.#org.url}${path}`);
    return tab;
  }

  /** Closes the message that fades in after saving. */
  async closeToast(): Promise<void> {
    const toast = this.page.locator('lightning-toast');
    await toast.getByRole('button').first().click();
    await toast.waitFor({ state: 'detached' });
  }

  /** Waits until nothing fades in or out any more; what moves for ever does not count. */
  async standsStill(): Promise<void> {
    await this.page.evaluate(`new Promise((done) => requestAnimationFrame(done)).then(() =>
      Promise.allSettled(document.getAnimations().filter((each) => each.effect.getTiming().iterations !== Infinity).map((each) => each.finished)))`);
  }

  /** Waits until every answer is saved. */
  async saved(): Promise<void> {
    await this.page.locator('c-call-guide').getByText(this.word('Ui_Saved'), { exact: true }).waitFor();
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

  /** A text of the package in the language of the user. */
  word(label: string): string {
    return word(label, this.language);
  }

  /** On a phone: shows that part of the workspace. On a desk everything is in sight. */
  async turnTo(zone: 'guide' | 'client' | 'wrap'): Promise<void> {
    if (this.#narrow) await this.page.locator(`c-call-tabs [data-zone="${zone}"]`).click();
  }

  /** Gives the answers with these keys, one step after the other; the empty key is the only way on. */
  async choose(...keys: string[]): Promise<void> {
    for (const key of keys) {
      const before = await this.words.innerText();
      await this.page.locator(`c-call-guide button.answer[data-key="${key}"]`).click();
      await this.words.filter({ hasNotText: before }).waitFor();
    }
  }

  /** The form that the step on screen asks for. */
  stepForm(): ActionForm {
    return new ActionForm(this.page.locator('c-call-guide c-action-form'));
  }

  /** Opens the form of an action among those for the client. */
  async openAction(type: string): Promise<ActionForm> {
    await this.turnTo('client');
    await this.page.locator(`c-action-panel button[data-type="${type}"]`).click();
    return new ActionForm(this.page.locator('c-action-panel c-action-form'));
  }

  /** The chosen result; undefined when none is. */
  async result(): Promise<string | undefined> {
    const chosen = this.wrapUp.locator('input[type=radio][name*=result]:checked, lightning-radio-group input:checked');
    return (await chosen.count()) > 0 ? chosen.first().inputValue() : undefined;
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
    await this.page.locator('c-call-header a.dial').click();
    await this.page.locator('c-call-header .timer').waitFor();
  }

  async pickResult(label: string): Promise<void> {
    await this.wrapUp.getByText(label, { exact: true }).click();
  }

  async pickOutcome(label: string): Promise<void> {
    await this.wrapUp.getByRole('combobox', { name: this.word('Ui_Outcome') }).click();
    await this.page.getByRole('option', { name: label, exact: true }).click();
  }

  comment(text: string): Promise<void> {
    return this.wrapUp.getByRole('textbox', { name: this.word('Ui_Comment') }).fill(text);
  }

  /** «Завершить и следующая»: waits until another task is on the screen. */
  async finishAndNext(): Promise<void> {
    const before = this.taskId();
    await this.turnTo('wrap');
    await this.button(this.word('Ui_FinishNext')).click();
    await this.page.waitForURL((url) => url.pathname.includes('/lightning/r/') && !url.pathname.includes(before));
    await this.ready();
  }

  /** «Завершить»: waits until the page says that the task is saved. */
  async finish(): Promise<void> {
    const saved = this.page.waitForResponse((response) => /\/apex\/CallTaskController\/(finish|scheduleCallback)/.test(response.url()));
    await this.turnTo('wrap');
    await this.page.getByRole('button', { name: this.word('Ui_Finish'), exact: true }).click();
    const response = await saved;
    if (!response.ok()) throw new Error(`Not saved: ${await response.text()}`);
  }

  /** Takes the task that is shown. */
  async claim(): Promise<void> {
    await this.page.getByRole('button', { name: this.word('Ui_Claim'), exact: true }).click();
    await this.wrapUp.waitFor({ state: 'attached' });
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
