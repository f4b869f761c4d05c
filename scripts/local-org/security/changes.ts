import type { Store } from '../store/index.ts';

/** Tables (and columns) that decide who may do what. */
const WATCHED: Readonly<Record<string, readonly string[]>> = {
  User: ['ProfileId', 'UserRoleId', 'IsActive'],
  UserRole: ['ParentRoleId'],
  PermissionSet: [],
  PermissionSetAssignment: [],
  PermissionSetGroupComponent: [],
  ObjectPermissions: [],
  FieldPermissions: [],
  SetupEntityAccess: [],
  Group: [],
  GroupMember: [],
};

const TABLE = '"local security version"';

/**
 * Marks every change to users' rights in the database itself, so that every thread sees it and a rolled back change leaves
 * no trace. The mark is random, not a number: a number would come back after a rollback and stand for something else.
 * Call it inside a write transaction.
 */
export function watchAssignments(store: Store): void {
  store.run(`CREATE TABLE IF NOT EXISTS ${TABLE} (version TEXT NOT NULL)`);
  store.run(`INSERT INTO ${TABLE} SELECT 'new' WHERE NOT EXISTS (SELECT 1 FROM ${TABLE})`);
  for (const [table, columns] of Object.entries(WATCHED)) {
    const object = store.schema.object(table);
    if (!object) continue;
    const update = columns.length > 0 ? `UPDATE OF ${columns.map((name) => `"${name}"`).join(', ')}` : 'UPDATE';
    for (const [suffix, event] of [
      ['insert', 'INSERT'],
      ['update', update],
      ['delete', 'DELETE'],
    ] as const) {
      store.run(
        `CREATE TRIGGER IF NOT EXISTS "local security ${table} ${suffix}" AFTER ${event} ON ${store.table(object)} BEGIN UPDATE ${TABLE} SET version = hex(randomblob(8)); END`,
      );
    }
  }
}

/** Changes whenever somebody's rights may have changed. */
export function securityVersion(store: Store): string {
  return String(store.get(`SELECT version FROM ${TABLE}`)?.version);
}
