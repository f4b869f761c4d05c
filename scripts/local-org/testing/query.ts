import type { FieldValue } from '../metadata/index.ts';
import {
  runQuery,
  systemAccess,
  type BindValue,
  type QueryContext,
  type QueryResult,
  type QueryRow,
  type QueryRows,
} from '../soql/index.ts';
import type { Store } from '../store/index.ts';

/** Monday, 23 November 2026, 09:00 in Moscow. */
export const NOW = Date.UTC(2026, 10, 23, 6);

/** A context in system mode for a user in Moscow; the two formulas of the library work. */
export function queryContext(store: Store, overrides: Partial<QueryContext> = {}): QueryContext {
  return {
    store,
    user: { id: '005000000000001AAA', timeZone: 'Europe/Moscow', language: 'ru' },
    now: NOW,
    enforcePermissions: false,
    enforceSharing: false,
    access: systemAccess,
    picklistLabel: (_object, field, value) => field.picklist?.values.find(({ apiName }) => apiName === value)?.label ?? value,
    formula: (_object, field) =>
      field.apiName === 'Thick__c'
        ? { needs: ['Pages__c'], compute: (value) => Number(value('Pages__c') ?? 0) > 300 }
        : { needs: ['Author__r.LastName'], compute: (value) => value('Author__r.LastName') },
    ...overrides,
  };
}

type Plain = FieldValue | { [name: string]: Plain } | Plain[];

/** Rows as plain objects, child rows as arrays. */
export function plain(rows: readonly QueryRow[]): Record<string, Plain>[] {
  return rows.map(plainRow);
}

function plainRow({ values }: QueryRow): Record<string, Plain> {
  return Object.fromEntries([...values].map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: FieldValue | QueryRow | QueryRows): Plain {
  if (value === null || typeof value !== 'object') return value;
  return 'rows' in value ? value.rows.map(plainRow) : plainRow(value);
}

export function query(
  store: Store,
  soql: string,
  binds: Readonly<Record<string, BindValue>> = {},
  overrides: Partial<QueryContext> = {},
): QueryResult {
  return runQuery(soql, queryContext(store, overrides), new Map(Object.entries(binds)));
}

/** The first selected value of each row. */
export function column(store: Store, soql: string, binds: Readonly<Record<string, BindValue>> = {}): Plain[] {
  return plain(query(store, soql, binds).rows).map((row) => Object.values(row)[0] ?? null);
}
