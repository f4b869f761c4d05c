import { fileURLToPath } from 'node:url';
import { loadSource, type FieldValue, type SObjectDef, type SourceTree } from '../metadata/index.ts';
import type { AccessPolicy, QueryContext } from '../soql/index.ts';
import { openStore, toId18, type Store, type StoredRecord } from '../store/index.ts';
import { save } from './save.ts';
import type { DmlOptions, DmlRecord, DmlResult, SaveContext, TriggerEvent, TriggerRow, TriggerTiming } from './types.ts';

/** Support for this room's tests: an org of invented objects (customers, invoices, lines, payments, remarks) in memory. */
export interface TestOrg {
  readonly store: Store;
  readonly ctx: SaveContext;
  readonly source: SourceTree;
  /** Custom permissions the user has. */
  readonly permissions: Set<string>;
  object(name: string): SObjectDef;
  /** Saves plain objects of one object; `Id` in a record is its id. */
  save(
    operation: DmlOptions['operation'],
    object: string,
    records: Record<string, FieldValue>[],
    options?: Partial<DmlOptions>,
  ): DmlResult[];
  /** Inserts one record that must succeed; gives its id. */
  insert(object: string, values: Record<string, FieldValue>): string;
  read(object: string, id: string): StoredRecord;
  /** A trigger written as a function. */
  trigger(object: string, timing: TriggerTiming, event: TriggerEvent, run: (rows: readonly TriggerRow[]) => void): void;
}

export const NOW = Date.UTC(2026, 2, 1, 12, 0, 0, 750);
export const USER = toId18('005Lo0000000001');

export const ORGANIZATION = toId18('00DLo0000000001');

const OPEN: AccessPolicy = {
  canRead: () => true,
  canCreate: () => true,
  canEdit: () => true,
  canDelete: () => true,
  canReadField: () => true,
  canEditField: () => true,
  visibleRows: () => undefined,
  editableRows: (_, ids) => new Set(ids),
  deletableRows: (_, ids) => new Set(ids),
  transferableRows: (_, ids) => new Set(ids),
};

const FIXTURES = fileURLToPath(new URL('fixtures/main', import.meta.url));

export function openTestOrg(access: Partial<AccessPolicy> = {}, sourceDirs: readonly string[] = [FIXTURES]): TestOrg {
  const source = loadSource(sourceDirs);
  const store = openStore({ file: ':memory:', schema: source.schema });
  const triggers = new Map<string, (rows: readonly TriggerRow[]) => void>();
  const permissions = new Set<string>();
  const policy = { ...OPEN, ...access };
  const ctx: SaveContext = {
    store,
    translations: source.translations,
    query: { user: { id: USER, timeZone: 'Europe/Moscow', language: 'en_US' } } as QueryContext,
    access: policy,
    triggers: {
      has: (object, timing, event) => triggers.has(`${object.apiName} ${timing} ${event}`),
      run: (object, timing, event, rows) => triggers.get(`${object.apiName} ${timing} ${event}`)?.(rows),
    },
    userId: USER,
    language: 'en_US',
    keepsHistory: true,
    now: NOW,
    globalVariable: (path) => {
      if (path.startsWith('$Permission.')) return permissions.has(path.slice('$Permission.'.length));
      return { '$User.Id': USER, '$Organization.Id': ORGANIZATION, '$Profile.Id': null }[path];
    },
  };
  const object = (name: string): SObjectDef => {
    const found = source.schema.object(name);
    if (!found) throw new Error(`No object ${name}`);
    return found;
  };
  const saveRecords: TestOrg['save'] = (operation, name, records, options = {}) => {
    const rows = records.map(({ Id, ...values }): DmlRecord => {
      return { object: object(name), id: (Id as string | undefined) ?? null, values: new Map(Object.entries(values)) };
    });
    const all: DmlOptions = { operation, allOrNone: true, enforcePermissions: true, enforceSharing: true, ...options };
    return store.transaction('write', () => save(rows, all, ctx));
  };
  store.transaction('write', () => {
    store.insert(object('Organization'), [
      new Map<string, FieldValue>([
        ['Id', ORGANIZATION],
        ['Name', 'Test'],
      ]),
    ]);
    const user = object('User');
    store.insert(user, [
      new Map<string, FieldValue>([
        ['Id', USER],
        ['Username', 'admin@example.com'],
        ['LastName', 'Admin'],
        ['IsActive', true],
      ]),
    ]);
  });
  return {
    store,
    ctx,
    source,
    permissions,
    object,
    save: saveRecords,
    insert(name, values) {
      const [result] = saveRecords('insert', name, [values]);
      if (!result?.id) throw new Error(JSON.stringify(result?.errors));
      return result.id;
    },
    read(name, id) {
      const record = store.read(object(name), [id]).get(id);
      if (!record) throw new Error(`No ${name} ${id}`);
      return record;
    },
    trigger(name, timing, event, run) {
      triggers.set(`${name} ${timing} ${event}`, run);
    },
  };
}
