import type { SObjectDef } from '../metadata/index.ts';
import type { Store } from '../store/index.ts';
import type { Environment, UsedFormula } from './environment.ts';
import { Names, type NameScope } from './names.ts';
import type { RecordNode } from './rows.ts';
import { checkSeen, isSeenAlike, SeenNames, type SeenName } from './seen-names.ts';
import { Selection } from './select.ts';
import { Expressions } from './sql/expression.ts';
import { defineFormula } from './sql/formula.ts';
import { join, sql, type Fragment } from './sql/fragment.ts';
import type { ParentJoin, Source } from './sql/source.ts';
import type { SelectItem, SoqlQuery } from './syntax/ast.ts';

/** The SELECT of a query for records. */
export interface Selected {
  /** `expression AS c0`, one a column. */
  readonly columns: Fragment;
  readonly width: number;
  /** How a row of them is read. */
  readonly root: RecordNode;
  readonly childQueries: readonly SoqlQuery[];
}

/** A SELECT that is the same for everybody, with what its translation does besides. */
interface Kept {
  readonly selected: Selected;
  readonly object: SObjectDef;
  readonly seen: readonly SeenName[];
  readonly parents: ReadonlyMap<string, ParentJoin>;
  readonly formulas: readonly UsedFormula[];
  /** Of the statement before it and after it. */
  readonly aliases: readonly [number, number];
}

/** By store: its schema and the key prefixes in it are part of the SQL. A changed schema is another store. */
const kept = new WeakMap<Store, WeakMap<SoqlQuery, Kept>>();

/**
 * Translates the SELECT of a query. Fields and sub-queries are translated once for each store: what depends on the user, their
 * permissions and the results of formulas, is done each time. A source takes the parents that its fields reach.
 * @throws SoqlError for names that do not exist or that the user may not see
 */
export function select(env: Environment, query: SoqlQuery, scope: NameScope, source: Source): Selected {
  const { store } = env.context;
  let known = kept.get(store);
  if (!known) kept.set(store, (known = new WeakMap()));
  const before = known.get(query);
  const { checks } = env.selected;
  if (before && before.object === scope.object && before.aliases[0] === env.aliases && isSeenAlike(before.seen, checks)) {
    checkSeen(before.seen, checks);
    source.reach(before.parents);
    for (const { object, field } of before.formulas) defineFormula(env, object, field);
    env.continueAliases(before.aliases[1]);
    return before.selected;
  }
  const aliases = env.aliases;
  const formulas = env.formulas.length;
  const names = new SeenNames(checks);
  const selection = new Selection(new Expressions(env, source, scope, new Names(store.schema, names)));
  for (const item of query.select) selection.add(item, query);
  const { root, childQueries } = selection;
  const columns = join(
    selection.columns.map((column, index) => sql`${column} AS c${String(index)}`),
    ', ',
  );
  const selected: Selected = { columns, width: selection.columns.length, root, childQueries };
  if (columns.params.length === 0 && query.select.every(isTheSameForAll)) {
    const used = env.formulas.slice(formulas);
    known.set(query, {
      ...{ selected, object: scope.object, seen: names.seen, parents: source.parents(), formulas: used },
      aliases: [aliases, env.aliases],
    });
  }
  return selected;
}

/** Functions read zones, languages and labels of the user; FIELDS() stands for what the user may see. */
function isTheSameForAll(item: SelectItem): boolean {
  return item.kind === 'expression' ? item.expression.kind === 'field' : item.kind !== 'fields';
}
