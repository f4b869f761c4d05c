import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadSource } from '../metadata/index.ts';
import { openStore } from '../store/index.ts';
import { sourceFolder, xml } from '../testing/source-folder.ts';
import { accessFor, installSecurity } from './index.ts';
import { SetupRows } from './rows.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_sharingrules.htm */
const RULES = `
  <sharingOwnerRules><fullName>Agents_to_Team</fullName><accessLevel>Edit</accessLevel><label>a</label>
    <sharedTo><group>Team</group></sharedTo><sharedFrom><role>Agent</role></sharedFrom></sharingOwnerRules>
  <sharingOwnerRules><fullName>Leads_to_all</fullName><accessLevel>Read</accessLevel><label>b</label>
    <sharedTo><allInternalUsers></allInternalUsers></sharedTo><sharedFrom><role>Lead</role></sharedFrom></sharingOwnerRules>
  <sharingOwnerRules><fullName>Broken</fullName><accessLevel>Read</accessLevel><label>c</label>
    <sharedTo><group>Nobody</group></sharedTo><sharedFrom><role>Lead</role></sharedFrom></sharingOwnerRules>
  <sharingCriteriaRules><fullName>Big</fullName><accessLevel>Edit</accessLevel><label>d</label><sharedTo><role>Agent</role></sharedTo>
    <booleanFilter>1 AND (2 OR NOT 3)</booleanFilter>
    <criteriaItems><field>Price__c</field><operation>greaterOrEqual</operation><value>100</value></criteriaItems>
    <criteriaItems><field>Secret__c</field><operation>equals</operation><value>open, ajar</value></criteriaItems>
    <criteriaItems><field>Name</field><operation>contains</operation><value>Closed</value></criteriaItems></sharingCriteriaRules>
  <sharingCriteriaRules><fullName>Blank</fullName><accessLevel>Read</accessLevel><label>e</label><sharedTo><roleAndSubordinates>Lead</roleAndSubordinates></sharedTo>
    <criteriaItems><field>Must__c</field><operation>equals</operation><value></value></criteriaItems></sharingCriteriaRules>
  <sharingCriteriaRules><fullName>Owned</fullName><accessLevel>Read</accessLevel><label>f</label><sharedTo><role>Lead</role></sharedTo>
    <criteriaItems><field>OwnerId</field><operation>equals</operation><value>x</value></criteriaItems></sharingCriteriaRules>
  <sharingCriteriaRules><fullName>Odd</fullName><accessLevel>Read</accessLevel><label>g</label><sharedTo><role>Lead</role></sharedTo>
    <booleanFilter>1 AND (</booleanFilter>
    <criteriaItems><field>Name</field><operation>equals</operation><value>x</value></criteriaItems></sharingCriteriaRules>
  <sharingGuestRules><fullName>Guests</fullName><accessLevel>Read</accessLevel><label>h</label></sharingGuestRules>
  <sharingOwnerRules><fullName>WithCases</fullName><accessLevel>Read</accessLevel><label>i</label>
    <accountSettings><caseAccessLevel>Edit</caseAccessLevel><contactAccessLevel>None</contactAccessLevel><opportunityAccessLevel>Read</opportunityAccessLevel></accountSettings>
    <sharedTo><group>Team</group></sharedTo><sharedFrom><group>Team</group></sharedFrom></sharingOwnerRules>`;

const folder = sourceFolder({ 'sharingRules/Deal__c.sharingRules-meta.xml': xml('SharingRules', RULES) });
const source = loadSource([fileURLToPath(new URL('fixtures/main', import.meta.url)), folder.dir]);
folder.remove();
const store = openStore({ file: ':memory:', schema: source.schema });
const rows = new SetupRows(store, 0);
const installed = store.transaction('write', () =>
  installSecurity(store, source, { administrator: { username: 'admin@example.com' }, now: 0 }),
);

function user(name: string, role: string | null): string {
  return store.transaction('write', () => {
    const id = rows.insert('User', {
      Username: `${name}@example.com`,
      LastName: name,
      IsActive: true,
      ProfileId: rows.find('Profile', { Name: 'Minimum Access - Salesforce' })[0]!,
      UserRoleId: role === null ? null : rows.find('UserRole', { DeveloperName: role })[0]!,
    });
    rows.insert('PermissionSetAssignment', { AssigneeId: id, PermissionSetId: rows.find('PermissionSet', { Name: 'Seller' })[0]! });
    return id;
  });
}

const deal = (OwnerId: string): string => store.transaction('write', () => rows.insert('Deal__c', { Name: 'D', OwnerId }));
const Deal = rows.object('Deal__c');
const may = (userId: string, id: string): string => {
  const access = accessFor(userId, store, source);
  const condition = access.visibleRows(Deal, 'x');
  const sees = store.all(`SELECT x."Id" FROM ${store.table(Deal)} x WHERE x."Id" = ? AND ${condition?.sql ?? '1'}`, [
    id,
    ...(condition?.params ?? []),
  ]);
  return sees.length === 0
    ? 'none'
    : access.deletableRows(Deal, [id]).size > 0
      ? 'full'
      : access.editableRows(Deal, [id]).size > 0
        ? 'edit'
        : 'read';
};

test('a rule opens the records of some owners to a group, with its level and no more', () => {
  const [agent, lead, outsider, member] = [user('agent', 'Agent'), user('lead', 'Lead'), user('outsider', null), user('member', null)];
  const [byAgent, byLead, byOutsider] = [deal(agent), deal(lead), deal(outsider)];
  assert.deepEqual([may(outsider, byAgent), may(outsider, byLead), may(member, byOutsider)], ['none', 'read', 'none']);
  store.transaction('write', () =>
    rows.insert('GroupMember', { GroupId: rows.find('Group', { DeveloperName: 'Team' })[0]!, UserOrGroupId: member }),
  );
  assert.deepEqual([may(member, byAgent), may(member, byLead), may(agent, byAgent)], ['edit', 'read', 'full']);
});

/** https://help.salesforce.com/s/articleView?id=platform.security_sharing_cbs_about.htm */
test('a rule opens the records that meet its criteria, whoever owns them, for as long as they do', () => {
  const [owner, agent, lead] = [user('owner of criteria', null), user('agent of criteria', 'Agent'), user('lead of criteria', 'Lead')];
  const made = (values: Record<string, string | number | null>): string =>
    store.transaction('write', () => rows.insert('Deal__c', { Name: 'Closed', Must__c: 'm', OwnerId: owner, ...values }));
  const opened = made({ Price__c: 100, Secret__c: 'ajar' });
  assert.deepEqual([may(agent, opened), may(lead, opened), may(owner, opened)], ['edit', 'edit', 'full']);
  const cases = [made({ Price__c: 99.9, Secret__c: 'open' }), made({ Price__c: 100, Secret__c: 'Open' }), made({ Secret__c: 'open' })];
  assert.deepEqual(
    cases.map((id) => may(agent, id)),
    ['none', 'none', 'none'],
  );
  assert.equal(may(agent, made({ Price__c: 100, Name: 'New' })), 'edit');
  assert.equal(may(agent, made({ Must__c: null })), 'read');
  store.transaction('write', () => store.update(Deal, opened, new Map([['Price__c', 1]])));
  assert.equal(may(agent, opened), 'none');
});

test('rules that cannot be brought into force are problems with their file', () => {
  const problems = installed.problems.filter(({ file }) => file.endsWith('Deal__c.sharingRules-meta.xml')).map(({ message }) => message);
  assert.deepEqual(problems, [
    'Not supported by the local org: guest user sharing rule Guests',
    'Sharing rule WithCases: not supported by the local org: accountSettings (caseAccessLevel Edit, opportunityAccessLevel Read)',
    'Sharing rule Broken: a group or role of it does not exist or is not supported',
    'Sharing rule Owned: not supported by the local org: field Deal__c.OwnerId',
    'Sharing rule Odd: not supported by the local org: filter logic 1 AND (',
  ]);
});

test('values of status picklists are records that say what they mean', () => {
  const labels = (sql: string): unknown[] => store.all(sql).map((row) => row.label);
  assert.deepEqual(labels('SELECT "MasterLabel" AS label FROM "LeadStatus" WHERE "IsConverted" = 1'), ['Closed - Converted']);
  assert.deepEqual(labels('SELECT "MasterLabel" AS label FROM "OpportunityStage" WHERE "IsClosed" = 1 ORDER BY "SortOrder"'), [
    'Closed Won',
    'Closed Lost',
  ]);
});

test('static resources are records with their content', () => {
  const [row] = store.all('SELECT "Name", "ContentType", "Body", "BodyLength" FROM "StaticResource"');
  const content = '{ "rates": [1, 2] }\n';
  assert.deepEqual({ ...row }, { Name: 'Rates', ContentType: 'application/json', Body: btoa(content), BodyLength: content.length });
});
