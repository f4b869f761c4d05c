import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { beforeEach, test } from 'node:test';
import { formulaColumn, save, type DmlOptions, type DmlResult, type SaveContext } from '../dml/index.ts';
import { loadSource, type FieldValue } from '../metadata/index.ts';
import { runQuery, type QueryContext } from '../soql/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { accessFor, globalVariable, installSecurity, runningUser } from './index.ts';

/** The save pipeline, queries and security together, as the APIs use them: everything through saves in user mode. */
const source = loadSource([fileURLToPath(new URL('fixtures/main', import.meta.url))]);
const NOW = Date.UTC(2026, 2, 1);

let store: Store;
let adminId: string;

beforeEach(() => {
  store = openStore({ file: ':memory:', schema: source.schema });
  const options = { administrator: { username: 'admin@example.com' }, now: NOW };
  adminId = store.transaction('write', () => installSecurity(store, source, options).administratorId);
});

function contextOf(userId: string): SaveContext {
  const user = runningUser(store, userId);
  const access = accessFor(userId, store, source);
  const query: QueryContext = {
    store,
    user: { id: userId, timeZone: user.timeZone, language: user.language },
    now: NOW,
    enforcePermissions: true,
    enforceSharing: true,
    access,
    picklistLabel: (_object, _field, value) => value,
    formula: (object, field) => formulaColumn(object, field, context),
  };
  const context: SaveContext = {
    store,
    translations: source.translations,
    query,
    access,
    triggers: { has: () => false, run: () => undefined },
    userId,
    language: user.language,
    now: NOW,
    keepsHistory: true,
    globalVariable: (path) => globalVariable(store, source, userId, path),
  };
  return context;
}

function saveAs(
  userId: string,
  operation: DmlOptions['operation'],
  objectName: string,
  records: Record<string, FieldValue>[],
  options: Partial<DmlOptions> = {},
): DmlResult[] {
  const object = source.schema.object(objectName);
  assert.ok(object);
  const rows = records.map(({ Id, ...values }) => ({
    object,
    id: (Id as string | undefined) ?? null,
    values: new Map(Object.entries(values)),
  }));
  const all = { operation, allOrNone: true, enforcePermissions: true, enforceSharing: true, ...options };
  return store.transaction('write', () => save(rows, all, contextOf(userId)));
}

function insertAs(userId: string, object: string, values: Record<string, FieldValue>): string {
  const [result] = saveAs(userId, 'insert', object, [values]);
  assert.ok(result?.id, JSON.stringify(result?.errors));
  return result.id;
}

const queryAs = (userId: string, soql: string): FieldValue[][] =>
  runQuery(soql, contextOf(userId).query).rows.map((row) => [...row.values.values()] as FieldValue[]);

const idOf = (soql: string): string => String(queryAs(adminId, soql)[0]?.[0]);

function newUser(name: string): Record<string, FieldValue> {
  return {
    Username: `${name}@example.com`,
    LastName: name,
    FirstName: 'Test',
    Email: `${name}@example.com`,
    Alias: name,
    TimeZoneSidKey: 'Asia/Kamchatka',
    LocaleSidKey: 'ru_RU',
    LanguageLocaleKey: 'ru',
    EmailEncodingKey: 'UTF-8',
    ProfileId: idOf("SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'"),
  };
}

function seller(name: string): string {
  const id = insertAs(adminId, 'User', newUser(name));
  const permissionSet = idOf("SELECT Id FROM PermissionSet WHERE Name = 'Seller'");
  insertAs(adminId, 'PermissionSetAssignment', { AssigneeId: id, PermissionSetId: permissionSet });
  return id;
}

test('an administrator creates users; they are active and have a full name', () => {
  const id = seller('anna');
  const user = runningUser(store, id);
  assert.deepEqual([user.name, user.timeZone, user.language], ['Test anna', 'Asia/Kamchatka', 'ru']);
  assert.deepEqual(queryAs(adminId, `SELECT IsActive FROM User WHERE Id = '${id}'`), [[true]]);
});

test('a user name exists once, a permission set is assigned once, users are not deleted', () => {
  const id = seller('anna');
  const [twice] = saveAs(adminId, 'insert', 'User', [{ ...newUser('anna'), Username: 'ANNA@example.com', Alias: 'a2' }]);
  assert.equal(twice?.errors[0]?.statusCode, 'DUPLICATE_USERNAME');
  const assignment = { AssigneeId: id, PermissionSetId: idOf("SELECT Id FROM PermissionSet WHERE Name = 'Seller'") };
  assert.equal(saveAs(adminId, 'insert', 'PermissionSetAssignment', [assignment])[0]?.errors[0]?.statusCode, 'DUPLICATE_VALUE');
  assert.equal(saveAs(adminId, 'delete', 'User', [{ Id: id }])[0]?.errors[0]?.message, 'entity type cannot be deleted: User');
});

// https://help.salesforce.com/s/articleView?id=platform.basics_intro_usernames_passwords.htm
test('a user name is kept in lower case, when it changes too', () => {
  const id = insertAs(adminId, 'User', { ...newUser('carol'), Username: 'Carol.One@Example.com' });
  const name = (): FieldValue[][] => queryAs(adminId, `SELECT Username FROM User WHERE Id = '${id}'`);
  assert.deepEqual(name(), [['carol.one@example.com']]);
  saveAs(adminId, 'update', 'User', [{ Id: id, Username: 'Carol.Two@example.com' }]);
  assert.deepEqual(name(), [['carol.two@example.com']]);
  const nothing = { AssigneeId: id, PermissionSetId: '0PS000000000001' };
  assert.equal(saveAs(adminId, 'insert', 'PermissionSetAssignment', [nothing])[0]?.errors[0]?.message, "Permission set doesn't exist");
});

test('a seller works with own deals within granted fields, and sees no others', () => {
  const [anna, boris] = [seller('anna'), seller('boris')];
  const deal = insertAs(anna, 'Deal__c', { Name: 'D', Must__c: 'm', Price__c: 5 });
  assert.deepEqual(queryAs(anna, 'SELECT Name, Price__c FROM Deal__c'), [['D', 5]]);
  assert.deepEqual(queryAs(boris, 'SELECT Name FROM Deal__c'), []);
  const [secret] = saveAs(anna, 'update', 'Deal__c', [{ Id: deal, Secret__c: 's' }]);
  assert.match(secret?.errors[0]?.message ?? '', /^Unable to create\/update fields: Secret__c\. Please check the security settings/);
  const [foreign] = saveAs(boris, 'update', 'Deal__c', [{ Id: deal, Name: 'mine' }]);
  assert.equal(foreign?.errors[0]?.statusCode, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY');
  const [item] = saveAs(boris, 'insert', 'Item__c', [{ Name: 'I', Deal__c: deal }]);
  assert.equal(item?.errors[0]?.statusCode, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY');
  assert.throws(() => queryAs(anna, 'SELECT Secret__c FROM Deal__c'), /Secret__c/);
});

test('a user without any permission set is refused for the object', () => {
  const nobody = insertAs(adminId, 'User', newUser('nobody'));
  const [result] = saveAs(nobody, 'insert', 'Deal__c', [{ Name: 'D', Must__c: 'm' }]);
  assert.equal(result?.errors[0]?.message, 'entity type cannot be inserted: Deal');
  assert.throws(() => queryAs(nobody, 'SELECT Id FROM Deal__c'));
});

test('a record given to a queue is open to its members, and a share row opens one to a colleague', () => {
  const [anna, boris, vera] = [seller('anna'), seller('boris'), seller('vera')];
  const queue = idOf("SELECT Id FROM Group WHERE Type = 'Queue' AND DeveloperName = 'Inbox'");
  const team = idOf("SELECT Id FROM Group WHERE Type = 'Regular' AND DeveloperName = 'Team'");
  const deal = insertAs(anna, 'Deal__c', { Name: 'D', Must__c: 'm', OwnerId: queue });
  assert.deepEqual(queryAs(boris, 'SELECT Id FROM Deal__c'), []);
  insertAs(adminId, 'GroupMember', { GroupId: team, UserOrGroupId: boris });
  assert.deepEqual(queryAs(boris, 'SELECT Id FROM Deal__c'), [[deal]]);
  assert.equal(saveAs(boris, 'update', 'Deal__c', [{ Id: deal, OwnerId: boris }])[0]?.success, true);
  assert.deepEqual(queryAs(vera, 'SELECT Id FROM Deal__c'), []);
  insertAs(boris, 'Deal__Share', { ParentId: deal, UserOrGroupId: vera, AccessLevel: 'Edit' });
  assert.equal(saveAs(vera, 'update', 'Deal__c', [{ Id: deal, Name: 'V' }])[0]?.success, true);
  assert.deepEqual(queryAs(adminId, 'SELECT RowCause FROM Deal__Share'), [['Manual'], ['Owner']]);
});

test('everybody may change the own user record, not those of others', () => {
  const [anna, boris] = [seller('anna'), seller('boris')];
  assert.equal(saveAs(anna, 'update', 'User', [{ Id: anna, MobilePhone: '+70000000000' }])[0]?.success, true);
  assert.equal(
    saveAs(anna, 'update', 'User', [{ Id: boris, MobilePhone: '1' }])[0]?.errors[0]?.statusCode,
    'INSUFFICIENT_ACCESS_OR_READONLY',
  );
});
