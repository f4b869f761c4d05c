import '../../shims/data/org-global';
import { en, type TextKey } from './texts/en';
import { ru } from './texts/ru';

const dictionary: Readonly<Record<TextKey, string>> = String(globalThis.__org.i18n('lang')).startsWith('ru') ? ru : en;

/** A word of the shell in the user's language, `{0}`, `{1}` … replaced. */
export function text(key: TextKey, ...values: readonly (string | number)[]): string {
  return dictionary[key].replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ''));
}

/** Texts for a template: `{t.save}`. */
export const texts: Readonly<Record<TextKey, string>> = dictionary;
