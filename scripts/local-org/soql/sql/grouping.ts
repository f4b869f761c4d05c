import { SoqlError } from '../errors.ts';
import { comparableValue } from './compare.ts';
import type { Expression, GroupBy } from '../syntax/ast.ts';
import type { Expressions } from './expression.ts';
import { AGGREGATES, type SqlExpression } from './expression.ts';
import { join, raw, sql, type Fragment } from './fragment.ts';
import { isGroupable } from './values.ts';

/** Which items each partial result is grouped by: all of them, and for ROLLUP and CUBE the subtotals. */
export function groupingSets(groupBy: GroupBy | undefined): ReadonlySet<number>[] {
  const count = groupBy?.items.length ?? 0;
  const all = Array.from({ length: count }, (_, index) => index);
  if (groupBy?.kind === 'rollup') return Array.from({ length: count + 1 }, (_, dropped) => new Set(all.slice(0, count - dropped)));
  if (groupBy?.kind !== 'cube') return [new Set(all)];
  const sets: Set<number>[] = [];
  for (let mask = 2 ** count - 1; mask >= 0; mask--) sets.push(new Set(all.filter((index) => mask & (1 << (count - 1 - index)))));
  return sets;
}

/** Translates the expressions of one grouping set: what is rolled up is null there. */
export class Grouping {
  readonly expressions: Expressions;
  readonly #items: readonly { expression: SqlExpression; active: boolean }[];
  readonly #isGrouped: boolean;

  constructor(expressions: Expressions, groupBy: GroupBy | undefined, set: ReadonlySet<number>) {
    this.expressions = expressions;
    this.#isGrouped = groupBy !== undefined;
    this.#items = (groupBy?.items ?? []).map((item, index) => {
      const expression = expressions.translate(item);
      // What a function makes of a field is groupable, whatever the field is.
      if (expression.resolved && !isGroupable(expression.field)) {
        const message = `field '${expression.field.apiName}' can not be grouped in a query call`;
        throw new SoqlError('INVALID_FIELD', message, item.position);
      }
      return { expression, active: set.has(index) };
    });
  }

  groupClause(): Fragment {
    const active = this.#items.filter((item) => item.active).map(({ expression }) => comparableValue(expression));
    if (active.length > 0) return sql` GROUP BY ${join(active, ', ')}`;
    return raw('');
  }

  /** @throws SoqlError when a field is neither grouped nor aggregated */
  translate(expression: Expression): SqlExpression {
    if (expression.kind === 'function' && expression.name === 'GROUPING' && expression.argument) return this.#grouping(expression.argument);
    if (expression.kind === 'function' && AGGREGATES.has(expression.name)) return this.expressions.translate(expression);
    if (expression.kind === 'function' && expression.name === 'FORMAT' && expression.argument?.kind === 'function') {
      return this.expressions.translate(expression);
    }
    const translated = this.expressions.translate(expression);
    const item = this.#find(translated);
    if (!item) {
      const name = translated.names?.join('.') ?? translated.field.apiName;
      throw new SoqlError('MALFORMED_QUERY', `Field must be grouped or aggregated: ${name}`, expression.position);
    }
    if (!item.active) return { ...translated, value: raw('NULL') };
    // Texts that differ in case are one group; any of them stands for it.
    const isFolded = comparableValue(translated).sql !== translated.value.sql;
    return isFolded ? { ...translated, value: sql`MIN(${translated.value})` } : translated;
  }

  #grouping(argument: Expression): SqlExpression {
    const item = this.#find(this.expressions.translate(argument));
    if (!item || !this.#isGrouped) throw new SoqlError('MALFORMED_QUERY', 'GROUPING() needs a field of GROUP BY', argument.position);
    const count = this.expressions.translate({ kind: 'function', name: 'COUNT', convertTimezone: false, position: argument.position });
    return { ...count, value: raw(item.active ? '0' : '1') };
  }

  #find(expression: SqlExpression): { expression: SqlExpression; active: boolean } | undefined {
    return this.#items.find((item) => item.expression.value.sql === expression.value.sql);
  }
}
