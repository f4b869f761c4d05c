import {
  Environment,
  Expressions,
  join,
  parseSoql,
  raw,
  Source,
  sql,
  SoqlError,
  type Fragment,
  type QueryContext,
  type Resolved,
  type SqlExpression,
} from '../../soql/index.ts';
import type { SObjectDef } from '../../metadata/index.ts';
import { AnalyticsError } from '../errors.ts';
import type { TimeFrame } from './filters.ts';
import type { LayoutColumn, ReportLayout } from './layout.ts';

const NOWHERE = { offset: 0, line: 1, column: 1 };

interface TableSource {
  readonly object: SObjectDef;
  readonly source: Source;
  readonly expressions: Expressions;
}

/**
 * The rows of a report as the FROM and WHERE of SQL: one table for each object of the report type, parents as columns ask
 * for them, and of each object only what the user may see.
 */
export class ReportRows {
  readonly env: Environment;
  readonly #layout: ReportLayout;
  readonly #tables: readonly TableSource[];
  readonly #conditions: Fragment[] = [];
  /** The time frame, which also holds. */
  frame: TimeFrame | undefined;

  /** @throws AnalyticsError FORBIDDEN when the user may not read an object of the report type */
  constructor(layout: ReportLayout, context: QueryContext) {
    this.#layout = layout;
    const base = layout.tables[0]?.object.apiName ?? '';
    this.env = new Environment(parseSoql(`SELECT Id FROM ${base}`), context, new Map());
    this.#tables = layout.tables.map(({ object }) => this.#table(object));
    for (const { object } of layout.tables) {
      if (context.enforcePermissions && !context.access.canRead(object))
        throw new AnalyticsError('FORBIDDEN', `You have no access to ${object.labelPlural}, which this report is about`);
    }
  }

  #table(object: SObjectDef): TableSource {
    const source = new Source(this.env, object);
    return { object, source, expressions: new Expressions(this.env, source, { object, aliases: new Map() }, this.env.selected) };
  }

  /**
   * A column as SQL.
   * @param path for another path than the column's value, e.g. to the name of what a lookup points to
   * @returns undefined when field security hides it from the user
   */
  value(column: LayoutColumn, path: readonly string[] = column.path): SqlExpression | undefined {
    if (!this.resolve(column, path)) return undefined;
    const table = this.#tables[column.table] as TableSource;
    const expression = table.expressions.translate({ kind: 'field', path, position: NOWHERE });
    const mayMiss = this.#layout.tables.slice(0, column.table + 1).some(({ join: step }) => step?.outer);
    if (!mayMiss || path.length > 1 || expression.field.formula === undefined) return expression;
    // A record that an outer join does not find has no value, whatever its formula makes of empty fields.
    return { ...expression, value: sql`CASE WHEN ${table.source.alias}."Id" IS NOT NULL THEN ${expression.value} END` };
  }

  /** What a column reads, without joining the parents it crosses. @returns undefined when field security hides it from the user */
  resolve(column: LayoutColumn, path: readonly string[] = column.path): Resolved | undefined {
    const { expressions } = this.#tables[column.table] as TableSource;
    try {
      return expressions.names.resolve(expressions.scope, { kind: 'field', path, position: NOWHERE });
    } catch (error) {
      if (error instanceof SoqlError && (error.code === 'INVALID_FIELD' || error.code === 'INVALID_TYPE')) return undefined;
      throw error;
    }
  }

  /**
   * A condition on the parent a column goes to, as one on the lookup to it: the parents are searched once, and the records by the index
   * of their lookup.
   * @param test the condition over the parent's field
   * @returns undefined where the column goes to no parent, or further than one
   */
  byParent(column: LayoutColumn, path: readonly string[], test: (field: SqlExpression) => Fragment): Fragment | undefined {
    const resolved = this.resolve(column, path);
    const [step, further] = resolved?.steps ?? [];
    if (resolved?.kind !== 'column' || !step || further) return undefined;
    const parent = this.#table(step.parent);
    const condition = test(parent.expressions.translate({ kind: 'field', path: path.slice(-1), position: NOWHERE }));
    const lookup = raw(`${this.alias(column.table)}.${this.env.context.store.column(step.object, step.lookup)}`);
    return sql`${lookup} IN (SELECT ${parent.source.alias}."Id" FROM ${parent.source.from()} WHERE ${condition})`;
  }

  /** Tells that rows without the parents the path crosses do not count. Only where the whole filter depends on it. */
  requireParents(column: LayoutColumn, expression: SqlExpression): void {
    if (expression.resolved) this.#tables[column.table]?.source.requireParents(expression.resolved.steps);
  }

  /** The records of one table, for a filter such as "my records" or "with related records". */
  alias(table: number): string {
    return (this.#tables[table] as TableSource).source.alias;
  }

  restrict(condition: Fragment): void {
    this.#conditions.push(condition);
  }

  /**
   * FROM and WHERE; call it last, when every column has been asked for.
   * @param frame another condition instead of the time frame's, such as a part of it
   */
  from(more: readonly Fragment[] = [], frame = this.frame?.condition): Fragment {
    const { store } = this.env.context;
    const conditions = [...this.#conditions, ...(frame ? [frame] : []), ...more];
    let from = sql``;
    this.#tables.forEach(({ object, source }, index) => {
      const own = this.#visible(object, source.alias);
      const table = `${store.table(object)} ${source.alias}`;
      const step = this.#layout.tables[index]?.join;
      if (!step) {
        from = sql`${table}${source.joins()}`;
        conditions.unshift(...own);
        return;
      }
      const parent = this.alias(index - 1);
      const on = [raw(`${source.alias}.${store.column(object, step.lookup)} = ${parent}."Id"`), ...own];
      from = sql`${from}${step.outer ? ' LEFT JOIN' : ' JOIN'} ${table} ON ${join(on, ' AND ')}${source.joins()}`;
    });
    return conditions.length === 0 ? sql`FROM ${from}` : sql`FROM ${from} WHERE ${join(conditions, ' AND ')}`;
  }

  #visible(object: SObjectDef, alias: string): Fragment[] {
    const own: Fragment[] = [];
    if (object.fields.has('isdeleted')) own.push(raw(`${alias}."IsDeleted" = 0`));
    const visible = this.env.visibleRows(object, alias);
    if (visible) own.push({ sql: `(${visible.sql})`, params: visible.params });
    return own;
  }
}
