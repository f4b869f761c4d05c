import type { Store } from '../store/index.ts';

/** Tables that say what a permission set allows. */
const GRANTS = [
  'PermissionSet',
  'MutingPermissionSet',
  'ObjectPermissions',
  'FieldPermissions',
  'SetupEntityAccess',
  'CustomPermission',
  'ApexClass',
];

/** Tables (and columns) that decide who may do what. */
const WATCHED: Readonly<Record<string, readonly string[]>> = {
  User: ['ProfileId', 'UserRoleId', 'IsActive'],
  UserRole: ['ParentRoleId'],
  PermissionSetAssignment: [],
  PermissionSetGroupComponent: [],
  Group: [],
  GroupMember: [],
  ...Object.fromEntries(GRANTS.map((table) => [table, []])),
};

const TABLE = '"local security mark"';

/** Changes whenever somebody's rights may have changed. */
export interface SecurityMark {
  /** Of everything that decides who may do what. */
  readonly rights: string;
  /** Of what the permission sets allow alone, whoever has them. */
  readonly grants: string;
}

/**
 * Marks every change to users' rights in the database itself, so that every thread sees it and a rolled back change leaves
 * no trace. The mark is random, not a number: a number would come back after a rollback and stand for something else.
 * A mark that comes back by a rollback stands for what it stood for before. Call it inside a write transaction.
 */
export function watchAssignments(store: Store): void {
  store.run('DROP TABLE IF EXISTS "local security version"');
  store.run(`CREATE TABLE IF NOT EXISTS ${TABLE} (rights TEXT NOT NULL, grants TEXT NOT NULL)`);
  store.run(`INSERT INTO ${TABLE} SELECT 'new', 'new' WHERE NOT EXISTS (SELECT 1 FROM ${TABLE})`);
  // Sharing rules have no table of records: what was known before this deployment is out of date.
  store.run(`UPDATE ${TABLE} SET rights = hex(randomblob(8))`);
  for (const [table, columns] of Object.entries(WATCHED)) {
    const object = store.schema.object(table);
    if (!object) continue;
    const marks = ['rights', ...(GRANTS.includes(table) ? ['grants'] : [])].map((name) => `${name} = hex(randomblob(8))`).join(', ');
    const update = columns.length > 0 ? `UPDATE OF ${columns.map((name) => `"${name}"`).join(', ')}` : 'UPDATE';
    for (const [suffix, event] of [
      ['insert', 'INSERT'],
      ['update', update],
      ['delete', 'DELETE'],
    ] as const) {
      const name = `"local security ${table} ${suffix}"`;
      store.run(`DROP TRIGGER IF EXISTS ${name}`);
      store.run(`CREATE TRIGGER ${name} AFTER ${event} ON ${store.table(object)} BEGIN UPDATE ${TABLE} SET ${marks}; END`);
    }
  }
}

const known = new WeakMap<Store, { readonly moment: number; readonly mark: SecurityMark }>();

export function securityMark(store: Store): SecurityMark {
  const { moment } = store;
  const last = known.get(store);
  if (last && last.moment === moment) return last.mark;
  const mark = readMark(store);
  if (moment !== undefined) known.set(store, { moment, mark });
  return mark;
}

function readMark(store: Store): SecurityMark {
  const row = store.get(`SELECT rights, grants FROM ${TABLE}`);
  return { rights: String(row?.rights), grants: String(row?.grants) };
}
