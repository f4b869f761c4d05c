import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadSource } from '../metadata/index.ts';
import { openStore } from '../store/index.ts';
import { accessFor, hasCustomPermission, installSecurity } from './index.ts';
import { SetupRows } from './rows.ts';

const source = loadSource([fileURLToPath(new URL('fixtures/main', import.meta.url))]);
const store = openStore({ file: ':memory:', schema: source.schema });
const rows = new SetupRows(store, 0);
const write = <T>(work: () => T): T => store.transaction('write', work);
write(() => installSecurity(store, source, { administrator: { username: 'admin@example.com' }, now: 0 }));

const one = (name: string, key: Record<string, string>): string => rows.find(name, key)[0]!;
const ProfileId = one('Profile', { Name: 'Minimum Access - Salesforce' });
const AssigneeId = write(() => rows.insert('User', { Username: 'c@example.com', LastName: 'c', IsActive: true, ProfileId }));
const Deal = rows.object('Deal__c');

/** Read, edit and delete deals; read and edit their price; the custom permission. */
function rights(): boolean[] {
  const its = accessFor(AssigneeId, store, source);
  const price = Deal.fields.get('price__c')!;
  const onObject = [its.canRead(Deal), its.canEdit(Deal), its.canDelete(Deal)];
  const onField = [its.canReadField(Deal, price), its.canEditField(Deal, price)];
  return [...onObject, ...onField, hasCustomPermission(store, source, AssigneeId, 'May_Discount')];
}

// https://help.salesforce.com/s/articleView?id=platform.perm_set_groups_muting.htm
test('a group mutes rights of its permission sets, not what the user has from elsewhere', () => {
  const PermissionSetGroupId = one('PermissionSetGroup', { DeveloperName: 'Careful_Seller' });
  write(() => rows.insert('PermissionSetAssignment', { AssigneeId, PermissionSetGroupId }));
  assert.deepEqual(rights(), [true, true, false, true, false, false]);
  write(() => rows.insert('PermissionSetAssignment', { AssigneeId, PermissionSetId: one('PermissionSet', { Name: 'Seller' }) }));
  assert.deepEqual(rights(), [true, true, true, true, true, true]);
});
