import type { Batch, SeedRecord } from './batch.ts';
import { person, personRecord, type Person } from './people.ts';
import { possessions } from './possessions.ts';
import { Random } from './random.ts';
import type { Script } from './script-load.ts';
import { scriptBatches, scriptKey } from './script-records.ts';
import { agencyPoints, stores } from './stores.ts';
import { taskHistory, type TaskHistory } from './tasks.ts';
import type { CallListSpec, WorldFile } from './world-schema.ts';

/** A client with the task that concerns them. */
export interface Inhabitant {
  readonly who: Person;
  readonly list: CallListSpec;
  readonly script: Script;
  readonly history: TaskHistory;
}

/**
 * The whole demo world as batches in the order they must be written.
 * @param anchor the moment (epoch ms) "today" is taken from
 * @param size number of tasks; the lists share them as the file's `tasks` do. The file's own numbers when absent.
 */
export function buildWorld(world: WorldFile, scripts: readonly Script[], anchor: number, size?: number): Batch[] {
  const people = inhabitants(world, scripts, anchor, shares(world, size));
  const histories = people.map(({ history }) => history);
  return [
    ...settings(world, scripts),
    ...clients(world, people, anchor),
    living(
      'Call_List_Task__c',
      histories.map(({ task }) => task),
    ),
    living(
      'Call_Attempt__c',
      histories.flatMap(({ attempts }) => attempts),
    ),
    living(
      'Call_Answer__c',
      histories.flatMap(({ answers }) => answers),
    ),
  ];
}

/** What the demo needs before anybody is called: stores, scripts, call lists. */
export function settings(world: WorldFile, scripts: readonly Script[]): Batch[] {
  return [
    { object: 'Store__c', externalId: 'Key__c', mode: 'upsert', records: stores(world).map((shop) => shop.record) },
    { object: 'Agency_Point__c', externalId: 'Key__c', mode: 'upsert', records: agencyPoints(world) },
    ...scriptBatches(scripts),
    { object: 'Call_List__c', externalId: 'Key__c', mode: 'upsert', records: world.callLists.map((list) => callList(list, scripts)) },
  ];
}

/**
 * The clients of the lists, each with a task.
 * @param counts how many each list gets, and from which index on
 * @param serial number of the first one; phones are made of it
 */
export function inhabitants(
  world: WorldFile,
  scripts: readonly Script[],
  anchor: number,
  counts: readonly { list: CallListSpec; count: number; from?: number }[],
  serial = 0,
): Inhabitant[] {
  let next = serial;
  return counts.flatMap(({ list, count, from = 0 }) => {
    const script = scripts.find((candidate) => candidate.key === list.script);
    if (!script) throw new RangeError(`call list ${list.key}: no script ${list.script}`);
    return Array.from({ length: count }, (_, index) => {
      const who = person(world, list, from + index, next++);
      return { who, list, script, history: taskHistory(world, list, script, who, anchor) };
    });
  });
}

/** Contacts and leads with what they own. */
export function clients(world: WorldFile, people: readonly Inhabitant[], anchor: number): Batch[] {
  const shops = stores(world);
  const records = people.map(({ who, history }) => {
    const near = shops.filter((shop) => shop.city === who.city);
    const shop = Random.of(world.seed, 'shop', who.key).pick(near);
    return { who, record: { ...personRecord(world, who, shop.key), DoNotCall: history.doNotCall, Non_Nicotine__c: history.nonNicotine } };
  });
  const of = (kind: Person['kind']) => records.filter(({ who }) => who.kind === kind).map(({ record }) => record);
  const owned = people.map(({ who }) => possessions(world, who, anchor));
  return [
    living('Contact', of('Contact')),
    living('Lead', of('Lead')),
    living(
      'Device__c',
      owned.flatMap(({ devices }) => devices),
    ),
    living(
      'Voucher__c',
      owned.flatMap(({ vouchers }) => vouchers),
    ),
    living(
      'Case',
      owned.flatMap(({ cases }) => cases),
    ),
  ];
}

/** Records that are made once and then live their own life. */
export function living(object: string, records: readonly SeedRecord[]): Batch {
  return { object, externalId: 'Key__c', mode: 'create', records };
}

function callList(list: CallListSpec, scripts: readonly Script[]): SeedRecord {
  const script = scripts.find((candidate) => candidate.key === list.script);
  return {
    Key__c: list.key,
    Name: list.name,
    Programme__c: list.programme,
    Priority__c: list.priority,
    Audience__c: list.audience,
    ...(script ? { Script__r: { External_Key__c: scriptKey(script) } } : {}),
    Active__c: true,
  };
}

/** How many tasks each list gets: the file's numbers, or `size` shared in the same proportion (largest remainder first). */
function shares(world: WorldFile, size: number | undefined): { list: CallListSpec; count: number }[] {
  if (size === undefined) return world.callLists.map((list) => ({ list, count: list.tasks }));
  const total = world.callLists.reduce((sum, list) => sum + list.tasks, 0);
  const exact = world.callLists.map((list) => ({ list, share: (size * list.tasks) / total }));
  let rest = size - exact.reduce((sum, { share }) => sum + Math.floor(share), 0);
  const byRemainder = [...exact].sort((a, b) => (b.share % 1) - (a.share % 1));
  const extra = new Set(byRemainder.filter(() => rest-- > 0));
  return exact.map((entry) => ({ list: entry.list, count: Math.floor(entry.share) + (extra.has(entry) ? 1 : 0) }));
}
