import type { Locator } from 'playwright-core';

/** The form of one action for the client, filled in by the names of its fields. */
export class ActionForm {
  readonly root: Locator;

  constructor(root: Locator) {
    this.root = root;
  }

  field(name: string): Locator {
    // base components repeat the attribute inside
    return this.root.locator(`.fields > div > [data-name="${name}"]`);
  }

  async type(name: string, text: string): Promise<void> {
    await this.field(name).locator('input, textarea').first().fill(text);
  }

  /** Picks an option of a list by what is stored, or by the text that it begins with. */
  async pick(name: string, option: string | RegExp): Promise<void> {
    await this.field(name).getByRole('combobox').click();
    const options = this.field(name).getByRole('option');
    await (option instanceof RegExp ? options.filter({ hasText: option }) : options.and(this.root.locator(`[data-value="${option}"]`)))
      .first()
      .click();
  }

  /** Presses one of the buttons of a choice. */
  async press(name: string, label: string): Promise<void> {
    await this.field(name).getByText(label, { exact: true }).click();
  }

  /** Takes the first shop that is listed. @returns its name on the screen */
  async firstStore(): Promise<string> {
    const store = this.root.locator('c-store-finder label.store').first();
    await store.locator('input').check();
    return store.innerText();
  }

  /** Presses the button of the form. @returns what it says happened */
  async send(): Promise<string> {
    const message = this.root.locator('.message');
    const before = (await message.count()) > 0 ? await message.innerText() : '';
    await this.root.locator('lightning-button.submit button').click();
    await message.filter({ hasNotText: before === '' ? /^$/ : before }).waitFor();
    return message.innerText();
  }
}
