import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { beforeEach, test } from 'node:test';
import { loadSource, type FieldValue, type SObjectDef, type SourceTree } from '../metadata/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { accessFor, globalVariable, hasCustomPermission, installSecurity, runningUser, type UserAccess } from './index.ts';
import { SetupRows } from './rows.ts';

const source: SourceTree = loadSource([fileURLToPath(new URL('fixtures/main', import.meta.url))]);
const OPTIONS = { administrator: { username: 'admin@example.com', lastName: 'Admin', language: 'ru' }, now: 0 };

let store: Store;
let rows: SetupRows;
let adminId: string;

beforeEach(() => {
  store = openStore({ file: ':memory:', schema: source.schema });
  rows = new SetupRows(store, 0);
  adminId = write(() => installSecurity(store, source, OPTIONS).administratorId);
});

const write = <T>(work: () => T): T => store.transaction('write', work);
const object = (name: string): SObjectDef => rows.object(name);
const access = (userId: string): UserAccess => accessFor(userId, store, source);
const one = (name: string, key: Record<string, FieldValue>): string => rows.find(name, key)[0] as string;

function user(name: string, role?: string, profile = 'Minimum Access - Salesforce'): string {
  return write(() =>
    rows.insert('User', {
      Username: `${name}@example.com`,
      LastName: name,
      CommunityNickname: name,
      IsActive: true,
      ProfileId: one('Profile', { Name: profile }),
      UserRoleId: role === undefined ? null : one('UserRole', { DeveloperName: role }),
    }),
  );
}

function assign(userId: string, permissionSet: string): void {
  write(() =>
    rows.insert('PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: one('PermissionSet', { Name: permissionSet }) }),
  );
}

const deal = (ownerId: string): string => write(() => rows.insert('Deal__c', { Name: 'D', OwnerId: ownerId }));

function visible(userId: string, name: string): string[] {
  const condition = access(userId).visibleRows(object(name), 'x');
  const sql = `SELECT x."Id" AS id FROM ${store.table(object(name))} x${condition ? ` WHERE ${condition.sql}` : ''} ORDER BY 1`;
  return store.all(sql, condition?.params ?? []).map((row) => String(row.id));
}

test('installing twice changes nothing, ids stay', () => {
  const before = store.all('SELECT "Id", "Name" FROM "PermissionSet" ORDER BY 1');
  write(() => store.setSetting('security installed', '{}'));
  assert.equal(
    write(() => installSecurity(store, source, OPTIONS).administratorId),
    adminId,
  );
  assert.deepEqual(store.all('SELECT "Id", "Name" FROM "PermissionSet" ORDER BY 1'), before);
  assert.match(String(store.get('SELECT "Id" AS id FROM "Organization"')?.id), /^00D\w{15}$/);
});

test('a permission set that grants what does not exist is reported with its file', () => {
  write(() => store.setSetting('security installed', '{}'));
  const { problems } = write(() => installSecurity(store, source, OPTIONS));
  assert.deepEqual(
    problems.map((p) => [p.file.replace(/.*\//, ''), p.message]),
    [['Broken.permissionset-meta.xml', 'PermissionSet Broken grants access to the field Deal__c.Nothing__c, which does not exist']],
  );
});

test('minimum access has nothing, permission sets add up, also through a group', () => {
  const id = user('a');
  const Deal = object('Deal__c');
  const field = (name: string) => Deal.fields.get(name.toLowerCase()) as NonNullable<ReturnType<typeof Deal.fields.get>>;
  assert.equal(access(id).canRead(Deal), false);
  assert.equal(access(id).canRead(object('Account')), false);
  write(() =>
    rows.insert('PermissionSetAssignment', {
      AssigneeId: id,
      PermissionSetGroupId: one('PermissionSetGroup', { DeveloperName: 'Audited_Seller' }),
    }),
  );
  const granted = access(id);
  assert.equal(granted.canCreate(Deal), true);
  assert.deepEqual([granted.canReadField(Deal, field('Price__c')), granted.canEditField(Deal, field('Price__c'))], [true, true]);
  assert.deepEqual([granted.canReadField(Deal, field('Secret__c')), granted.canEditField(Deal, field('Secret__c'))], [true, false]);
  assert.equal(hasCustomPermission(store, source, id, 'may_discount'), true);
});

// The decision on field security is written down in profiles.ts.
test('field security: required and name fields are always open, an ungranted custom field is closed to administrators too', () => {
  const Deal = object('Deal__c');
  const admin = access(adminId);
  const open = ['Name', 'OwnerId', 'Must__c', 'Secret__c'].filter((name) => admin.canReadField(Deal, Deal.fields.get(name.toLowerCase())!));
  assert.deepEqual(open, ['Name', 'OwnerId', 'Must__c']);
  assert.equal(admin.canDelete(Deal), true, 'Modify All Data opens every object');
  const Contact = object('Contact');
  assert.equal(admin.canEditField(Contact, Contact.fields.get('phone')!), true);
  assert.equal(access(user('standard', undefined, 'Standard User')).canEditField(Contact, Contact.fields.get('phone')!), true);
  assert.equal(access(user('minimum')).canReadField(Contact, Contact.fields.get('phone')!), false);
});

test('private records: owner, role hierarchy above the owner, administrator', () => {
  const [chief, lead, agent, other] = [user('chief', 'Chief'), user('lead', 'Lead'), user('agent', 'Agent'), user('other', 'Agent')];
  for (const id of [chief, lead, agent, other]) assign(id, 'Seller');
  const mine = deal(agent);
  assert.deepEqual(
    [chief, lead, agent, other, adminId].map((id) => visible(id, 'Deal__c').includes(mine)),
    [true, true, true, false, true],
  );
  assert.deepEqual([...access(lead).deletableRows(object('Deal__c'), [mine])], [mine]);
  assert.deepEqual([...access(other).editableRows(object('Deal__c'), [mine])], []);
});

test('members of the owning queue have full access, through a group as well', () => {
  const id = user('member');
  assign(id, 'Seller');
  const queued = write(() => rows.insert('Deal__c', { Name: 'Q', OwnerId: one('Group', { DeveloperName: 'Inbox', Type: 'Queue' }) }));
  assert.deepEqual(visible(id, 'Deal__c'), []);
  write(() => rows.insert('GroupMember', { GroupId: one('Group', { DeveloperName: 'Team' }), UserOrGroupId: id }));
  assert.deepEqual(visible(id, 'Deal__c'), [queued]);
  assert.deepEqual([...access(id).deletableRows(object('Deal__c'), [queued])], [queued]);
});

test('a manager of a member sees the records of a group only when the group gives access to managers', () => {
  const [chief, agent] = [user('chief', 'Chief'), user('agent', 'Agent')];
  const team = one('Group', { DeveloperName: 'Team' });
  const queued = write(() => rows.insert('Deal__c', { Name: 'Q', OwnerId: one('Group', { DeveloperName: 'Inbox', Type: 'Queue' }) }));
  write(() => rows.insert('GroupMember', { GroupId: team, UserOrGroupId: agent }));
  assert.deepEqual([visible(agent, 'Deal__c'), visible(chief, 'Deal__c')], [[queued], []]);
  write(() => store.update(object('Group'), team, new Map([['DoesIncludeBosses', true]])));
  assert.deepEqual(visible(chief, 'Deal__c'), [queued]);
});

test('share rows open a record at their level', () => {
  const [owner, reader] = [user('owner'), user('reader')];
  const shared = deal(owner);
  const share = write(() =>
    rows.insert('Deal__Share', { ParentId: shared, UserOrGroupId: reader, AccessLevel: 'Read', RowCause: 'Manual' }),
  );
  const Deal = object('Deal__c');
  assert.deepEqual(visible(reader, 'Deal__c'), [shared]);
  assert.equal(access(reader).editableRows(Deal, [shared]).size, 0);
  write(() => store.update(object('Deal__Share'), share, new Map([['AccessLevel', 'Edit']])));
  assert.equal(access(reader).editableRows(Deal, [shared]).size, 1);
  assert.equal(access(reader).deletableRows(Deal, [shared]).size, 0);
});

test('details follow the master; public defaults open reading and editing, never deleting', () => {
  const [owner, other] = [user('owner'), user('other')];
  const item = write(() => rows.insert('Item__c', { Name: 'I', Deal__c: rows.insert('Deal__c', { Name: 'D', OwnerId: owner }) }));
  assert.deepEqual([visible(owner, 'Item__c'), visible(other, 'Item__c')], [[item], []]);
  assert.equal(access(owner).deletableRows(object('Item__c'), [item]).size, 1);
  const [notice, board] = write(() => [
    rows.insert('Notice__c', { Name: 'N', OwnerId: owner }),
    rows.insert('Board__c', { Name: 'B', OwnerId: owner }),
  ]);
  assert.deepEqual([visible(other, 'Notice__c'), visible(other, 'Board__c')], [[notice], [board]]);
  assert.equal(access(other).editableRows(object('Notice__c'), [notice]).size, 0);
  assert.equal(access(other).editableRows(object('Board__c'), [board]).size, 1);
  assert.equal(access(other).deletableRows(object('Board__c'), [board]).size, 0);
});

test('view all records of an object opens reading only', () => {
  const [owner, auditor] = [user('owner'), user('auditor')];
  assign(auditor, 'Auditor');
  const id = deal(owner);
  assert.deepEqual(visible(auditor, 'Deal__c'), [id]);
  assert.equal(access(auditor).editableRows(object('Deal__c'), [id]).size, 0);
});

test('a change of rights shows at once and a rolled back one leaves no trace', () => {
  const id = user('a');
  const Deal = object('Deal__c');
  const before = access(id);
  assert.equal(before.canRead(Deal), false);
  assert.throws(() =>
    write(() => {
      rows.insert('PermissionSetAssignment', { AssigneeId: id, PermissionSetId: one('PermissionSet', { Name: 'Seller' }) });
      assert.equal(access(id).canRead(Deal), true);
      throw new Error('undo');
    }),
  );
  assert.equal(access(id).canRead(Deal), false);
  assert.equal(access(id), before, 'remembered');
});

test('what a permission set allows is worked out once for all who have it, until the set changes', () => {
  const [a, b] = [user('a'), user('b')];
  assign(a, 'Seller');
  assign(b, 'Seller');
  const { grants } = access(a);
  assert.equal(access(b).grants, grants);
  const Deal = object('Deal__c');
  assert.equal(access(b).canDelete(Deal), true);
  const set = one('PermissionSet', { Name: 'Seller' });
  write(() => store.run('UPDATE "ObjectPermissions" SET "PermissionsDelete" = 0 WHERE "ParentId" = ?', [set]));
  assert.equal(access(b).canDelete(Deal), false);
});

test('the visibility condition reads by index', () => {
  const id = user('a');
  const condition = access(id).visibleRows(object('Deal__c'), 'x');
  const plan = store.all(`EXPLAIN QUERY PLAN SELECT * FROM "Deal__c" x WHERE ${condition?.sql}`, condition?.params);
  assert.ok(
    plan.every((step) => !/SCAN x/.test(String(step.detail))),
    JSON.stringify(plan),
  );
});

test('setup objects are readable by all and managed by administrators; everybody may edit the own user', () => {
  const [a, b] = [user('a'), user('b')];
  const User = object('User');
  assert.deepEqual(
    [access(a).canRead(User), access(a).canCreate(User), access(a).canEdit(User), access(adminId).canCreate(User)],
    [true, false, true, true],
  );
  assert.deepEqual([...access(a).editableRows(User, [a, b])], [a]);
});

test('the running user and global variables', () => {
  const admin = runningUser(store, adminId);
  assert.deepEqual(
    [admin.username, admin.name, admin.language, admin.timeZone],
    ['admin@example.com', 'Admin', 'ru', 'America/Los_Angeles'],
  );
  assert.equal(globalVariable(store, source, adminId, '$Profile.Name'), 'System Administrator');
  assert.equal(globalVariable(store, source, adminId, '$User.Username'), 'admin@example.com');
  assert.equal(globalVariable(store, source, adminId, '$Permission.May_Discount'), false);
  assert.equal(globalVariable(store, source, adminId, '$Nothing.X'), undefined);
  assert.throws(() => runningUser(store, '005000000000000AAA'), { code: 'UNKNOWN_USER' });
});

test('the parts of a standard address follow the permission on the whole', () => {
  const clerk = user('clerk');
  assign(clerk, 'Seller');
  const contacts = {
    ParentId: one('PermissionSet', { Name: 'Seller' }),
    SobjectType: 'Contact',
    PermissionsRead: true,
    PermissionsEdit: true,
  };
  write(() => rows.insert('FieldPermissions', { ...contacts, Field: 'Contact.MailingAddress' }));
  write(() => rows.insert('ObjectPermissions', contacts));
  const Contact = object('Contact');
  const canEdit = (name: string): boolean => access(clerk).canEditField(Contact, Contact.fields.get(name)!);
  assert.deepEqual(['mailingaddress', 'mailingstreet', 'mailinglatitude', 'otherstreet'].map(canEdit), [true, true, true, false]);
  assert.ok(access(adminId).canEditField(Contact, Contact.fields.get('otherstreet')!));
});

// https://help.salesforce.com/s/articleView?id=platform.standard_profiles.htm
test('campaigns: marketing users manage them, standard users view them, minimum access does not see them', () => {
  const rights = (name: string, profile: string): boolean[] => {
    const its = access(user(name, undefined, profile));
    const Campaign = object('Campaign');
    return [its.canRead(Campaign), its.canCreate(Campaign), its.canEdit(Campaign), its.canDelete(Campaign)];
  };
  assert.deepEqual(rights('m', 'Marketing User'), [true, true, true, true]);
  assert.deepEqual(rights('s', 'Standard User'), [true, false, false, false]);
  assert.deepEqual(rights('n', 'Minimum Access - Salesforce'), [false, false, false, false]);
});

test('standard users and marketing users see the fields of campaigns', () => {
  const field = object('Campaign').fields.get('budgetedcost')!;
  const of = (name: string, profile: string): boolean => access(user(name, undefined, profile)).canReadField(object('Campaign'), field);
  assert.deepEqual([of('m', 'Marketing User'), of('s', 'Standard User'), of('n', 'Minimum Access - Salesforce')], [true, true, false]);
});
