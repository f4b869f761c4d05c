import type { FieldValue } from '../../metadata/index.ts';
import { DAY_MS, parseDay, type QueryContext } from '../../soql/index.ts';
import type { GroupPlan } from '../compile/groups.ts';
import type { LayoutColumn } from '../compile/layout.ts';
import { kindOf } from '../compile/values.ts';

/** What stands for an empty value on screen. */
export const EMPTY = '-';

/** Values as the running user reads them: language, numbers, dates, zone. */
export class Labels {
  readonly #context: QueryContext;
  readonly #locale: string;
  readonly #formats = new Map<string, Intl.DateTimeFormat>();
  readonly #numbers = new Map<string, Intl.NumberFormat>();

  constructor(context: QueryContext) {
    this.#context = context;
    this.#locale = context.user.language.replace('_', '-');
  }

  get collator(): Intl.Collator {
    return new Intl.Collator(this.#locale, { numeric: true });
  }

  /** A cell of a detail row; `name` is what a lookup points to. */
  cell(column: LayoutColumn, value: FieldValue, name?: FieldValue): string {
    if (value === null) return EMPTY;
    switch (kindOf(column.field)) {
      case 'reference':
        return typeof name === 'string' ? name : String(value);
      case 'picklist':
      case 'multipicklist':
        return String(value)
          .split(';')
          .map((part) => this.#context.picklistLabel(column.object, column.field, part))
          .join('; ');
      case 'boolean':
        return value === true ? 'true' : 'false';
      case 'number':
        return this.number(Number(value), column.field.scale ?? 0, column.field.type === 'Percent');
      case 'date':
        return this.#date(String(value), { dateStyle: 'short' });
      case 'datetime':
        return this.#format({ dateStyle: 'short', timeStyle: 'short' }, this.#context.user.timeZone).format(Number(value));
      default:
        return String(value);
    }
  }

  group(group: GroupPlan, value: FieldValue, name: FieldValue): string {
    if (value === null) return EMPTY;
    if (group.bucket) return String(value);
    if (group.kind !== 'date' && group.kind !== 'datetime') return this.cell(group.column, value, name);
    return this.#period(group.definition.granularity, value);
  }

  /** @param scale digits after the point */
  number(value: number, scale: number, percent = false): string {
    const key = `${scale}`;
    let format = this.#numbers.get(key);
    if (!format) {
      format = new Intl.NumberFormat(this.#locale, { minimumFractionDigits: scale, maximumFractionDigits: scale });
      this.#numbers.set(key, format);
    }
    return `${format.format(value)}${percent ? '%' : ''}`;
  }

  #period(granularity: GroupPlan['definition']['granularity'], value: string | number | boolean): string {
    if (granularity === 'DayInMonth') return String(value);
    if (granularity === 'MonthInYear') return this.#date(`2000-${String(value).padStart(2, '0')}-01`, { month: 'long' });
    const day = String(value);
    switch (granularity) {
      case 'Month':
        return this.#date(day, { month: 'long', year: 'numeric' });
      case 'Quarter':
        return `Q${Math.ceil(Number(day.slice(5, 7)) / 3)} CY${day.slice(0, 4)}`;
      case 'FiscalQuarter':
        return `FQ ${this.#date(day, { month: 'short', year: 'numeric' })}`;
      case 'Year':
        return `CY${day.slice(0, 4)}`;
      case 'FiscalYear':
        return `FY ${this.#date(day, { month: 'short', year: 'numeric' })}`;
      case 'Week': {
        const last = new Date((parseDay(day) + 6) * DAY_MS).toISOString().slice(0, 10);
        return `${this.#date(day, { dateStyle: 'short' })} - ${this.#date(last, { dateStyle: 'short' })}`;
      }
      default:
        return this.#date(day, { dateStyle: 'short' });
    }
  }

  #date(day: string, options: Intl.DateTimeFormatOptions): string {
    return this.#format(options, 'UTC').format(parseDay(day) * DAY_MS);
  }

  #format(options: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
    const key = JSON.stringify(options) + timeZone;
    let format = this.#formats.get(key);
    if (!format) this.#formats.set(key, (format = new Intl.DateTimeFormat(this.#locale, { ...options, timeZone })));
    return format;
  }
}
