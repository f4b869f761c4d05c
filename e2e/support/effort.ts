import type { Locator, Page, Request } from 'playwright-core';

/** What the hands of a user do, one at a time and counted: clicks and keys. The text of a comment is not counted, the way into its field is. */
export class Hands {
  readonly page: Page;
  count = 0;

  constructor(page: Page) {
    this.page = page;
  }

  async click(target: Locator): Promise<void> {
    this.count++;
    await target.click();
  }

  async press(key: string): Promise<void> {
    this.count++;
    await this.page.keyboard.press(key);
  }

  /** Picks a value of a list: opens it, takes the value. */
  async pick(list: Locator, value: string): Promise<void> {
    await this.click(list);
    await this.click(this.page.getByRole('option', { name: value, exact: true }));
  }

  async comment(field: Locator, text: string): Promise<void> {
    await this.click(field);
    await field.fill(text);
  }
}

/** Calls to the server between two moments. */
export interface Trips {
  /** Those the expert waits for. */
  readonly waited: readonly string[];
  /** Those that nobody waits for: answers are saved while people talk; the record page renews what it shows beside. */
  readonly background: readonly string[];
}

const inBackground = /saveAnswers|record-ui/;

/** Listens to the calls to the server. @returns ends it and tells them, each by its method */
export function watchTrips(page: Page): () => Trips {
  const names: string[] = [];
  const listen = (request: Request): void => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/apex/') || pathname.startsWith('/services/')) names.push(pathname.split('/').slice(2).join('/'));
  };
  page.on('request', listen);
  return () => {
    page.off('request', listen);
    return { waited: names.filter((name) => !inBackground.test(name)), background: names.filter((name) => inBackground.test(name)) };
  };
}

/** @returns milliseconds from the last key or click of `act` to the moment the next client is on the screen */
export async function timeToNext(page: Page, act: () => Promise<void>): Promise<number> {
  const client = page.locator('c-call-header h2');
  const before = await client.innerText();
  const began = performance.now();
  await act();
  await client.filter({ hasNotText: before }).waitFor();
  return performance.now() - began;
}
