import type { FieldDef, SObjectDef, SourceTree } from '../metadata/index.ts';
import type { AccessPolicy } from '../soql/index.ts';
import type { Store } from '../store/index.ts';
import { securityVersion } from './changes.ts';
import { loadGrants, type Grants } from './grants.ts';
import { loadPrincipals } from './principals.ts';
import { ACTIVITY_OBJECTS, BUSINESS_OBJECTS, isFieldSecured, type ObjectGrant } from './profiles.ts';
import { defaultRecordTypeId } from './record-types.ts';
import { RecordSharing, type Level } from './sharing.ts';

/** What a user may do, with the grants it comes from. */
export interface UserAccess extends AccessPolicy {
  readonly grants: Grants;
}

const caches = new WeakMap<Store, { version: string; users: Map<string, UserAccess> }>();

/**
 * The access policy of a user; cached until somebody's rights change (in any thread). Ask for it at the start of every operation:
 * a policy that is kept does not see later changes.
 */
export function accessFor(userId: string, store: Store, source: SourceTree): UserAccess {
  const version = securityVersion(store);
  let cache = caches.get(store);
  if (!cache || cache.version !== version) caches.set(store, (cache = { version, users: new Map() }));
  let access = cache.users.get(userId);
  if (!access) cache.users.set(userId, (access = createAccess(userId, store, source)));
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

function createAccess(userId: string, store: Store, source: SourceTree): UserAccess {
  const grants = loadGrants(store, userId);
  const sharing = new RecordSharing(store, grants, loadPrincipals(store, userId), userId);
  const objects = new Map<SObjectDef, ObjectGrant>();
  const grantOf = (object: SObjectDef): ObjectGrant => {
    let grant = objects.get(object);
    if (!grant) objects.set(object, (grant = objectGrant(object, grants)));
    return grant;
  };
  const rows = (object: SObjectDef, ids: readonly string[], level: Level): Set<string> => {
    const condition = sharing.condition(object, 'r', level);
    if (!condition) return new Set(ids);
    const sql = `SELECT r."Id" AS id FROM ${store.table(object)} r WHERE r."Id" IN (SELECT value FROM json_each(?)) AND (${condition.sql})`;
    return new Set(store.all(sql, [JSON.stringify(ids), ...condition.params]).map((row) => String(row.id)));
  };
  const fields = new Map<FieldDef, FieldAccess>();
  const fieldAccess = (object: SObjectDef, field: FieldDef): FieldAccess => {
    const known = fields.get(field);
    if (known) return known;
    const access = fieldGrant(object, field, grants, grantOf(object));
    fields.set(field, access);
    return access;
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
    defaultRecordType: (object) => defaultRecordTypeId(object, userId, store, source),
  };
}

type FieldAccess = 'none' | 'read' | 'edit';

function fieldGrant(object: SObjectDef, field: FieldDef, grants: Grants, grant: ObjectGrant): FieldAccess {
  if (!isFieldSecured(object, field)) return 'edit';
  const edit = grants.fields.get(`${object.apiName}.${securedAs(object, field)}`.toLowerCase());
  if (edit === undefined) return grant.viewAllFields ? 'read' : 'none';
  return edit ? 'edit' : 'read';
}

/** Parts of a compound address, after its prefix (`Mailing`, `Billing`, none). */
const ADDRESS_PART = /^(\w*?)(?:Street|City|State|PostalCode|Country|StateCode|CountryCode|Latitude|Longitude|GeocodeAccuracy)$/;

/**
 * The field whose permission counts: the parts of a geolocation and of a standard address follow the whole.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/compound_fields_address.htm
 */
function securedAs(object: SObjectDef, field: FieldDef): string {
  const whole = `${ADDRESS_PART.exec(field.apiName)?.[1] ?? '-'}Address`;
  if (object.fields.get(whole.toLowerCase())?.type === 'Address') return whole;
  return field.apiName.replace(/__(?:Latitude|Longitude)__s$/, '__c');
}

/** Rights on an object: granted ones; open ones of activities; those of setup objects, which depend on user permissions. */
function objectGrant(object: SObjectDef, { objects, permissions }: Grants): ObjectGrant {
  const granted = objects.get(object.apiName.toLowerCase()) ?? NOTHING;
  const isSetup = object.kind === 'standard' && !BUSINESS_OBJECTS.has(object.apiName);
  if (ACTIVITY_OBJECTS.has(object.apiName)) return { ...EVERYTHING, viewAll: false, modifyAll: false };
  if (object.kind === 'customMetadata' || object.kind === 'customSetting') {
    // https://help.salesforce.com/s/articleView?id=platform.custommetadatatypes_permissions.htm
    const manage = permissions.has('CustomizeApplication');
    return { ...granted, read: granted.read || manage || permissions.has('ViewSetup'), create: manage, edit: manage, delete: manage };
  }
  if (isSetup) {
    if (object.apiName.endsWith('Share') || object.apiName.endsWith('__Share')) return { ...EVERYTHING, viewAll: false, modifyAll: false };
    const manage = permissions.has('ManageUsers');
    // The own user record may be edited by everybody: record access narrows it.
    return { ...NOTHING, read: true, create: manage, edit: manage || object.apiName === 'User', delete: manage };
  }
  if (permissions.has('ModifyAllData')) return EVERYTHING;
  return permissions.has('ViewAllData') ? { ...granted, read: true, viewAll: true } : granted;
}
