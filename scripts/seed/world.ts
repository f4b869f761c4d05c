import type { Batch, SeedRecord } from './batch.ts';
import { person, personRecord } from './people.ts';
import { possessions } from './possessions.ts';
import { Random } from './random.ts';
import type { Script } from './script-load.ts';
import { scriptBatches, scriptKey } from './script-records.ts';
import { agencyPoints, stores } from './stores.ts';
import { taskHistory } from './tasks.ts';
import type { CallListSpec, WorldFile } from './world-schema.ts';

/**
 * The whole demo world as batches in the order they must be written.
 * @param anchor the moment (epoch ms) "today" is taken from
 * @param size number of tasks; the lists share them as the file's `tasks` do. The file's own numbers when absent.
 */
export function buildWorld(world: WorldFile, scripts: readonly Script[], anchor: number, size?: number): Batch[] {
  const shops = stores(world);
  const contacts: SeedRecord[] = [];
  const leads: SeedRecord[] = [];
  const living = { devices: [], vouchers: [], cases: [], tasks: [], attempts: [], answers: [] } as Record<string, SeedRecord[]>;
  let serial = 0;
  for (const { list, count } of shares(world, size)) {
    const script = scripts.find((candidate) => candidate.key === list.script);
    if (!script) throw new RangeError(`call list ${list.key}: no script ${list.script}`);
    for (let index = 0; index < count; index++) {
      const who = person(world, list, index, serial++);
      const history = taskHistory(world, list, script, who, anchor);
      const near = shops.filter((shop) => shop.city === who.city);
      const shop = Random.of(world.seed, 'shop', who.key).pick(near);
      const flags = { DoNotCall: history.doNotCall, Non_Nicotine__c: history.nonNicotine };
      (who.kind === 'Lead' ? leads : contacts).push({ ...personRecord(world, who, shop.key), ...flags });
      const own = possessions(world, who, anchor);
      living['devices']!.push(...own.devices);
      living['vouchers']!.push(...own.vouchers);
      living['cases']!.push(...own.cases);
      living['tasks']!.push(history.task);
      living['attempts']!.push(...history.attempts);
      living['answers']!.push(...history.answers);
    }
  }
  const create = (object: string, records: readonly SeedRecord[] = []): Batch => ({
    object,
    externalId: 'Key__c',
    mode: 'create',
    records,
  });
  return [
    { object: 'Store__c', externalId: 'Key__c', mode: 'upsert', records: shops.map((shop) => shop.record) },
    { object: 'Agency_Point__c', externalId: 'Key__c', mode: 'upsert', records: agencyPoints(world) },
    ...scriptBatches(scripts),
    { object: 'Call_List__c', externalId: 'Key__c', mode: 'upsert', records: world.callLists.map((list) => callList(list, scripts)) },
    create('Contact', contacts),
    create('Lead', leads),
    create('Device__c', living['devices']),
    create('Voucher__c', living['vouchers']),
    create('Case', living['cases']),
    create('Call_List_Task__c', living['tasks']),
    create('Call_Attempt__c', living['attempts']),
    create('Call_Answer__c', living['answers']),
  ];
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
