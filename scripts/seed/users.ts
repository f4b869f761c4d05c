import type { Connection } from 'jsforce';

import { SeedError } from './errors.ts';
import type { WorldFile } from './world-schema.ts';

type UserSpec = WorldFile['users'][number];

/**
 * Creates the demo users that are missing, gives them their permission sets, queue and group membership and the demo password.
 * @returns username or queue name → id
 */
export async function seedUsers(connection: Connection, world: WorldFile): Promise<Map<string, string>> {
  const profile = await single(connection, `SELECT Id FROM Profile WHERE Name = '${world.profile}'`, `profile "${world.profile}"`);
  const queue = await single(
    connection,
    `SELECT Id FROM Group WHERE Type = 'Queue' AND DeveloperName = '${world.queue}'`,
    `queue "${world.queue}". Deploy the package first`,
  );
  const sets = await permissionSets(connection, world);
  const ids = new Map<string, string>([[world.queue, queue]]);
  const known = await byName(connection, 'SELECT Id, Username FROM User', 'Username');
  for (const user of world.users) {
    const existing = known.get(user.username);
    const id = existing ?? (await createUser(connection, user, profile));
    ids.set(user.username, id);
    if (existing)
      await connection
        .sobject('User')
        .update({ Id: id, FirstName: user.firstName, LastName: user.lastName, Grammatical_Gender__c: user.gender });
    else await setPassword(connection, id, world.password);
  }
  const wanted = world.users.flatMap((user) =>
    user.permissionSets.map((name) => ({ AssigneeId: ids.get(user.username)!, PermissionSetId: sets.get(name)! })),
  );
  await addMissing(connection, 'PermissionSetAssignment', ['AssigneeId', 'PermissionSetId'], wanted);
  const members = world.users
    .filter((user) => user.queueMember)
    .map((user) => ({ GroupId: queue, UserOrGroupId: ids.get(user.username)! }));
  const groups = await publicGroups(connection, world);
  const inGroups = world.users.flatMap((user) =>
    user.groups.map((name) => ({ GroupId: groups.get(name)!, UserOrGroupId: ids.get(user.username)! })),
  );
  await addMissing(connection, 'GroupMember', ['GroupId', 'UserOrGroupId'], [...members, ...inGroups]);
  return ids;
}

/**
 * Gives the signed-in administrator the package's own permission set, without which the fields stay hidden even from an administrator.
 * Only a user of the world is changed; in a real org `npm run deploy` has assigned it already.
 */
export async function grantAdministrator(connection: Connection, world: WorldFile): Promise<void> {
  const known = await byName(connection, 'SELECT Id, Username FROM User', 'Username');
  const sets = await permissionSets(connection, world);
  const identity = await connection.identity();
  const spec = world.users.find((user) => user.username === identity.username);
  const id = spec && known.get(spec.username);
  if (!id) return;
  const wanted = spec.permissionSets.map((name) => ({ AssigneeId: id, PermissionSetId: sets.get(name)! }));
  await addMissing(connection, 'PermissionSetAssignment', ['AssigneeId', 'PermissionSetId'], wanted);
}

async function permissionSets(connection: Connection, world: WorldFile): Promise<Map<string, string>> {
  const found = await byName(connection, 'SELECT Id, Name FROM PermissionSet', 'Name');
  for (const name of new Set(world.users.flatMap((user) => user.permissionSets))) {
    if (!found.has(name)) throw new SeedError('MISSING_METADATA', `The org has no permission set "${name}". Deploy the package first.`);
  }
  return found;
}

async function publicGroups(connection: Connection, world: WorldFile): Promise<Map<string, string>> {
  const found = await byName(connection, "SELECT Id, DeveloperName FROM Group WHERE Type = 'Regular'", 'DeveloperName');
  for (const name of new Set(world.users.flatMap((user) => user.groups))) {
    if (!found.has(name)) throw new SeedError('MISSING_METADATA', `The org has no public group "${name}". Deploy the package first.`);
  }
  return found;
}

async function createUser(connection: Connection, user: UserSpec, profileId: string): Promise<string> {
  const alias = user.username.split('@')[0]!.slice(0, 8);
  const result = await connection.sobject('User').create({
    Username: user.username,
    FirstName: user.firstName,
    LastName: user.lastName,
    Alias: alias,
    Email: `${alias}@example.com`,
    ProfileId: profileId,
    TimeZoneSidKey: 'Europe/Moscow',
    LocaleSidKey: 'ru_RU',
    LanguageLocaleKey: 'ru',
    EmailEncodingKey: 'UTF-8',
    IsActive: true,
    Grammatical_Gender__c: user.gender,
  });
  return result.id!;
}

async function setPassword(connection: Connection, id: string, password: string): Promise<void> {
  await connection.request({
    method: 'POST',
    url: `/services/data/v${connection.version}/sobjects/User/${id}/password`,
    body: JSON.stringify({ NewPassword: password }),
    headers: { 'content-type': 'application/json' },
  });
}

async function single(connection: Connection, soql: string, what: string): Promise<string> {
  const id = (await connection.query<{ Id: string }>(soql)).records[0]?.Id;
  if (!id) throw new SeedError('MISSING_METADATA', `The org has no ${what}.`);
  return id;
}

async function byName(connection: Connection, soql: string, field: string): Promise<Map<string, string>> {
  const { records } = await connection.query<Record<string, string>>(soql, { autoFetch: true, maxFetch: 100_000 });
  return new Map(records.map((record) => [record[field]!, record['Id']!]));
}

async function addMissing(
  connection: Connection,
  object: string,
  fields: readonly [string, string],
  wanted: Record<string, string>[],
): Promise<void> {
  const [first, second] = fields;
  const { records } = await connection.query<Record<string, string>>(`SELECT ${first}, ${second} FROM ${object}`, {
    autoFetch: true,
    maxFetch: 100_000,
  });
  const present = new Set(records.map((record) => `${record[first]}/${record[second]}`));
  const missing = wanted.filter((record) => !present.has(`${record[first]}/${record[second]}`));
  for (const record of missing) await connection.sobject(object).create(record);
}
