import { readFileSync } from 'node:fs';

import { XMLParser } from 'fast-xml-parser';

export type Language = 'ru' | 'en';

interface Label {
  readonly fullName: string;
  readonly value: string;
}
interface Translation {
  readonly name: string;
  readonly label: string;
}

const core = 'force-app/main/core';
const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'labels' || name === 'customLabels' });

function read<T>(file: string): T {
  return parser.parse(readFileSync(`${core}/${file}`, 'utf8')) as T;
}

const english = new Map(
  read<{ CustomLabels: { labels: Label[] } }>('labels/CustomLabels.labels-meta.xml').CustomLabels.labels.map((label) => [
    label.fullName,
    label.value,
  ]),
);
const russian = new Map(
  read<{ Translations: { customLabels: Translation[] } }>('translations/ru.translation-meta.xml').Translations.customLabels.map((label) => [
    label.name,
    label.label,
  ]),
);

/**
 * What the package says on the screen.
 * @param name API name of a custom label
 * @throws Error when the package has no such label
 */
export function word(name: string, language: Language): string {
  const text = (language === 'ru' ? russian.get(name) : undefined) ?? english.get(name);
  if (text === undefined) throw new Error(`The package has no label ${name}`);
  return text;
}

/** Texts of the user interface that differ between the languages and stand on the screen as they are, without anything put in. */
export function plainWords(language: Language): string[] {
  return [...english.keys()]
    .filter((name) => name.startsWith('Ui_') && word(name, 'ru') !== word(name, 'en'))
    .map((name) => word(name, language))
    .filter((text) => !/\{\d\}/.test(text));
}
