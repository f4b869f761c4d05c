import { globSync, readFileSync } from 'node:fs';

import type { Connection } from 'jsforce';
import type { Page } from 'playwright-core';

import { plainWords, type Language } from './words.ts';

/** What a user may read or hear: text, and the attributes that stand for text; through the shadow roots. Runs in the page. */
const readTexts = `(() => {
  const texts = new Set();
  const visit = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      if (['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(element.tagName) || !element.checkVisibility()) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) if (element.hasAttribute(name)) texts.add(element.getAttribute(name));
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE && node.data.trim()) texts.add(node.data.trim());
    }
  };
  visit(document);
  return [...texts];
})()`;

const russianWords = /\p{Script=Cyrillic}+/gu;

/** The platform has no translations of list views. https://help.salesforce.com/s/articleView?id=platform.customize_wbench.htm */
const listViewLabels = (): string =>
  globSync('force-app/main/*/objects/*/listViews/*.xml')
    .map((file) => /<label>(.*)<\/label>/.exec(readFileSync(file, 'utf8'))?.[1] ?? '')
    .join(' ');

/** Words of the data, which are what they are in any language: names of people, shops, cities; list views have one name only. */
export async function dataWords(admin: Connection): Promise<ReadonlySet<string>> {
  const fields: readonly (readonly [object: string, fields: readonly string[]])[] = [
    ['User', ['FirstName', 'LastName']],
    ['Contact', ['FirstName', 'LastName', 'City__c', 'Region__c']],
    ['Lead', ['FirstName', 'LastName', 'City__c', 'Region__c']],
    ['Store__c', ['Name', 'Address__c', 'Chain__c']],
  ];
  const words = await Promise.all(
    fields.map(async ([object, names]) => {
      const { records } = await admin.query<Record<string, string | null>>(`SELECT ${names.join(', ')} FROM ${object} LIMIT 2000`);
      return records.flatMap((record) => names.flatMap((name) => record[name]?.match(russianWords) ?? []));
    }),
  );
  return new Set([...words.flat(), ...(listViewLabels().match(russianWords) ?? [])]);
}

/**
 * Texts on the page that are of the other language: for an English user anything with Russian words that are not of the data;
 * for a Russian user anything that the package says in English.
 */
export async function foreignTexts(page: Page, language: Language, data: ReadonlySet<string>): Promise<string[]> {
  const texts = await page.evaluate<string[]>(readTexts);
  if (texts.length < 10) throw new Error(`The page cannot be read, only ${texts.join(', ')}`);
  if (language === 'ru') {
    const english = new Set(plainWords('en'));
    return texts.filter((text) => english.has(text)).map((text) => `English for a Russian user: ${text}`);
  }
  // two capitals are the initials of a user
  const isForeign = (word: string): boolean => !data.has(word) && !/^\p{Lu}{2}$/u.test(word);
  return texts.filter((text) => (text.match(russianWords) ?? []).some(isForeign)).map((text) => `Russian for an English user: ${text}`);
}
