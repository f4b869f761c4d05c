import type { SObjectDef } from '../metadata/index.ts';
import type { Store } from '../store/index.ts';
import type { Condition, Level } from './sharing.ts';

/** Objects whose records open their account, and that an account opens to its owner. */
const CHILDREN = ['Contact', 'Opportunity', 'Case'];

const IN_LIST = 'IN (SELECT value FROM json_each(?))';

interface Asked {
  readonly object: SObjectDef;
  /** Alias of the row. */
  readonly row: string;
  readonly level: Level;
  /** Ids of the user, of the users below and of their groups, as a JSON array. */
  readonly owners: string;
  /** What owner, hierarchy, shares and rules open of an object, without what is implicit. */
  readonly direct: (object: SObjectDef, row: string) => Condition | undefined;
}

/**
 * What is shared without anybody having said so: the account of a record that somebody may read, and records of an account for
 * its owner, as far as the owner's role and the shares of the account say.
 * https://developer.salesforce.com/docs/atlas.en-us.draes.meta/draes/draes_object_relationships_implicit_sharing.htm
 */
export function implicitConditions(store: Store, asked: Asked): Condition[] {
  const { object, level } = asked;
  if (object.apiName === 'Account') return level === 'read' ? CHILDREN.flatMap((name) => throughChild(store, asked, name)) : [];
  if (!CHILDREN.includes(object.apiName) || isControlled(object) || (level !== 'read' && level !== 'edit')) return [];
  return throughAccount(store, asked);
}

/** Records that follow their account alone neither open it nor are opened by it. */
function isControlled({ sharingModel }: SObjectDef): boolean {
  return sharingModel === 'ControlledByParent';
}

function throughChild(store: Store, { row, direct }: Asked, name: string): Condition[] {
  const child = store.schema.object(name);
  const open = child && !isControlled(child) ? direct(child, 'c') : undefined;
  if (!child || !open) return [];
  const opened = `SELECT c."AccountId" FROM ${store.table(child)} c WHERE c."IsDeleted" = 0 AND ${open.sql}`;
  return [{ sql: `${row}."Id" IN (${opened})`, params: open.params }];
}

function throughAccount(store: Store, { object, row, level, owners }: Asked): Condition[] {
  const account = store.schema.object('Account');
  if (!account) return [];
  const levels = level === 'read' ? `'Read', 'Edit'` : `'Edit'`;
  const byRole = `SELECT a."Id" FROM ${store.table(account)} a JOIN "User" o ON o."Id" = a."OwnerId" JOIN "UserRole" t ON t."Id" = o."UserRoleId"
    WHERE a."OwnerId" ${IN_LIST} AND t."${object.apiName}AccessForAccountOwner" IN (${levels})`;
  const byShare = `SELECT s."AccountId" FROM "AccountShare" s WHERE s."UserOrGroupId" ${IN_LIST} AND s."IsDeleted" = 0
    AND s."${object.apiName}AccessLevel" IN (${levels})`;
  return [byRole, byShare].map((sql) => ({ sql: `${row}."AccountId" IN (${sql})`, params: [owners] }));
}
