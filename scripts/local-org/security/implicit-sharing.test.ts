import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadSource, type FieldValue } from '../metadata/index.ts';
import { openStore } from '../store/index.ts';
import { sourceFolder, xml } from '../testing/source-folder.ts';
import { accessFor, installSecurity } from './index.ts';
import { SetupRows } from './rows.ts';

const PRIVATE = ['Account', 'Contact', 'Opportunity', 'Case'];
const folder = sourceFolder({
  ...Object.fromEntries(
    PRIVATE.map((name) => [`objects/${name}/${name}.object-meta.xml`, xml('CustomObject', '<sharingModel>Private</sharingModel>')]),
  ),
  'roles/Seller.role-meta.xml': xml(
    'Role',
    '<name>Seller</name><parentRole>Chief</parentRole><opportunityAccessLevel>Read</opportunityAccessLevel><caseAccessLevel>Edit</caseAccessLevel><contactAccessLevel>None</contactAccessLevel>',
  ),
});
const source = loadSource([fileURLToPath(new URL('fixtures/main', import.meta.url)), folder.dir]);
folder.remove();
const store = openStore({ file: ':memory:', schema: source.schema });
const rows = new SetupRows(store, 0);
store.transaction('write', () => installSecurity(store, source, { administrator: { username: 'admin@example.com' }, now: 0 }));

const insert = (name: string, values: Record<string, FieldValue>): string => store.transaction('write', () => rows.insert(name, values));

function user(name: string, role: string | null = null): string {
  return insert('User', {
    Username: `${name}@example.com`,
    LastName: name,
    IsActive: true,
    ProfileId: rows.find('Profile', { Name: 'Minimum Access - Salesforce' })[0]!,
    UserRoleId: role === null ? null : rows.find('UserRole', { DeveloperName: role })[0]!,
  });
}

const levels = ['read', 'edit', 'full'] as const;
/** The most that sharing opens to a user. */
const may = (userId: string, object: string, id: string): string =>
  levels.findLast((level) => accessFor(userId, store, source).rows(rows.object(object), [id], level).has(id)) ?? 'none';

const [seller, clerk, chief, stranger] = [user('seller', 'Seller'), user('clerk'), user('chief', 'Chief'), user('stranger')];
const account = insert('Account', { Name: 'a', OwnerId: seller });
const opportunity = insert('Opportunity', { Name: 'o', AccountId: account, OwnerId: clerk, StageName: 'Prospecting' });
const contact = insert('Contact', { LastName: 'c', AccountId: account, OwnerId: clerk });
const request = insert('Case', { Subject: 's', AccountId: account, OwnerId: clerk });

/** https://developer.salesforce.com/docs/atlas.en-us.draes.meta/draes/draes_object_relationships_implicit_sharing.htm */
test('who may read a record of an account may read the account, and no more', () => {
  const other = insert('Account', { Name: 'b', OwnerId: seller });
  assert.deepEqual(
    [may(clerk, 'Account', account), may(clerk, 'Account', other), may(stranger, 'Account', account)],
    ['read', 'none', 'none'],
  );
});

test('the account stays readable until the last of its records is gone', () => {
  const lone = insert('Account', { Name: 'l', OwnerId: seller });
  const child = insert('Case', { Subject: 's', AccountId: lone, OwnerId: stranger });
  assert.equal(may(stranger, 'Account', lone), 'read');
  store.transaction('write', () => store.update(rows.object('Case'), child, new Map([['OwnerId', clerk]])));
  assert.equal(may(stranger, 'Account', lone), 'none');
});

test('the owner of an account may do with its records what the role says, and so may those above', () => {
  const open = (who: string): string[] => [may(who, 'Opportunity', opportunity), may(who, 'Case', request), may(who, 'Contact', contact)];
  assert.deepEqual(open(seller), ['read', 'edit', 'none']);
  assert.deepEqual(open(chief), ['read', 'edit', 'none']);
  assert.deepEqual(open(clerk), ['full', 'full', 'full']);
  assert.deepEqual(open(stranger), ['none', 'none', 'none']);
});

test('shares of an account open its records as far as they say', () => {
  const helper = user('helper');
  insert('AccountShare', {
    AccountId: account,
    UserOrGroupId: helper,
    AccountAccessLevel: 'Read',
    OpportunityAccessLevel: 'Edit',
    CaseAccessLevel: 'Read',
    ContactAccessLevel: 'None',
    RowCause: 'Manual',
  });
  assert.deepEqual(
    [
      may(helper, 'Account', account),
      may(helper, 'Opportunity', opportunity),
      may(helper, 'Case', request),
      may(helper, 'Contact', contact),
    ],
    ['read', 'edit', 'read', 'none'],
  );
});

/** https://help.salesforce.com/s/articleView?id=platform.user_groups.htm */
test('members of a group that is in another group belong to both', () => {
  const [inner, outer] = ['Inner', 'Outer'].map((name) => insert('Group', { Name: name, DeveloperName: name, Type: 'Regular' }));
  const member = user('member');
  insert('GroupMember', { GroupId: inner!, UserOrGroupId: member });
  insert('GroupMember', { GroupId: outer!, UserOrGroupId: inner! });
  insert('AccountShare', { AccountId: account, UserOrGroupId: outer!, AccountAccessLevel: 'Edit', RowCause: 'Manual' });
  assert.equal(may(member, 'Account', account), 'edit');
});
