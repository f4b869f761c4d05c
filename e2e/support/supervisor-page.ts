import { readFile } from 'node:fs/promises';

import type { Browser, Locator, Page } from 'playwright-core';

import { parseCsv } from '../../scripts/local-org/csv/index.ts';
import type { DemoOrg } from './demo-org.ts';
import { ExpertPage, type Sitting } from './expert-page.ts';

/** A row of a report as it stands on the screen, or in its export. */
export interface ReportRow {
  /** The group; empty for a record. */
  readonly group: string;
  readonly cells: readonly string[];
}

/** An element within the browser, as far as it is read there. */
interface PageElement {
  readonly innerText: string;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

/** What a supervisor does with dashboards, reports and records, in Russian. */
export class SupervisorPage {
  readonly page: Page;
  readonly #sitting: ExpertPage;

  private constructor(sitting: ExpertPage) {
    this.#sitting = sitting;
    this.page = sitting.page;
  }

  static async open(browser: Browser, org: DemoOrg, user: string, path: string, sitting: Sitting = {}): Promise<SupervisorPage> {
    return new SupervisorPage(await ExpertPage.open(browser, org, user, path, sitting));
  }

  /** Errors the page logged. */
  get errors(): readonly string[] {
    return this.#sitting.errors;
  }

  async heading(name: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  link(name: string): Locator {
    return this.page.getByRole('link', { name, exact: true });
  }

  /** A component of a dashboard. */
  component(header: string): Locator {
    return this.page.getByRole('article', { name: header, exact: true });
  }

  /** Sets a filter of the dashboard and waits for its numbers. */
  async filterDashboard(name: string, option: string): Promise<void> {
    const answered = this.page.waitForResponse((response) => response.url().includes('/analytics/dashboards/'));
    await this.page.getByRole('combobox', { name, exact: true }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
    const response = await answered;
    if (!response.ok()) throw new Error(`The dashboard was refused: ${await response.text()}`);
    await this.page.getByText('По состоянию на').waitFor();
  }

  async metric(header: string): Promise<number> {
    return Number(await this.component(header).locator('.number').innerText());
  }

  /** Follows a component to its report. */
  async openReport(header: string): Promise<void> {
    await this.component(header)
      .getByRole('link', { name: `Открыть отчет ${header}`, exact: true })
      .click();
    await this.heading(header);
  }

  /** The number of records that the report counts. */
  async recordCount(): Promise<number> {
    const total = this.page.locator('.total', { hasText: 'Всего записей' }).locator('dd');
    return Number((await total.innerText()).replace(/\s/g, ''));
  }

  /** What narrows the report, in words. */
  async filters(): Promise<string[]> {
    return this.page.getByRole('list', { name: 'Фильтры' }).getByRole('listitem').allInnerTexts();
  }

  async rows(): Promise<ReportRow[]> {
    const rows = await this.page
      .locator('host-report-grid tbody tr')
      .evaluateAll((found: unknown) =>
        (found as PageElement[]).map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.innerText.trim())),
      );
    return rows.map(([group = '', ...cells]) => ({ group: group.replace(/\s*\(\d+\)$/, ''), cells }));
  }

  /**
   * Exports the report and reads the file.
   * @param groups the number of groupings, each of which has a column in the file
   */
  async exportedRows(groups: number): Promise<ReportRow[]> {
    const downloading = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Экспорт (CSV)' }).click();
    const text = await readFile(await (await downloading).path(), 'utf8');
    const [, ...lines] = parseCsv(text, ',');
    let before: readonly string[] = [];
    return lines.map((line) => {
      const path = line.slice(0, groups);
      const cells = line.slice(groups);
      // a record repeats the groups it stands in
      const group = path.join('\n') === before.join('\n') ? '' : (path.filter(Boolean).at(-1) ?? '');
      before = path;
      return { group, cells };
    });
  }

  /** Whether the page is wider than the window, so that one would have to scroll sideways. */
  isTooWide(): Promise<boolean> {
    return this.page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
  }

  close(): Promise<void> {
    return this.#sitting.close();
  }
}
