import { isStored, shareParent, type FieldDef, type SObjectDef } from '../metadata/index.ts';
import { toId18, type Store } from '../store/index.ts';

/** Name of the SQL function that makes the id of an owner's row. */
const ID = 'owner_share_id';

/**
 * Rows of a share object as SQL that stands for its table: the stored ones, and one for the owner of every record. Those are
 * read from the records themselves, for they say nothing that the records do not.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_bulk_sharing_understanding.htm
 * @returns undefined for other objects, and where the owner decides nothing
 */
export function sharesWithOwners(store: Store, share: SObjectDef): string | undefined {
  const lookup = shareParent(share);
  const object = lookup && store.schema.object(lookup.referenceTo[0] ?? '');
  const owner = object?.fields.get('ownerid');
  if (!lookup || !object || !owner || object.sharingModel === 'ControlledByParent') return undefined;
  store.defineFunction(ID, (recordId, prefix) =>
    toId18(`${String(prefix)}${String(recordId).slice(0, 3)}${String(recordId).slice(6, 15)}`),
  );
  const fields = [...share.fields.values()].filter(isStored);
  const names = fields.map((field) => store.column(share, field));
  const values = fields.map((field, i) => `${ownerValue(store, share, object, lookup, field)} AS ${names[i]}`);
  const owned = `SELECT ${values.join(', ')} FROM ${store.table(object)} WHERE ${store.column(object, owner)} IS NOT NULL`;
  return `(SELECT ${names.join(', ')} FROM ${store.table(share)} UNION ALL ${owned})`;
}

/** What a field of the owner's row reads from the record. */
function ownerValue(store: Store, share: SObjectDef, object: SObjectDef, lookup: FieldDef, field: FieldDef): string {
  if (field === lookup) return '"Id"';
  switch (field.apiName) {
    case 'Id':
      return `${ID}("Id", '${share.keyPrefix}')`;
    case 'UserOrGroupId':
      return '"OwnerId"';
    case 'RowCause':
      return `'Owner'`;
  }
  if (field.apiName.endsWith('AccessLevel')) return `'${accessLevel(store, object, field.apiName.replace(/AccessLevel$/, ''))}'`;
  const same = object.fields.get(field.apiName.toLowerCase());
  return same && isStored(same) ? store.column(object, same) : 'NULL';
}

/** The owner has all access to the record itself; that to the records below it is what the organization gives everybody. */
function accessLevel(store: Store, object: SObjectDef, of: string): string {
  const child = of === '' || of === object.apiName ? undefined : store.schema.object(of);
  if (!child) return 'All';
  if (child.sharingModel === 'Private' || child.sharingModel === 'ControlledByParent') return 'None';
  return child.sharingModel === 'Read' ? 'Read' : 'Edit';
}
