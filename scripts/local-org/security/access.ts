import {
  ACTIVITY_OBJECTS,
  BUSINESS_OBJECTS,
  compoundOf,
  isFieldSecured,
  isReadOnly,
  type FieldDef,
  type SObjectDef,
  type SourceTree,
} from '../metadata/index.ts';
import type { AccessPolicy } from '../soql/index.ts';
import type { Store } from '../store/index.ts';
import { securityMark } from './changes.ts';
import { loadGrants, permissionSetsOf, type Grants, type SetsOfUser } from './grants.ts';
import { loadPrincipals } from './principals.ts';
import { FOLLOWED, type ObjectGrant } from './profiles.ts';
import { recordAccess, type RecordRights } from './record-access.ts';
import { defaultRecordTypeId } from './record-types.ts';
import { RecordSharing, type Level } from './sharing.ts';

/** What a user may do, with the grants it comes from. */
export interface UserAccess extends AccessPolicy, RecordRights {
  readonly grants: Grants;
}

/** What is known of one store. Entries under an older mark stay: a rollback brings the mark back, and with it what it stood for. */
class AccessCache {
  /** Mark of all rights → user → policy. */
  readonly users = new Recent<Map<string, UserAccess>>(() => new Map());
  /** Mark of what permission sets allow → their ids → what they allow together. Many users have the same sets. */
  readonly sets = new Recent<Map<string, SetAccess>>(() => new Map());
}

/** So many different states of rights are remembered: more than savepoints undo one after the other. */
const REMEMBERED = 8;

/** Values by mark, the latest few. */
class Recent<T> {
  readonly #values = new Map<string, T>();
  readonly #create: () => T;

  constructor(create: () => T) {
    this.#create = create;
  }

  get(mark: string): T {
    let value = this.#values.get(mark);
    if (!value) {
      if (this.#values.size >= REMEMBERED) this.#values.delete(this.#values.keys().next().value ?? '');
      this.#values.set(mark, (value = this.#create()));
    }
    return value;
  }
}

const caches = new WeakMap<Store, AccessCache>();

/**
 * The access policy of a user; cached until somebody's rights change (in any thread). Ask for it at the start of every operation:
 * a policy that is kept does not see later changes.
 * @param permissionSetId its object and field permissions count along with the user's own; sharing stays that of the user
 */
export function accessFor(userId: string, store: Store, source: SourceTree, permissionSetId?: string): UserAccess {
  const mark = securityMark(store);
  let cache = caches.get(store);
  if (!cache) caches.set(store, (cache = new AccessCache()));
  const users = cache.users.get(mark.rights);
  const who = permissionSetId === undefined ? userId : `${userId} ${permissionSetId}`;
  let access = users.get(who);
  if (!access) {
    const own = permissionSetsOf(store, userId);
    const sets = cache.sets.get(mark.grants);
    const setAccess = (owned: SetsOfUser): SetAccess => {
      const key = JSON.stringify(owned);
      let allowed = sets.get(key);
      if (!allowed) sets.set(key, (allowed = createSetAccess(loadGrants(store, owned))));
      return allowed;
    };
    const allowed = setAccess(permissionSetId === undefined ? own : { ...own, ids: [...own.ids, permissionSetId] });
    users.set(who, (access = createAccess(userId, allowed, setAccess(own).grants, store, source)));
  }
  return access;
}

const NOTHING: ObjectGrant = {
  read: false,
  create: false,
  edit: false,
  delete: false,
  viewAll: false,
  modifyAll: false,
  viewAllFields: false,
};
const EVERYTHING: ObjectGrant = {
  read: true,
  create: true,
  edit: true,
  delete: true,
  viewAll: true,
  modifyAll: true,
  viewAllFields: false,
};

/** What permission sets allow, object by object and field by field, worked out when asked for. */
interface SetAccess {
  readonly grants: Grants;
  readonly grantOf: (object: SObjectDef) => ObjectGrant;
  readonly fieldAccess: (object: SObjectDef, field: FieldDef) => FieldAccess;
}

function createSetAccess(grants: Grants): SetAccess {
  const objects = new Map<SObjectDef, ObjectGrant>();
  const grantOf = (object: SObjectDef): ObjectGrant => {
    let grant = objects.get(object);
    if (!grant) objects.set(object, (grant = objectGrant(object, grants)));
    return grant;
  };
  const fields = new Map<FieldDef, FieldAccess>();
  const fieldAccess = (object: SObjectDef, field: FieldDef): FieldAccess => {
    const known = fields.get(field);
    if (known) return known;
    const access = fieldGrant(object, field, grants, grantOf(object));
    fields.set(field, access);
    return access;
  };
  return { grants, grantOf, fieldAccess };
}

/** @param own what opens records: the permissions of the user alone */
function createAccess(
  userId: string,
  { grants, grantOf, fieldAccess }: SetAccess,
  own: Grants,
  store: Store,
  source: SourceTree,
): UserAccess {
  const sharing = new RecordSharing(store, own, loadPrincipals(store, userId), userId);
  const rows = (object: SObjectDef, ids: readonly string[], level: Level): Set<string> => {
    const condition = sharing.condition(object, 'r', level);
    if (!condition) return new Set(ids);
    const sql = `SELECT r."Id" AS id FROM ${store.table(object)} r WHERE r."Id" IN (SELECT value FROM json_each(?)) AND (${condition.sql})`;
    return new Set(store.all(sql, [JSON.stringify(ids), ...condition.params]).map((row) => String(row.id)));
  };
  return {
    grants,
    canRead: (object) => grantOf(object).read,
    canCreate: (object) => grantOf(object).create,
    canEdit: (object) => grantOf(object).edit,
    canDelete: (object) => grantOf(object).delete,
    canReadField: (object, field) => fieldAccess(object, field) !== 'none',
    canEditField: (object, field) => fieldAccess(object, field) === 'edit',
    visibleRows: (object, row) => sharing.condition(object, row, 'read'),
    editableRows: (object, ids) => rows(object, ids, 'edit'),
    deletableRows: (object, ids) => rows(object, ids, 'full'),
    transferableRows: (object, ids) => rows(object, ids, 'transfer'),
    rows,
    recordAccess: (whose, ids) => recordAccess(store, accessFor(whose, store, source), ids),
    defaultRecordType: (object, person = false) => defaultRecordTypeId(object, person, userId, store, source),
  };
}

type FieldAccess = 'none' | 'read' | 'edit';

/** Fields of a closed object are closed, whatever their own security says. */
function fieldGrant(object: SObjectDef, field: FieldDef, grants: Grants, grant: ObjectGrant): FieldAccess {
  if (!grant.read) return 'none';
  const most = grant.edit || grant.create ? 'edit' : 'read';
  if (!isFieldSecured(object, field)) return most;
  const edit = grants.fields.get(`${object.apiName}.${securedAs(object, field)}`.toLowerCase());
  if (edit === undefined) return grant.viewAllFields ? 'read' : 'none';
  return edit ? most : 'read';
}

/**
 * The field whose permission counts: the parts of a geolocation and of a standard address follow the whole.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/compound_fields_address.htm
 */
function securedAs(object: SObjectDef, field: FieldDef): string {
  const whole = compoundOf(object, field);
  return whole && !whole.nameField ? whole.apiName : field.apiName;
}

/** Rights on an object: granted ones; open ones of activities; those of setup objects, which depend on user permissions. */
function objectGrant(object: SObjectDef, { objects, permissions }: Grants): ObjectGrant {
  const name = FOLLOWED[object.apiName] ?? object.historyOf ?? object.apiName;
  const granted = objects.get(name.toLowerCase()) ?? NOTHING;
  const isSetup = object.kind === 'standard' && object.historyOf === undefined && !BUSINESS_OBJECTS.has(name);
  if (ACTIVITY_OBJECTS.has(object.apiName)) return { ...EVERYTHING, viewAll: false, modifyAll: false };
  if (object.kind === 'customMetadata' || object.kind === 'customSetting') {
    // https://help.salesforce.com/s/articleView?id=platform.custommetadatatypes_permissions.htm
    const manage = permissions.has('CustomizeApplication');
    return { ...granted, read: granted.read || manage || permissions.has('ViewSetup'), create: manage, edit: manage, delete: manage };
  }
  if (isSetup) {
    if (object.apiName.endsWith('Share') || object.apiName.endsWith('__Share')) return { ...EVERYTHING, viewAll: false, modifyAll: false };
    const manage = permissions.has('ManageUsers') && !isReadOnly(object);
    // The own user record may be edited by everybody: record access narrows it.
    return { ...NOTHING, read: true, create: manage, edit: manage || object.apiName === 'User', delete: manage };
  }
  if (permissions.has('ModifyAllData')) return EVERYTHING;
  return permissions.has('ViewAllData') ? { ...granted, read: true, viewAll: true } : granted;
}
