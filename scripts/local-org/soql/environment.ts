import type { FieldDef, SObjectDef } from '../metadata/index.ts';
import type { Store } from '../store/index.ts';
import { securityEnforcedChecks, UserModeChecks } from './access.ts';
import { SoqlError } from './errors.ts';
import { Names } from './names.ts';
import type { Bind, SoqlQuery } from './syntax/ast.ts';
import type { DateSetting } from './time/literals.ts';
import type { BindValue, QueryContext } from './types.ts';
import { rowsOfOthers } from './combined.ts';
import { sharesWithOwners } from './owner-shares.ts';

/** A formula field that a query reads. */
export interface UsedFormula {
  readonly object: SObjectDef;
  readonly field: FieldDef;
}

/** What all parts of one query's translation share. */
export class Environment {
  readonly context: QueryContext;
  /** Resolves names in SELECT, FROM and, in user mode, everywhere. */
  readonly selected: Names;
  /** Resolves names in the other clauses. */
  readonly filtered: Names;
  /** Resolves the fields formulas read: permissions do not apply to them. */
  readonly open: Names;
  readonly enforceSharing: boolean;
  /** The formula fields that have become functions of SQL, in the order in which they did. */
  readonly formulas: UsedFormula[] = [];
  readonly #userMode: UserModeChecks | undefined;
  /** SQL that stands for the table of an object without stored rows. */
  readonly #derived = new Map<SObjectDef, string>();
  readonly #binds: ReadonlyMap<string, BindValue>;
  #aliases = 0;
  #dates: DateSetting | undefined;

  constructor(query: SoqlQuery, context: QueryContext, binds: ReadonlyMap<string, BindValue>) {
    const { schema } = context.store;
    const { accessMode } = query;
    const userMode = accessMode === 'USER_MODE' || (context.enforcePermissions && accessMode !== 'SYSTEM_MODE');
    this.context = context;
    this.#binds = binds;
    this.open = new Names(schema);
    this.#userMode = userMode ? new UserModeChecks(context.access) : undefined;
    this.filtered = this.#userMode ? new Names(schema, this.#userMode) : this.open;
    this.selected = accessMode === 'SECURITY_ENFORCED' ? new Names(schema, securityEnforcedChecks(context.access)) : this.filtered;
    this.enforceSharing = context.enforceSharing || userMode;
  }

  get isUserMode(): boolean {
    return this.#userMode !== undefined;
  }

  /** From now on user mode refuses nothing before {@link requireAccess}. */
  gatherInaccessible(): void {
    this.#userMode?.gather();
  }

  /** Called when all names of a part of the query are resolved, before it runs. @throws SoqlError for what user mode refuses */
  requireAccess(): void {
    this.#userMode?.finish();
  }

  alias(): string {
    return `t${this.#aliases++}`;
  }

  /** How many aliases the statement has so far. */
  get aliases(): number {
    return this.#aliases;
  }

  /** Goes on after so many aliases; another statement begins with none. */
  continueAliases(count: number): void {
    this.#aliases = count;
  }

  /** The value bound to an expression; names count without regard to case, as variables do in Apex. */
  bind(bind: Bind): BindValue {
    const value = this.#binds.get(bind.key) ?? this.#binds.get(bind.key.toLowerCase());
    if (value !== undefined) return value;
    for (const [key, candidate] of this.#binds) if (key.toLowerCase() === bind.key.toLowerCase()) return candidate;
    if (this.#binds.has(bind.key)) return null;
    throw new SoqlError('MALFORMED_QUERY', `Variable does not exist: ${bind.key}`, bind.position);
  }

  get dates(): DateSetting {
    const { now, user, store } = this.context;
    this.#dates ??= new Dates(now, user.timeZone, user.language, store);
    return this.#dates;
  }

  derive(object: SObjectDef, rows: string): void {
    this.#derived.set(object, rows);
  }

  /** The table of an object, or what stands for it. */
  table(object: SObjectDef): string {
    const known = this.#derived.get(object);
    if (known !== undefined) return known;
    const { store } = this.context;
    return (object.fields.has('rowcause') ? sharesWithOwners(store, object) : rowsOfOthers(store, object)) ?? store.table(object);
  }

  visibleRows(object: SObjectDef, alias: string): { sql: string; params: (string | number)[] } | undefined {
    return this.enforceSharing ? this.context.access.visibleRows(object, alias) : undefined;
  }
}

/** What date literals depend on; few of them need the fiscal year. */
class Dates implements DateSetting {
  readonly now: number;
  readonly zone: string;
  readonly firstDayOfWeek: number;
  readonly #store: Store;

  constructor(now: number, zone: string, language: string, store: Store) {
    this.now = now;
    this.zone = zone;
    this.firstDayOfWeek = firstDayOfWeek(language);
    this.#store = store;
  }

  get fiscalYearStartMonth(): number {
    const row = this.#store.get('SELECT "FiscalYearStartMonth" AS month FROM "Organization" LIMIT 1');
    return typeof row?.month === 'number' ? row.month : 1;
  }
}

const firstDays = new Map<string, number>();

/** 0 = Sunday. A language without a region is taken for its largest one. */
function firstDayOfWeek(language: string): number {
  const known = firstDays.get(language);
  if (known !== undefined) return known;
  // Node 24 has getWeekInfo(); TypeScript's library does not declare it yet.
  const locale = new Intl.Locale(language.replace('_', '-')).maximize() as Intl.Locale & { getWeekInfo(): { firstDay: number } };
  const day = locale.getWeekInfo().firstDay % 7;
  firstDays.set(language, day);
  return day;
}
