import type { MetadataComponent } from '../types.ts';
import { childNodes, text, type XmlNode } from './xml.ts';

/** Lower-cased key, such as `customlabel:greeting` → text. */
export type LanguageTable = Map<string, string>;

type Components = ReadonlyMap<string, readonly MetadataComponent[]>;

/** Element of a `Translations` file → metadata type whose labels it holds, with the element that names the component. */
const SECTIONS: Readonly<Record<string, string>> = {
  customLabels: 'CustomLabel',
  customApplications: 'CustomApplication',
  customTabs: 'CustomTab',
  quickActions: 'QuickAction',
  reportTypes: 'ReportType',
  customPageWebLinks: 'CustomPageWebLink',
  scontrols: 'Scontrol',
};

/** Reads all translation files of the source: language → its texts. */
export function readTranslationTables(components: Components): Map<string, LanguageTable> {
  const tables = new Map<string, LanguageTable>();
  const put = (language: string, key: string, value: string | undefined): void => {
    if (value === undefined) return;
    const table = tables.get(language) ?? new Map<string, string>();
    tables.set(language, table);
    table.set(key.toLowerCase(), value);
  };
  for (const { fullName, xml } of components.get('Translations') ?? []) readTranslations(fullName, xml, put);
  for (const { fullName, xml } of components.get('CustomObjectTranslation') ?? []) readObject(fullName, xml, put);
  for (const { fullName, xml } of components.get('CustomFieldTranslation') ?? []) {
    const [owner = '', field = ''] = fullName.split('.');
    const { name, language } = splitLanguage(owner);
    readField(`${name}.${text(xml, 'name') ?? field}`, language, xml, put);
  }
  for (const type of ['GlobalValueSetTranslation', 'StandardValueSetTranslation']) {
    for (const { fullName, xml } of components.get(type) ?? []) {
      const { name, language } = splitLanguage(fullName);
      for (const value of childNodes(xml, 'valueTranslation')) {
        put(language, `ValueSet:${name}:${text(value, 'masterLabel') ?? ''}`, text(value, 'translation'));
      }
    }
  }
  return tables;
}

type Put = (language: string, key: string, value: string | undefined) => void;

/** `Invoice__c-ru` → object and language. */
function splitLanguage(fullName: string): { name: string; language: string } {
  const dash = fullName.lastIndexOf('-');
  return { name: fullName.slice(0, dash), language: fullName.slice(dash + 1) };
}

function readTranslations(language: string, xml: XmlNode, put: Put): void {
  for (const [element, type] of Object.entries(SECTIONS)) {
    for (const entry of childNodes(xml, element)) put(language, `${type}:${text(entry, 'name') ?? ''}`, text(entry, 'label'));
  }
}

function readObject(fullName: string, xml: XmlNode, put: Put): void {
  const { name, language } = splitLanguage(fullName);
  for (const value of childNodes(xml, 'caseValues')) {
    // Languages with grammatical cases list each of them; labels show the nominative.
    if ((text(value, 'caseType') ?? 'Nominative') !== 'Nominative') continue;
    put(language, `CustomObject:${name}${text(value, 'plural') === 'true' ? ':plural' : ''}`, text(value, 'value'));
  }
  put(language, `CustomField:${name}.Name`, text(xml, 'nameFieldLabel'));
  for (const field of childNodes(xml, 'fields')) readField(`${name}.${text(field, 'name') ?? ''}`, language, field, put);
  for (const rule of childNodes(xml, 'validationRules')) {
    put(language, `ValidationRule:${name}.${text(rule, 'name') ?? ''}`, text(rule, 'errorMessage'));
  }
  const labelled = {
    recordTypes: 'RecordType',
    quickActions: 'QuickAction',
    webLinks: 'WebLink',
    fieldSets: 'FieldSet',
    layouts: 'LayoutSection',
  };
  for (const [element, type] of Object.entries(labelled)) {
    for (const entry of childNodes(xml, element)) put(language, `${type}:${name}.${text(entry, 'name') ?? ''}`, text(entry, 'label'));
  }
  for (const layout of childNodes(xml, 'layouts')) {
    for (const section of childNodes(layout, 'sections')) {
      put(language, `LayoutSection:${name}.${text(section, 'section') ?? ''}`, text(section, 'label'));
    }
  }
}

function readField(path: string, language: string, xml: XmlNode, put: Put): void {
  put(language, `CustomField:${path}`, text(xml, 'label') ?? nominative(xml));
  put(language, `CustomField:${path}:help`, text(xml, 'help'));
  for (const value of childNodes(xml, 'picklistValues')) {
    put(language, `CustomField:${path}:value:${text(value, 'masterLabel') ?? ''}`, text(value, 'translation'));
  }
}

function nominative(xml: XmlNode): string | undefined {
  const values = childNodes(xml, 'caseValues');
  const singular = values.find((value) => text(value, 'plural') !== 'true');
  return singular && text(singular, 'value');
}
