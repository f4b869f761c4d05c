import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Gives every custom label its Russian text, so that tests read like the screen does. */
const translations = readFileSync(join(process.cwd(), 'force-app/main/core/translations/ru.translation-meta.xml'), 'utf8');
const entries = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };

for (const [, text, name] of translations.matchAll(/<customLabels>\s*<label>([^<]*)<\/label>\s*<name>(\w+)<\/name>/g)) {
  const label = text!.replace(/&\w+;/g, (entity) => entries[entity as keyof typeof entries] ?? entity);
  jest.doMock(`@salesforce/label/c.${name}`, () => ({ __esModule: true, default: label }), { virtual: true });
}
jest.doMock('@salesforce/i18n/locale', () => ({ __esModule: true, default: 'ru-RU' }), { virtual: true });
jest.doMock('@salesforce/i18n/timeZone', () => ({ __esModule: true, default: 'Europe/Moscow' }), { virtual: true });
