import type { SObjectDef } from '../metadata/index.ts';
import type { RecordAccess } from '../soql/index.ts';
import { isId, objectOfRecord, toId18, type Store } from '../store/index.ts';
import type { Level } from './sharing.ts';

/** What of a user's rights decides about single records. */
export interface RecordRights {
  canRead(object: SObjectDef): boolean;
  canEdit(object: SObjectDef): boolean;
  canDelete(object: SObjectDef): boolean;
  /** Ids among `ids` that sharing opens to this level. */
  rows(object: SObjectDef, ids: readonly string[], level: Level): ReadonlySet<string>;
}

/**
 * What a user may do with records: object permissions and sharing together. Who owns a record, stands above its owner or may
 * modify all may also transfer and share it.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_userrecordaccess.htm
 * @param ids of 15 or 18 characters, of any objects; those that belong to no living record are left out
 */
export function recordAccess(store: Store, rights: RecordRights, ids: readonly string[]): RecordAccess[] {
  const found: RecordAccess[] = [];
  for (const [object, asked] of byObject(store, ids)) {
    const living = livingRows(store, object, [...asked.values()]);
    const open = (level: Level): ReadonlySet<string> => rights.rows(object, [...living], level);
    const [read, edit, given, all] = [open('read'), open('edit'), open('transfer'), open('full')];
    for (const [id, recordId] of asked) {
      if (!living.has(recordId)) continue;
      const mayRead = rights.canRead(object) && read.has(recordId);
      const mayEdit = mayRead && rights.canEdit(object) && edit.has(recordId);
      const owns = all.has(recordId);
      // Users are deactivated, never deleted.
      const mayDelete = mayRead && owns && rights.canDelete(object) && object.apiName !== 'User';
      const transfer = mayEdit && given.has(recordId) && object.fields.has('ownerid');
      found.push({ id, read: mayRead, edit: mayEdit, delete: mayDelete, transfer, all: owns && mayEdit && object.fields.has('ownerid') });
    }
  }
  return found;
}

/** Object → full ids by the ids asked for. */
function byObject(store: Store, ids: readonly string[]): Map<SObjectDef, Map<string, string>> {
  const groups = new Map<SObjectDef, Map<string, string>>();
  for (const id of ids) {
    const object = isId(id) ? objectOfRecord(store, id) : undefined;
    if (!object) continue;
    let group = groups.get(object);
    if (!group) groups.set(object, (group = new Map<string, string>()));
    group.set(id, toId18(id.slice(0, 15)));
  }
  return groups;
}

function livingRows(store: Store, object: SObjectDef, ids: readonly string[]): Set<string> {
  const living = object.fields.has('isdeleted') ? ' AND "IsDeleted" = 0' : '';
  const sql = `SELECT "Id" AS id FROM ${store.table(object)} WHERE "Id" IN (SELECT value FROM json_each(?))${living}`;
  return new Set(store.all(sql, [JSON.stringify(ids)]).map(({ id }) => String(id)));
}
