import type { FieldDef, FieldValue, SObjectDef } from '../../metadata/index.ts';
import type { QueryContext } from '../../soql/index.ts';
import { fromSql } from '../../store/index.ts';
import { layoutOf, type LayoutColumn } from '../compile/layout.ts';
import type { AggregateKind, FilterDef, GroupingDef, ReportDef } from '../definition/report-types.ts';
import type { ReportTypeDef } from '../definition/report-type.ts';
import { compareAs, Days, inBucket, logic, paths } from './recount-parts.ts';

/**
 * Counts a report again, row by row, over the raw records: the measure that the SQL of this room is tested against. It shares with
 * it only what a column's name means and what a formula field gives.
 */

type Row = ReadonlyMap<string, FieldValue>;
/** One record, or none, of each object of the report type. */
type Combination = readonly (Row | undefined)[];

export interface Recount {
  /** Paths of both axes, as `ReportFacts.tally` takes them, joined by a line break → number of rows and summaries by name. */
  readonly groups: ReadonlyMap<string, { readonly rows: number; readonly summaries: ReadonlyMap<string, FieldValue> }>;
}

const PREFIX: Readonly<Record<AggregateKind, string>> = { Sum: 's!', Average: 'a!', Minimum: 'm!', Maximum: 'mx!', Unique: 'u!' };

export class Recounter {
  readonly #context: QueryContext;
  readonly #records = new Map<string, Map<string, Row>>();
  readonly #visible: (object: SObjectDef) => ReadonlySet<string>;
  readonly #days: Days;

  /** @param visible ids of the records of an object the user may see, found by other means than reports */
  constructor(context: QueryContext, visible: (object: SObjectDef) => ReadonlySet<string>) {
    this.#context = context;
    this.#visible = visible;
    this.#days = new Days(context.now, context.user.timeZone, context.user.language);
  }

  recount(report: ReportDef, type: ReportTypeDef): Recount {
    const layout = layoutOf(type, this.#context.store.schema);
    const find = (name: string): LayoutColumn => {
      const column = layout.columns.get(name.toLowerCase());
      if (!column) throw new Error(`No column ${name}`);
      return column;
    };
    let rows = this.#combinations(layout.tables);
    const passes = (row: Combination, filter: FilterDef): boolean => this.#passes(row, find(filter.column), filter, find);
    rows = rows.filter((row) =>
      logic(
        report.booleanFilter,
        report.filters.map((filter) => passes(row, filter)),
      ),
    );
    if (report.timeFrame) {
      const { column, interval, start, end } = report.timeFrame;
      const [from, to] = interval === 'INTERVAL_CUSTOM' ? [start, end] : this.#days.period(interval);
      rows = rows.filter((row) => {
        if (from === undefined && to === undefined) return true;
        const day = this.#days.of(this.#value(row, find(column)));
        return day !== null && (from === undefined || day >= from) && (to === undefined || day <= to);
      });
    }
    if (report.scope === 'user') rows = rows.filter((row) => row[0]?.get('OwnerId') === this.#context.user.id);
    for (const cross of report.crossFilters) {
      const related = [...this.#all(this.#object(cross.relatedTable)).values()].map((one) => one.get(cross.relatedColumn));
      const wanted = new Set(related);
      rows = rows.filter((row) => wanted.has(this.#value(row, find(cross.primaryColumn))) === cross.includes);
    }
    return { groups: this.#groups(report, rows, find, layout.tables.length - 1) };
  }

  #groups(report: ReportDef, rows: readonly Combination[], find: (name: string) => LayoutColumn, last: number): Recount['groups'] {
    const members = new Map<string, Combination[]>();
    const place = (grouping: GroupingDef, row: Combination): FieldValue => this.#group(report, grouping, row, find);
    for (const row of rows) {
      const down = paths(report.groupingsDown.map((grouping) => place(grouping, row)));
      const across = paths(report.groupingsAcross.map((grouping) => place(grouping, row)));
      for (const a of down) for (const b of across) members.set(`${a}\n${b}`, [...(members.get(`${a}\n${b}`) ?? [])]);
      for (const a of down) for (const b of across) members.get(`${a}\n${b}`)?.push(row);
    }
    return new Map(
      [...members].map(([key, group]) => {
        const summaries = new Map<string, FieldValue>();
        for (const { field, aggregates } of report.columns) {
          const column = find(field);
          for (const kind of aggregates) summaries.set(`${PREFIX[kind]}${column.name}`, this.#summary(kind, column, group, last));
        }
        return [key, { rows: group.length, summaries }];
      }),
    );
  }

  #summary(kind: AggregateKind, column: LayoutColumn, rows: readonly Combination[], last: number): FieldValue {
    const counted = new Set<Row | undefined>();
    const once = column.table < last && (kind === 'Sum' || kind === 'Average');
    const values = rows.flatMap((row) => {
      const record = row[column.table];
      if (once && counted.has(record)) return [];
      counted.add(record);
      const value = this.#value(row, column);
      return value === null ? [] : [typeof value === 'boolean' ? Number(value) : value];
    });
    if (kind === 'Unique') return new Set(values).size;
    const sum = values.reduce<number>((total, value) => total + Number(value), 0);
    if (kind === 'Sum') return sum;
    if (values.length === 0) return null;
    if (kind === 'Average') return sum / values.length;
    const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    return (kind === 'Minimum' ? sorted[0] : sorted.at(-1)) ?? null;
  }

  #combinations(tables: ReturnType<typeof layoutOf>['tables']): Combination[] {
    const [base, ...others] = tables;
    let rows: Combination[] = base ? [...this.#all(base.object).values()].map((row) => [row]) : [];
    for (const { object, join } of others) {
      const children = new Map<FieldValue, Row[]>();
      for (const child of this.#all(object).values()) {
        const parent = child.get(join?.lookup.apiName ?? '') ?? null;
        children.set(parent, [...(children.get(parent) ?? []), child]);
      }
      rows = rows.flatMap((row): Combination[] => {
        const found = children.get(row.at(-1)?.get('Id') ?? '') ?? [];
        if (found.length === 0) return join?.outer ? [[...row, undefined]] : [];
        return found.map((child) => [...row, child]);
      });
    }
    return rows;
  }

  /** Records the user may see; of objects that are only looked up, all. */
  #all(object: SObjectDef): Map<string, Row> {
    const visible = this.#visible(object);
    return new Map([...this.#stored(object)].filter(([id]) => visible.has(id)));
  }

  #stored(object: SObjectDef): Map<string, Row> {
    let records = this.#records.get(object.apiName);
    if (!records) {
      const { store } = this.#context;
      const deleted = object.fields.has('isdeleted') ? ' WHERE "IsDeleted" = 0' : '';
      const rows = store.all(`SELECT * FROM ${store.table(object)}${deleted}`);
      const fields = [...object.fields.values()];
      records = new Map(
        rows.map((row) => [String(row.Id), new Map(fields.map((field) => [field.apiName, fromSql(field, row[field.apiName])]))]),
      );
      this.#records.set(object.apiName, records);
    }
    return records;
  }

  #object(name: string): SObjectDef {
    const object = this.#context.store.schema.object(name);
    if (!object) throw new Error(`No object ${name}`);
    return object;
  }

  #value(row: Combination, column: LayoutColumn, path: readonly string[] = column.path): FieldValue {
    const record = row[column.table];
    const { store } = this.#context;
    const base = store.schema.object(this.#tableObject(column)) as SObjectDef;
    return record ? this.#walk(base, record, path) : null;
  }

  #tableObject(column: LayoutColumn): string {
    let object = this.#object(column.name.split('$')[0]?.split('.')[0] ?? '');
    for (const relationship of column.name.split('$')[0]?.split('.').slice(1) ?? []) {
      object = this.#object(this.#context.store.schema.childRelationship(object, relationship)?.childObject ?? '');
    }
    return object.apiName;
  }

  #walk(object: SObjectDef, record: Row, path: readonly string[]): FieldValue {
    const { schema } = this.#context.store;
    const [first = '', ...rest] = path;
    if (rest.length > 0) {
      const lookup = schema.parentRelationship(object, first) as FieldDef;
      const id = record.get(lookup.apiName);
      if (typeof id !== 'string') return null;
      for (const target of lookup.referenceTo) {
        const parent = schema.object(target);
        const found = parent && this.#stored(parent).get(id);
        if (parent && found) return this.#walk(parent, found, rest);
      }
      return null;
    }
    const field = schema.field(object, first) as FieldDef;
    if (field.formula === undefined) return record.get(field.apiName) ?? null;
    const column = this.#context.formula(object, field);
    return column.compute((need) => this.#walk(object, record, need.split('.')));
  }

  #passes(row: Combination, column: LayoutColumn, filter: FilterDef, find: (name: string) => LayoutColumn): boolean {
    const { operator } = filter;
    const wanted = filter.value.split(',').map((value) => value.trim());
    const isDate = column.field.type === 'Date' || column.field.type === 'DateTime';
    if (filter.columnToColumn) {
      const [a, b] = [this.#value(row, column), this.#value(row, find(filter.value))];
      return compareAs(operator, a, b);
    }
    if (isDate) return this.#passesDate(this.#days.of(this.#value(row, column)), operator, wanted);
    const byName = column.labelPath !== undefined && !wanted.every((value) => value === '' || /^\w{18}$/.test(value));
    const value = this.#value(row, column, byName ? column.labelPath : column.path);
    const text = String(value ?? '').toLowerCase();
    const is = (one: string): boolean => {
      if (one === '') return value === null;
      if (typeof value === 'boolean' || column.field.type === 'Checkbox') return (value === true) === /^(1|true)$/i.test(one);
      if (typeof value === 'number') return value === Number(one);
      return value !== null && text === one.toLowerCase();
    };
    switch (operator) {
      case 'equals':
        return wanted.some(is);
      case 'notEqual':
        return !wanted.some(is);
      case 'contains':
      case 'startsWith':
      case 'notContain': {
        const found = wanted.some((one) => {
          if (one === '') return value === null;
          return operator === 'startsWith' ? text.startsWith(one.toLowerCase()) : text.includes(one.toLowerCase());
        });
        return operator === 'notContain' ? !found : found;
      }
      case 'includes':
      case 'excludes': {
        const chosen = text.split(';');
        const found =
          value !== null &&
          wanted.some((one) =>
            one
              .toLowerCase()
              .split(';')
              .every((part) => chosen.includes(part)),
          );
        return operator === 'includes' ? found : !found;
      }
      default:
        return value !== null && compareAs(operator, value, typeof value === 'number' ? Number(wanted[0]) : (wanted[0] ?? ''));
    }
  }

  #passesDate(day: string | null, operator: FilterDef['operator'], wanted: readonly string[]): boolean {
    const within = (value: string): boolean => {
      if (value === '') return day === null;
      const [from, to] = this.#days.period(value);
      return day !== null && day >= from && day <= to;
    };
    if (operator === 'equals') return wanted.some(within);
    if (operator === 'notEqual') return !wanted.some(within);
    if (day === null) return false;
    const [from, to] = this.#days.period(wanted[0] ?? '');
    return { lessThan: day < from, lessOrEqual: day <= to, greaterThan: day > to, greaterOrEqual: day >= from }[operator as 'lessThan'];
  }

  #group(report: ReportDef, { field, granularity }: GroupingDef, row: Combination, find: (name: string) => LayoutColumn): FieldValue {
    const bucket = report.buckets.find(({ name }) => name === field);
    if (bucket) return inBucket(bucket, this.#value(row, find(bucket.source)));
    const column = find(field);
    const value = this.#value(row, column);
    if (column.field.type !== 'Date' && column.field.type !== 'DateTime') return value;
    return this.#days.group(granularity, value);
  }
}
