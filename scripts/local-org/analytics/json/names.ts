import type { Translations } from '../../metadata/index.ts';
import type { GroupPlan } from '../compile/groups.ts';
import type { LayoutColumn, ReportLayout } from '../compile/layout.ts';
import type { AggregateKind } from '../definition/report-types.ts';
import { kindOf, type ColumnKind } from '../compile/values.ts';

const API_TYPES: Readonly<Record<ColumnKind, string>> = {
  text: 'string',
  picklist: 'picklist',
  multipicklist: 'multipicklist',
  number: 'double',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  time: 'time',
  reference: 'reference',
};

/** Names of the summaries in the languages the platform's own words are translated to here. */
const SUMMARY_LABELS: Readonly<Record<'en' | 'ru', Readonly<Record<AggregateKind | 'RowCount', string>>>> = {
  en: {
    Sum: 'Sum of',
    Average: 'Average',
    Minimum: 'Smallest',
    Maximum: 'Largest',
    Unique: 'Unique Count of',
    RowCount: 'Record Count',
  },
  ru: {
    Sum: 'Сумма:',
    Average: 'Среднее:',
    Minimum: 'Наименьшее:',
    Maximum: 'Наибольшее:',
    Unique: 'Уникальных:',
    RowCount: 'Количество записей',
  },
};

/** What reports show of a user. */
const FULL_NAME: Readonly<Record<'en' | 'ru', string>> = { en: 'Full Name', ru: 'полное имя' };

/** Labels of columns and summaries in the user's language. */
export class ColumnNames {
  readonly #translations: Translations;
  readonly #language: string;

  constructor(translations: Translations, language: string) {
    this.#translations = translations;
    this.#language = language;
  }

  /** The translation of the report type's label for the column, or that label, or the field's; the way over lookups in front. */
  column(column: LayoutColumn): string {
    if (column.label !== undefined) return column.label;
    const own = this.#own(column);
    if (column.path.length === 1) return own;
    return `${this.#translations.objectLabel(column.object.apiName, this.#language)}: ${own}`;
  }

  /** A lookup shows the name of what it points to, and its label says so: `Owner: Full Name`, not `Owner ID`. */
  #own({ object, field }: LayoutColumn): string {
    const label = this.#translations.fieldLabel(object.apiName, field.apiName, this.#language);
    if (kindOf(field) !== 'reference') return label;
    const plain = label.replace(/ ID$/, '');
    return field.referenceTo.includes('User') ? `${plain}: ${FULL_NAME[this.#language.startsWith('ru') ? 'ru' : 'en']}` : plain;
  }

  group({ column, bucket }: GroupPlan): string {
    return bucket?.label ?? this.column(column);
  }

  summary(kind: AggregateKind | 'RowCount', column?: LayoutColumn): string {
    const words = SUMMARY_LABELS[this.#language.startsWith('ru') ? 'ru' : 'en'];
    return column ? `${words[kind]} ${this.column(column)}` : words[kind];
  }

  type({ type }: ReportLayout): string {
    return this.#translations.componentLabel('ReportType', type.name, this.#language);
  }

  /** Values a filter on the column can choose from. */
  values({ object, field }: LayoutColumn): { name: string; label: string }[] {
    if (kindOf(field) === 'boolean')
      return [
        { name: '1', label: 'true' },
        { name: '0', label: 'false' },
      ];
    return (field.picklist?.values ?? []).map(({ apiName }) => ({
      name: apiName,
      label: this.#translations.picklistLabel(object.apiName, field.apiName, apiName, this.#language),
    }));
  }
}

/** Data type of a column as the Analytics API names it. */
export function apiType(column: LayoutColumn): string {
  const { type } = column.field;
  if (type === 'Currency') return 'currency';
  if (type === 'Percent') return 'percent';
  if (type === 'Id') return 'id';
  return API_TYPES[kindOf(column.field)];
}
