import type { Batch } from '../batch.ts';
import { localDate, localMoment, zoneOffset } from '../local-time.ts';
import type { Sitting } from '../play/expert.ts';
import { Random } from '../random.ts';
import type { Script } from '../script-load.ts';
import { arrivingTask } from '../tasks.ts';
import { clients, inhabitants, living, settings, type Inhabitant } from '../world.ts';
import type { HistorySpec, WorldFile } from '../world-schema.ts';

/** Where the experts sit. */
const office = 'Europe/Moscow';
const minute = 60_000;
/** Days after today for which there are plans. */
const plannedAhead = 5;

/** One day of the weeks before today. */
export interface HistoryDay {
  /** When the day's tasks come in, epoch ms. */
  readonly opens: number;
  /** Tasks and plans of the day. */
  readonly batches: readonly Batch[];
  /** By username of the expert. */
  readonly sittings: ReadonlyMap<string, readonly Sitting[]>;
}

/** Records and the moment (epoch ms) they come into the org. */
export interface Moment {
  readonly at: number;
  readonly batches: readonly Batch[];
}

/** The demo world with the weeks before it. */
export interface HistoryWorld {
  /** Everything that is there before the first day. */
  readonly beginning: Moment;
  readonly days: readonly HistoryDay[];
  /** What waits today, and the plans from today on; each written as of the day it arrived. */
  readonly present: readonly Moment[];
}

/**
 * What the plain demo writes down as finished is played here, and more of the kind; what waits today is the same.
 * @param anchor the moment (epoch ms) "today" is taken from
 * @param days how many days before today
 * @param userIds username → id: plans are known by the id of their expert
 */
export function buildHistory(
  world: WorldFile,
  scripts: readonly Script[],
  anchor: number,
  days: number,
  userIds: ReadonlyMap<string, string> = new Map(),
): HistoryWorld {
  const own = world.callLists.map((list) => ({ list, count: list.tasks }));
  const more = world.callLists.map((list) => ({ list, count: Math.round(list.tasks * world.history.extraTasks), from: list.tasks }));
  const today = inhabitants(world, scripts, anchor, own);
  const extra = inhabitants(world, scripts, anchor, more, today.length);
  const arriving = [...today.filter(({ history }) => history.state === 'finished'), ...extra];
  const waiting = today.filter(({ history }) => history.state !== 'finished');
  // nobody has asked for anything yet: what clients say is played
  const everybody = [...today, ...extra].map((each) => ({ ...each, history: { ...each.history, doNotCall: false, nonNicotine: false } }));
  return {
    beginning: {
      at: morning(anchor, -days) - 60 * minute,
      batches: [...settings(world, scripts), ...clients(world, everybody, anchor)],
    },
    days: Array.from({ length: days }, (_, index) => {
      const opens = morning(anchor, index - days);
      const experts = onDuty(world, opens);
      const people = arrivals(world, arriving, anchor, days, index);
      return {
        opens,
        batches: [
          plans(world, [opens], userIds),
          living(
            'Call_List_Task__c',
            people.map(({ list, script, who }) => arrivingTask(world, list, script, who, opens)),
          ),
        ],
        sittings: new Map(experts.map((expert) => [expert.username, sittings(world, expert, opens)])),
      };
    }),
    present: present(world, waiting, anchor, userIds),
  };
}

/** All records, in the order of time. */
export function batchesOf({ beginning, days, present }: HistoryWorld): Batch[] {
  return [...beginning.batches, ...days.flatMap(({ batches }) => batches), ...present.flatMap(({ batches }) => batches)];
}

function morning(anchor: number, days: number): number {
  return localMoment(office, anchor, days, 7, 0);
}

function isWeekend(at: number): boolean {
  return [0, 6].includes(new Date(at + zoneOffset(office, at)).getUTCDay());
}

/** Lists are loaded on working days. */
function arrivals(world: WorldFile, people: readonly Inhabitant[], anchor: number, days: number, index: number): Inhabitant[] {
  const working = Array.from({ length: days }, (_, each) => each).filter((each) => !isWeekend(morning(anchor, each - days)));
  if (working.length === 0) return index === 0 ? [...people] : [];
  return people.filter(({ who }) => Random.of(world.seed, 'arrival', who.key).pick(working) === index);
}

/** Everybody on working days; at the weekend some, in turn. */
function onDuty(world: WorldFile, opens: number): HistorySpec['experts'] {
  const { experts, weekendExperts } = world.history;
  if (!isWeekend(opens)) return experts;
  const first = Math.floor(opens / (1440 * minute)) % experts.length;
  return experts.filter((_, index) => (index - first + experts.length) % experts.length < weekendExperts);
}

function sittings(world: WorldFile, expert: HistorySpec['experts'][number], opens: number): Sitting[] {
  const day = localDate(office, opens, 0);
  const random = Random.of(world.seed, 'sittings', expert.username, day);
  return world.history.sittings.map((time) => {
    const [hour, minutes] = time.split(':').map(Number);
    const whole = Math.floor(expert.calls);
    const at = localMoment(office, opens, 0, hour ?? 0, minutes ?? 0) + random.int(0, 120) * minute;
    return { at, calls: whole + (random.chance(expert.calls - whole) ? 1 : 0) };
  });
}

/** Supervisors plan what the expert usually makes, in round numbers and a little more. */
function plans(world: WorldFile, mornings: readonly number[], userIds: ReadonlyMap<string, string>): Batch {
  const records = mornings.flatMap((opens) =>
    onDuty(world, opens).map(({ username, calls }) => {
      const day = localDate(office, opens, 0);
      const planned = Math.round(calls * world.history.sittings.length) + 1;
      const key = `${userIds.get(username) ?? username}:${day}`;
      return { Key__c: key, expert: username, Day__c: day, Calls__c: planned, Talks__c: Math.ceil(planned * 0.45) };
    }),
  );
  return living('Call_Plan__c', records);
}

/** Tasks come in at the beginning of their day, what was called is there in the evening. */
function present(world: WorldFile, people: readonly Inhabitant[], anchor: number, userIds: ReadonlyMap<string, string>): Moment[] {
  const histories = people.map(({ history }) => history);
  const tasks = Map.groupBy(
    histories.map(({ task }) => task),
    // before the day begins in the east
    (task) => localMoment(office, Date.parse(`${String(task['Planned_Date__c'])}T09:00:00Z`), 0, 0, 30),
  );
  const attempts = Map.groupBy(
    histories.flatMap((history) => history.attempts),
    (attempt) => localMoment(office, Date.parse(String(attempt['Ended_At__c'])), 0, 23, 30),
  );
  const ahead = Array.from({ length: plannedAhead }, (_, days) => morning(anchor, days));
  return [
    ...[...tasks].map(([at, records]) => ({ at, batches: [living('Call_List_Task__c', records)] })),
    ...[...attempts].map(([at, records]) => ({ at, batches: [living('Call_Attempt__c', records)] })),
    { at: morning(anchor, 0), batches: [plans(world, ahead, userIds)] },
  ]
    .map(({ at, batches }) => ({ at: Math.min(at, anchor), batches }))
    .sort((one, other) => one.at - other.at);
}
