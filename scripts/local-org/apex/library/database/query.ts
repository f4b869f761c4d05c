import type { QueryRow } from '../../../soql/index.ts';
import type { ApexList } from '../../runtime/collections/index.ts';
import { type ApexMap } from '../../runtime/collections/index.ts';
import { current, type DataMode } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { recordsFromRows, type ApexSObject } from '../../runtime/sobject/index.ts';
import type { CallSite, NativeFn } from '../../types.ts';
import { modeOf, type AccessLevel } from '../platform/access.ts';
import { bindValues, elementType } from './dynamicSoql.ts';
import { Cursor, openCursor, PaginationCursor } from './cursor.ts';
import { QueryLocator } from './locator.ts';

type Binds = ApexMap<string, unknown>;

function locatorMode(site: CallSite, level: AccessLevel | null): DataMode {
  return { ...modeOf(site, level), locator: true };
}

function text(soql: string | null): string {
  if (soql === null) throwApex('System.NullPointerException', 'Argument 1 cannot be null');
  return soql;
}

/**
 * A map's binds are found in any case of the name, so no two names may differ by case only.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dynamic_soql.htm
 */
function reader(binds: Binds): (name: string) => unknown {
  const values = new Map<string, unknown>();
  for (const [name, value] of binds.entries()) {
    const key = String(name).toLowerCase();
    if (values.has(key)) {
      const alike = [...binds.keys()].map(String).filter((other) => other.toLowerCase() === key);
      const listed = alike.sort((a, b) => (a < b ? -1 : 1)).join(', ');
      throwApex('System.QueryException', `The bindMap consists of duplicate case-insensitive keys: [${listed}]`);
    }
    values.set(key, value);
  }
  return (name) => values.get(name.toLowerCase());
}

/** Runs dynamic SOQL and gives the records in a list of the queried object. */
function run(soql: string, read: (name: string) => unknown, mode: DataMode): ApexList<ApexSObject> {
  const rows = current().query(soql, bindValues(soql, read), mode) as QueryRow[];
  const { schema } = current().host.source;
  return recordsFromRows(rows, schema, elementType(soql, rows, schema));
}

function count(soql: string, read: (name: string) => unknown, mode: DataMode): number {
  return current().countQuery(soql, bindValues(soql, read), mode);
}

/** Slot of the transaction with the rows that query locators have counted. */
export const LOCATOR_ROWS_SLOT = 'queryLocatorRows';

function locate(records: ApexList<ApexSObject>, soql: string | null): QueryLocator {
  const { slots } = current();
  slots.set(LOCATOR_ROWS_SLOT, ((slots.get(LOCATOR_ROWS_SLOT) as number | undefined) ?? 0) + records.size());
  return new QueryLocator(records, soql);
}

type Plain = [soql: string | null, site: CallSite];
type Levelled = [soql: string | null, level: AccessLevel, site: CallSite];
type Bound = [soql: string | null, binds: Binds, level: AccessLevel, site: CallSite];

/** `getCursor`, `getPaginationCursor` and their forms with binds. */
function cursorStatics(type: 'Cursor' | 'PaginationCursor', create: () => Cursor): Record<string, NativeFn> {
  return {
    [`get${type}(String soql): Database.${type}`]: (...[soql, site]: Plain) =>
      openCursor(create(), text(soql), site.variable, modeOf(site, null)),
    [`get${type}(String soql, Object level): Database.${type}`]: (...[soql, level, site]: Levelled) =>
      openCursor(create(), text(soql), site.variable, modeOf(site, level)),
    [`get${type}WithBinds(String soql, Map<String, Object> binds, Object level): Database.${type}`]: (
      ...[soql, binds, level, site]: Bound
    ) => openCursor(create(), text(soql), reader(binds), modeOf(site, level)),
  };
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm */
export const QUERY_STATICS: Record<string, NativeFn> = {
  'query(String soql): List<SObject>': (...[soql, site]: Plain) => run(text(soql), site.variable, modeOf(site, null)),
  'query(String soql, System.AccessLevel level): List<SObject>': (...[soql, level, site]: Levelled) =>
    run(text(soql), site.variable, modeOf(site, level)),
  'queryWithBinds(String soql, Map<String, Object> binds, System.AccessLevel level): List<SObject>': (
    ...[soql, binds, level, site]: Bound
  ) => run(text(soql), reader(binds), modeOf(site, level)),
  'countQuery(String soql): Integer': (...[soql, site]: Plain) => count(text(soql), site.variable, modeOf(site, null)),
  'countQuery(String soql, System.AccessLevel level): Integer': (...[soql, level, site]: Levelled) =>
    count(text(soql), site.variable, modeOf(site, level)),
  'countQueryWithBinds(String soql, Map<String, Object> binds, System.AccessLevel level): Integer': (
    ...[soql, binds, level, site]: Bound
  ) => count(text(soql), reader(binds), modeOf(site, level)),
  ...cursorStatics('Cursor', () => new Cursor()),
  ...cursorStatics('PaginationCursor', () => new PaginationCursor()),
  'getQueryLocator(String soql): Database.QueryLocator': (...[soql, site]: Plain) =>
    locate(run(text(soql), site.variable, locatorMode(site, null)), soql),
  'getQueryLocator(String soql, System.AccessLevel level): Database.QueryLocator': (...[soql, level, site]: Levelled) =>
    locate(run(text(soql), site.variable, locatorMode(site, level)), soql),
  'getQueryLocator(List<SObject> records): Database.QueryLocator': (records: ApexList<ApexSObject>) => new QueryLocator(records, null),
  'getQueryLocator(List<SObject> records, System.AccessLevel level): Database.QueryLocator': (records: ApexList<ApexSObject>) =>
    new QueryLocator(records, null),
  'getQueryLocatorWithBinds(String soql, Map<String, Object> binds, System.AccessLevel level): Database.QueryLocator': (
    ...[soql, binds, level, site]: Bound
  ) => locate(run(text(soql), reader(binds), locatorMode(site, level)), soql),
};
