import { russian } from './standard/labels-ru.ts';
import { text } from './source/xml.ts';
import { readTranslationTables, type LanguageTable } from './source/translation-files.ts';
import type { Translations } from './source-tree.ts';
import type { FieldDef, MetadataComponent, Schema, SObjectDef } from './types.ts';

type Components = ReadonlyMap<string, readonly MetadataComponent[]>;

/**
 * Texts of the org in every language that the source translates, over the labels the components declare themselves.
 * A language with a region (`ru_RU`) falls back to the language alone. Standard objects bring their own Russian labels.
 */
export function readTranslations(schema: Schema, components: Components): Translations {
  return new OrgTranslations(schema, components, readTranslationTables(components));
}

class OrgTranslations implements Translations {
  readonly languages: readonly string[];
  readonly #schema: Schema;
  readonly #tables: ReadonlyMap<string, LanguageTable>;
  readonly #labels: ReadonlyMap<string, string>;
  readonly #picklistLabels = new WeakMap<FieldDef, Map<string, string>>();
  readonly #ownLabels: ReadonlyMap<string, string>;

  constructor(schema: Schema, components: Components, tables: ReadonlyMap<string, LanguageTable>) {
    this.#schema = schema;
    this.#tables = tables;
    this.languages = [...tables.keys()];
    this.#labels = new Map(
      (components.get('CustomLabel') ?? []).map(({ fullName, xml }) => [fullName.toLowerCase(), text(xml, 'value') ?? '']),
    );
    this.#ownLabels = ownLabels(components);
  }

  label(name: string, language: string): string | undefined {
    const source = this.#labels.get(name.toLowerCase());
    if (source === undefined) return undefined;
    return this.#lookup(language, `CustomLabel:${name}`) ?? source;
  }

  objectLabel(object: string, language: string, plural = false): string {
    const definition = this.#schema.object(object);
    const key = `CustomObject:${object}${plural ? ':plural' : ''}`;
    const standard = isRussian(language) ? russian.objects[definition?.apiName ?? ''] : undefined;
    const own = plural ? definition?.labelPlural : definition?.label;
    return this.#lookup(language, key) ?? standard?.[plural ? 1 : 0] ?? own ?? object;
  }

  fieldLabel(object: string, field: string, language: string): string {
    const definition = this.#field(object, field);
    const translated = this.#lookup(language, `CustomField:${object}.${field}`);
    if (translated !== undefined) return translated;
    if (isRussian(language) && definition && !definition.custom && isStandardLabel(this.#schema.object(object), definition)) {
      const label = russian.fields[`${object}.${definition.apiName}`] ?? russian.fields[definition.apiName];
      if (label !== undefined) return label;
    }
    return definition?.label ?? field;
  }

  fieldHelp(object: string, field: string, language: string): string | undefined {
    return this.#lookup(language, `CustomField:${object}.${field}:help`) ?? this.#field(object, field)?.inlineHelpText;
  }

  picklistLabel(object: string, field: string, value: string, language: string): string {
    const definition = this.#field(object, field);
    if (!definition?.picklist) return this.#translatedValue(object, field, definition, value, value, language);
    let labels = this.#picklistLabels.get(definition);
    if (!labels) this.#picklistLabels.set(definition, (labels = new Map<string, string>()));
    const key = `${language} ${value}`;
    let translated = labels.get(key);
    if (translated === undefined) {
      const defined = definition.picklist.values.find(({ apiName }) => apiName === value);
      translated = this.#translatedValue(object, field, definition, value, defined?.label ?? value, language);
      // Of other values there may be any number.
      if (defined) labels.set(key, translated);
    }
    return translated;
  }

  #translatedValue(
    object: string,
    field: string,
    definition: FieldDef | undefined,
    value: string,
    label: string,
    language: string,
  ): string {
    const valueSet = definition?.picklist?.valueSet;
    const prefixes = [`CustomField:${object}.${field}:value:`, ...(valueSet ? [`ValueSet:${valueSet}:`] : [])];
    for (const prefix of prefixes) {
      const translated = this.#lookup(language, prefix + label) ?? this.#lookup(language, prefix + value);
      if (translated !== undefined) return translated;
    }
    return (isRussian(language) && definition?.custom === false ? russian.values[label] : undefined) ?? label;
  }

  validationMessage(object: string, rule: string, language: string): string {
    const definition = this.#schema.object(object)?.validationRules.find(({ name }) => name.toLowerCase() === rule.toLowerCase());
    return this.#lookup(language, `ValidationRule:${object}.${rule}`) ?? definition?.message ?? rule;
  }

  recordTypeLabel(object: string, developerName: string, language: string): string {
    const types = this.#schema.object(object)?.recordTypes;
    const definition = types?.find((type) => type.developerName.toLowerCase() === developerName.toLowerCase());
    return this.#lookup(language, `RecordType:${object}.${developerName}`) ?? definition?.label ?? developerName;
  }

  componentLabel(type: string, fullName: string, language: string): string {
    const translated = this.#lookup(language, `${type}:${fullName}`);
    if (translated !== undefined) return translated;
    // The tab of an object has no label of its own: it shows the object's plural.
    if (type === 'CustomTab' && this.#schema.object(fullName)) return this.objectLabel(fullName, language, true);
    return this.#ownLabels.get(`${type}:${fullName}`.toLowerCase()) ?? fullName;
  }

  #field(object: string, field: string): FieldDef | undefined {
    return this.#schema.object(object)?.fields.get(field.toLowerCase());
  }

  #lookup(language: string, key: string): string | undefined {
    const wanted = key.toLowerCase();
    return this.#tables.get(language)?.get(wanted) ?? this.#tables.get(baseLanguage(language))?.get(wanted);
  }
}

function baseLanguage(language: string): string {
  return language.split(/[_-]/)[0] ?? language;
}

function isRussian(language: string): boolean {
  return baseLanguage(language) === 'ru';
}

/** False for the name field of a custom object, whose label the object declares itself. */
function isStandardLabel(object: SObjectDef | undefined, field: FieldDef): boolean {
  return object?.kind === 'standard' || !field.nameField;
}

function ownLabels(components: Components): Map<string, string> {
  const labels = new Map<string, string>();
  for (const [type, list] of components) {
    for (const { fullName, xml } of list) {
      const label = text(xml, 'label') ?? text(xml, 'masterLabel') ?? text(xml, 'name');
      if (label !== undefined) labels.set(`${type}:${fullName}`.toLowerCase(), label);
    }
  }
  return labels;
}
