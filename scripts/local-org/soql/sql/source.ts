import { isStored, UnsupportedFeatureError, type FieldDef, type SObjectDef } from '../../metadata/index.ts';
import type { Environment } from '../environment.ts';
import type { FoundRows } from '../syntax/ast.ts';
import type { Resolved, Step } from '../names.ts';
import { defineFormula } from './formula.ts';
import { join, param, raw, sql, type Fragment } from './fragment.ts';

export interface ParentJoin {
  readonly from: string;
  readonly alias: string;
  readonly step: Step;
  /** The condition can only hold for records that have this parent. */
  inner: boolean;
}

/** The FROM of one SELECT: the object's table and the parents its expressions reach. */
export class Source {
  readonly object: SObjectDef;
  readonly alias: string;
  /** The query leaves out the recycle bin. */
  onlyLive = false;
  readonly #env: Environment;
  readonly #joins = new Map<string, ParentJoin>();
  /** The full-text index a search begins at. */
  #index: { readonly table: string; readonly alias: string } | undefined;

  constructor(env: Environment, object: SObjectDef) {
    this.#env = env;
    this.object = object;
    this.alias = env.alias();
  }

  /** Only rows that a search has found. Gives the condition, and the order by relevance. */
  found({ index: table, expression }: FoundRows): { condition: Fragment; relevance: Fragment } {
    const alias = this.#env.alias();
    this.#index = { table, alias };
    return { condition: sql`${alias}.${table} MATCH ${param(expression)}`, relevance: raw(`${alias}.rank`) };
  }

  /** The table and its joins; call it last, when every expression has been made. */
  from(): Fragment {
    const table = `${this.#env.table(this.object)} ${this.alias}`;
    const from = this.#index
      ? `${this.#index.table} ${this.#index.alias} JOIN ${table} ON ${this.alias}.rowid = ${this.#index.alias}.rowid`
      : table;
    return raw(`${from}${this.joins().sql}`);
  }

  /** The joins alone, for a FROM in which several sources stand side by side. */
  joins(): Fragment {
    const { store } = this.#env.context;
    const joins = [...this.#joins.values()].map(({ from, alias, step, inner }) => {
      const on = `${alias}."Id" = ${from}.${store.column(step.object, step.lookup)}`;
      return `${inner ? ' JOIN' : ' LEFT JOIN'} ${store.table(step.parent)} ${alias} ON ${on}`;
    });
    return raw(joins.join(''));
  }

  /** The value a resolved path has for the row. */
  value(resolved: Resolved): Fragment {
    return this.#valueFrom(this.alias, resolved);
  }

  /** Tells that rows without these parents do not count, so that the search may begin at the parent. */
  requireParents(steps: readonly Step[]): void {
    let alias = this.alias;
    for (const step of steps) {
      const parent = this.#join(alias, step);
      parent.inner = true;
      alias = parent.alias;
    }
  }

  /** The parents that its expressions have reached so far, for another source of the same object and alias to begin with. */
  parents(): ReadonlyMap<string, ParentJoin> {
    return new Map([...this.#joins].map(([key, parent]) => [key, { ...parent }]));
  }

  /** Reaches the parents of another source, under the same aliases. */
  reach(parents: ReadonlyMap<string, ParentJoin>): void {
    for (const [key, parent] of parents) this.#joins.set(key, { ...parent });
  }

  #valueFrom(alias: string, resolved: Resolved): Fragment {
    const owner = this.#parentAlias(alias, resolved.steps);
    if (resolved.kind === 'column') return this.#field(owner, resolved.object, resolved.field);
    const key = this.#column(owner, resolved.object, resolved.lookup);
    if (resolved.branches.size === 0) return resolved.field.apiName === 'Type' ? this.#typeOf(key, resolved.lookup) : raw('NULL');
    const branches = [...resolved.branches].map(([target, branch]) => {
      const inner = new Source(this.#env, target);
      const value = inner.value(branch);
      return sql`WHEN '${target.keyPrefix}' THEN (SELECT ${value} FROM ${inner.from()} WHERE ${inner.alias}."Id" = ${key})`;
    });
    return sql`CASE substr(${key}, 1, 3) ${join(branches, ' ')} END`;
  }

  #typeOf(key: Fragment, lookup: FieldDef): Fragment {
    const branches = this.#env.open.targets(lookup).map((target) => raw(`WHEN '${target.keyPrefix}' THEN '${target.apiName}'`));
    return sql`CASE substr(${key}, 1, 3) ${join(branches, ' ')} END`;
  }

  #field(alias: string, object: SObjectDef, field: FieldDef): Fragment {
    if (field.formula !== undefined) return this.#formula(alias, object, field);
    // No clause compares, sorts or groups by a compound field, and each says so itself.
    if (field.type === 'Address' || field.type === 'Location') return raw('NULL');
    if (!isStored(field)) throw new UnsupportedFeatureError(`SOQL: the field ${object.apiName}.${field.apiName} in this place`);
    return this.#column(alias, object, field);
  }

  #column(alias: string, object: SObjectDef, field: FieldDef): Fragment {
    return raw(`${alias}.${this.#env.context.store.column(object, field)}`);
  }

  #formula(alias: string, object: SObjectDef, field: FieldDef): Fragment {
    const { name, needs } = defineFormula(this.#env, object, field);
    const value = sql`"${name}"(${join(
      needs.map((need) => this.#valueFrom(alias, need)),
      ', ',
    )})`;
    // A parent that does not exist has no value, whatever its formula makes of empty fields.
    return alias === this.alias ? value : sql`CASE WHEN ${alias}."Id" IS NOT NULL THEN ${value} END`;
  }

  #parentAlias(alias: string, steps: readonly Step[]): string {
    return steps.reduce((from, step) => this.#join(from, step).alias, alias);
  }

  #join(from: string, step: Step): ParentJoin {
    const key = `${from}.${step.lookup.apiName}.${step.parent.apiName}`;
    let parent = this.#joins.get(key);
    if (!parent) {
      parent = { from, alias: this.#env.alias(), step, inner: false };
      this.#joins.set(key, parent);
    }
    return parent;
  }
}
