import type { FieldDef, Schema, SObjectDef } from '../metadata/index.ts';
import { notPolymorphic, noSuchChildRelationship, SoqlError, type Position } from './errors.ts';
import { Names, type NameScope } from './names.ts';
import { checkRestrictions } from './restrictions.ts';
import { isAggregate, isCountOnly } from './run-aggregate.ts';
import { parseSosl } from './sosl/parse.ts';
import { checkNamesObjects } from './sosl/run.ts';
import { checkFilterable, checkLiteral } from './sql/values.ts';
import type { Comparison, Condition, Expression, FieldRef, SelectItem, SoqlQuery, Value } from './syntax/ast.ts';

/** One selected thing: the path with its canonical names, or a function under its alias. */
export interface ShapeColumn {
  readonly names: readonly string[];
  readonly alias?: string;
  /** Undefined for functions that return something else than a field's value. */
  readonly field?: FieldDef;
}

/** What a query returns. */
export interface QueryShape {
  readonly object: SObjectDef;
  readonly aggregate: boolean;
  readonly countOnly: boolean;
  readonly columns: readonly ShapeColumn[];
  readonly children: readonly { readonly relationship: string; readonly shape: QueryShape }[];
}

export interface QueryProblem {
  readonly message: string;
  readonly position: Position;
}

/**
 * Checks every name of a query against the schema, without running it.
 *
 * @returns what it returns, undefined when its object is unknown, and every problem in the platform's wording
 */
export function validateQuery(query: SoqlQuery, schema: Schema): { shape: QueryShape | undefined; problems: QueryProblem[] } {
  const checker = new Checker(schema);
  const shape = checker.query(query);
  checker.restrictions(query);
  return { shape, problems: checker.problems };
}

/** Checks the objects and fields of the RETURNING of a search in Apex: every problem in the platform's wording. Throws what {@link parseSosl} throws. */
export function validateSearch(sosl: string, schema: Schema): QueryProblem[] {
  const tree = parseSosl(sosl);
  checkNamesObjects(tree);
  return tree.returning.flatMap((query) => validateQuery(query, schema).problems);
}

class Checker {
  readonly problems: QueryProblem[] = [];
  readonly #names: Names;

  constructor(schema: Schema) {
    this.#names = new Names(schema);
  }

  restrictions(query: SoqlQuery): void {
    this.#attempt(query.position, () => checkRestrictions(query));
  }

  query(query: SoqlQuery): QueryShape | undefined {
    const scope = this.#attempt(query.position, () => this.#names.scope(query));
    return scope && this.#over(query, scope);
  }

  #over(query: SoqlQuery, scope: NameScope): QueryShape {
    const columns: ShapeColumn[] = [];
    const children: QueryShape['children'][number][] = [];
    for (const item of query.select) this.#select(item, scope, columns, children);
    if (isAggregate(query) && !isCountOnly(query)) this.#grouped(query, scope);
    else this.#once(query, scope);
    if (query.where) this.#condition(query.where, scope);
    for (const item of query.groupBy?.items ?? []) this.#expression(item, scope);
    if (query.groupBy?.having) this.#condition(query.groupBy.having, scope);
    const aliases = new Set(query.select.flatMap((item) => (item.kind === 'expression' && item.alias ? [item.alias.toLowerCase()] : [])));
    for (const { expression } of query.orderBy) {
      const isAlias = expression.kind === 'field' && expression.path.length === 1 && aliases.has((expression.path[0] ?? '').toLowerCase());
      if (!isAlias) this.#expression(expression, scope);
    }
    return { object: scope.object, aggregate: isAggregate(query) && !isCountOnly(query), countOnly: isCountOnly(query), columns, children };
  }

  #select(item: SelectItem, scope: NameScope, columns: ShapeColumn[], children: QueryShape['children'][number][]): void {
    if (item.kind === 'expression') {
      const column = this.#expression(item.expression, scope);
      columns.push({
        names: column?.names ?? [],
        ...(item.alias ? { alias: item.alias } : {}),
        ...(column?.field ? { field: column.field } : {}),
      });
    } else if (item.kind === 'children') {
      this.#children(item.query, scope, children);
    } else if (item.kind === 'fields') {
      for (const field of scope.object.fields.values()) {
        if (item.group === 'ALL' || field.custom === (item.group === 'CUSTOM')) columns.push({ names: [field.apiName], field });
      }
    } else {
      const lookup = this.#names.schema.parentRelationship(scope.object, item.relationship.path[0] ?? '');
      if (lookup?.referenceTo.length === 1) {
        const { message } = notPolymorphic(item.relationship.path[0] ?? '', item.position);
        this.problems.push({ message, position: item.position });
      }
      if (!lookup) this.#field({ ...item.relationship, path: [...item.relationship.path, 'Id'] }, scope);
      for (const when of lookup ? item.when : []) {
        const target = this.#names.schema.object(when.object);
        if (!target) this.problems.push({ message: `sObject type '${when.object}' is not supported.`, position: when.position });
        else for (const field of when.fields) this.#field(field, { object: target, aliases: new Map() });
      }
    }
  }

  #children(query: SoqlQuery, scope: NameScope, children: QueryShape['children'][number][]): void {
    const name = query.from.path.at(-1) ?? '';
    const relation = this.#names.schema.childRelationship(scope.object, name);
    const child = relation && this.#names.schema.object(relation.childObject);
    if (!relation || !child) {
      const { message } = noSuchChildRelationship(name);
      this.problems.push({ message, position: query.from.position });
      return;
    }
    children.push({ relationship: relation.name, shape: this.#over(query, this.#names.scopeOver(child, query)) });
  }

  #expression(expression: Expression, scope: NameScope): { names: readonly string[]; field?: FieldDef } | undefined {
    if (expression.kind === 'field') return this.#field(expression, scope);
    if (expression.kind === 'distance') {
      for (const place of [expression.from, expression.to]) if (place.kind === 'field') this.#field(place, scope);
      return { names: [] };
    }
    const argument = expression.argument ? this.#expression(expression.argument, scope) : undefined;
    const keepsValue = ['MIN', 'MAX', 'TOLABEL'].includes(expression.name);
    return { names: argument?.names ?? [], ...(keepsValue && argument?.field ? { field: argument.field } : {}) };
  }

  #field(ref: FieldRef, scope: NameScope): { names: readonly string[]; field: FieldDef } | undefined {
    return this.#attempt(ref.position, () => this.#names.resolve(scope, ref));
  }

  #condition(condition: Condition, scope: NameScope): void {
    if (condition.kind === 'not') this.#condition(condition.condition, scope);
    else if (condition.kind !== 'comparison') for (const part of condition.conditions) this.#condition(part, scope);
    else {
      const column = this.#expression(condition.left, scope);
      this.#value(condition.right);
      if (condition.left.kind === 'field' && column?.field) this.#filter(column.field, condition);
    }
  }

  /** The same refusals as when the query runs. */
  #filter(field: FieldDef, { right, position }: Comparison): void {
    this.#attempt(position, () => checkFilterable(field, position));
    for (const value of right.kind === 'list' ? right.values : [right]) {
      if (value.kind === 'bind' || value.kind === 'list' || value.kind === 'subquery') continue;
      this.#attempt(position, () => checkLiteral(field, value));
    }
  }

  /** A selected field is grouped, or an aggregate is made of it. */
  #grouped(query: SoqlQuery, scope: NameScope): void {
    const keys = new Set((query.groupBy?.items ?? []).flatMap((item) => (item.kind === 'field' ? [this.#key(item, scope)] : [])));
    for (const item of query.select) {
      if (item.kind !== 'expression' || item.expression.kind !== 'field') continue;
      const key = this.#key(item.expression, scope);
      if (key === undefined || keys.has(key)) continue;
      this.problems.push({ message: `Field must be grouped or aggregated: ${key}`, position: item.expression.position });
    }
  }

  /** A field is selected once. */
  #once(query: SoqlQuery, scope: NameScope): void {
    const seen = new Set<string>();
    for (const item of query.select) {
      const key = item.kind === 'expression' && item.expression.kind === 'field' ? this.#key(item.expression, scope) : undefined;
      if (key === undefined) continue;
      if (seen.has(key)) this.problems.push({ message: `duplicate field selected: ${key}`, position: query.position });
      seen.add(key);
    }
  }

  /** The field's path in its canonical names; undefined for one that does not exist, which is reported elsewhere. */
  #key(ref: FieldRef, scope: NameScope): string | undefined {
    try {
      return this.#names.resolve(scope, ref).names.join('.');
    } catch (error) {
      if (error instanceof SoqlError) return undefined;
      throw error;
    }
  }

  #value(value: Value): void {
    if (value.kind === 'subquery') this.query(value.query);
    else if (value.kind === 'list') for (const item of value.values) this.#value(item);
  }

  #attempt<T>(position: Position, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof SoqlError)) throw error;
      this.problems.push({ message: error.message, position: error.position ?? position });
      return undefined;
    }
  }
}
