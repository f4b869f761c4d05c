import type { SeedRecord } from './batch.ts';
import { lastOpen, nextOpen, wholeMinutes } from './calling-hours.ts';
import { isoMoment, localDate, localMoment } from './local-time.ts';
import type { Person } from './people.ts';
import { Random } from './random.ts';
import { walkScript, type ScriptPath } from './script-path.ts';
import type { Script } from './script-load.ts';
import { scriptKey } from './script-records.ts';
import type { CallListSpec, WorldFile } from './world-schema.ts';

/** A task with its attempts and the answers of its calls. Owners are usernames; the writer turns them into ids. */
export interface TaskHistory {
  readonly state: 'fresh' | 'waiting' | 'finished';
  readonly task: SeedRecord;
  readonly attempts: SeedRecord[];
  readonly answers: SeedRecord[];
  /** The client asked never to be called again. */
  readonly doNotCall: boolean;
  readonly nonNicotine: boolean;
}

interface Draft {
  readonly world: WorldFile;
  readonly list: CallListSpec;
  readonly script: Script;
  readonly who: Person;
  readonly anchor: number;
  readonly random: Random;
  readonly experts: readonly string[];
}

/** The words of the platform's own comments on an unanswered attempt. */
const attemptComment = (attempt: number, text: string): string => `${attempt}-я попытка: ${text}`;

/** @param anchor the moment (epoch ms) the world is made for */
export function taskHistory(world: WorldFile, list: CallListSpec, script: Script, who: Person, anchor: number): TaskHistory {
  const random = Random.of(world.seed, 'task', who.key);
  const experts = world.users.filter((user) => user.permissionSets.includes('Call_Guide_Expert')).map((user) => user.username);
  const draft: Draft = { world, list, script, who, anchor, random, experts };
  const share = random.next();
  if (share < 0.6) return fresh(draft);
  if (share < 0.75) return waiting(draft);
  return finished(draft);
}

/** The task as it arrives, before anybody has called. @param at the moment it arrives, epoch ms */
export function arrivingTask(world: WorldFile, list: CallListSpec, script: Script, who: Person, at: number): SeedRecord {
  const planned = { Status__c: 'New', Planned_Date__c: localDate(who.region.zone, at, 0), Attempt_Count__c: 0, owner: world.queue };
  return { ...base({ list, who, script }), ...planned };
}

function base({ list, who, script }: Pick<Draft, 'list' | 'who' | 'script'>): Record<string, unknown> {
  return {
    Key__c: who.key,
    Call_List__r: { Key__c: list.key },
    [who.kind === 'Lead' ? 'Lead__r' : 'Contact__r']: { Key__c: who.key },
    Script__r: { External_Key__c: scriptKey(script) },
    Client_Phone__c: who.phone,
    Time_Zone__c: who.region.zone,
    Zone_Source__c: who.zoneSource,
    Region__c: who.region.region,
    City_Of_Interest__c: who.city,
  };
}

function fresh(draft: Draft): TaskHistory {
  const { world, who, anchor, random } = draft;
  const task = {
    ...base(draft),
    Status__c: 'New',
    Planned_Date__c: localDate(who.region.zone, anchor, -random.int(0, 2)),
    Attempt_Count__c: 0,
    owner: world.queue,
  };
  return { state: 'fresh', task, attempts: [], answers: [], doNotCall: false, nonNicotine: false };
}

/** In work: a callback that is a little late, due later today or tomorrow; a few were forgotten for days. */
function waiting(draft: Draft): TaskHistory {
  const { who, random, experts } = draft;
  const expert = random.pick(experts);
  const callback = callbackMoment(draft);
  // they were called on the days before: before today when the callback is still to come
  const last = Math.min(callback, draft.anchor);
  const asked = random.chance(0.35);
  const attempts = random.int(1, 2);
  const calls = Array.from({ length: attempts }, (_, index) => ({
    at: localMoment(who.region.zone, last, index - attempts, random.int(10, 19), random.int(0, 59)),
    result: asked && index === attempts - 1 ? 'Callback' : 'No Answer',
  }));
  const missed = calls.filter((call) => call.result === 'No Answer').length;
  const task = {
    ...base(draft),
    Status__c: 'In Progress',
    Result__c: 'Callback',
    Callback_At__c: isoMoment(callback),
    Callback_Reason__c: asked ? 'Client Asked' : 'No Answer',
    Callback_Audience__c: 'Mine',
    Comment__c: asked ? 'Попросил перезвонить в удобное время' : attemptComment(missed, 'Перезвон'),
    Attempt_Count__c: missed,
    Planned_Date__c: localDate(who.region.zone, last, -attempts),
    Claimed_At__c: isoMoment(calls[0]!.at),
    owner: expert,
  };
  const records = calls.map((call, index) =>
    attempt(draft, index + 1, call.at, call.result, expert, asked && call.result === 'Callback' ? 40 : 0),
  );
  return { state: 'waiting', task, attempts: records, answers: [], doNotCall: false, nonNicotine: false };
}

function callbackMoment({ who, anchor, random }: Draft): number {
  const { zone } = who.region;
  const share = random.next();
  if (share < 0.11) return localMoment(zone, anchor, -random.int(3, 6), random.int(10, 20), random.pick([0, 15, 30, 45]));
  if (share < 0.28) return lastOpen(zone, wholeMinutes(anchor - random.int(5, 240) * 60_000));
  if (share < 0.8) return nextOpen(zone, wholeMinutes(anchor + random.int(10, 540) * 60_000));
  return localMoment(zone, anchor, 1, random.int(10, 20), random.pick([0, 15, 30, 45]));
}

function finished(draft: Draft): TaskHistory {
  const { who, anchor, random, experts } = draft;
  const expert = random.pick(experts);
  const days = -random.int(1, 27);
  const missed = random.chance(0.28);
  const path = missed ? undefined : closingPath(draft);
  const before = missed ? 3 : random.pick([0, 0, 1, 2]);
  const calls = missed ? 3 : before + 1;
  const moments = Array.from({ length: calls }, (_, index) =>
    localMoment(who.region.zone, anchor, days - (calls - 1 - index), random.int(10, 19), random.int(0, 59)),
  );
  const talk = path ? random.int(60, 720) : 0;
  const end = moments.at(-1)! + talk * 1000;
  const result = path ? path.end.result! : 'No Answer';
  const task = {
    ...base(draft),
    Status__c: 'Completed',
    Result__c: result,
    Outcome__c: path?.end.outcome ?? null,
    Comment__c: missed ? attemptComment(3, 'клиент не взял трубку') : comment(path!),
    Attempt_Count__c: missed ? 3 : before,
    Planned_Date__c: localDate(who.region.zone, anchor, days - before),
    Claimed_At__c: isoMoment(moments[0]!),
    Completed_At__c: isoMoment(end),
    owner: expert,
  };
  const attempts = moments.map((at, index) => {
    const last = index === moments.length - 1;
    return attempt(draft, index + 1, at, last ? result : 'No Answer', expert, last ? talk : 0);
  });
  return {
    state: 'finished',
    task,
    attempts,
    answers: path ? ledger(draft, path, moments.length, moments.at(-1)!) : [],
    doNotCall: path?.end.outcome === 'Do Not Contact',
    nonNicotine: path?.end.outcome === 'Non-Nicotine',
  };
}

/** A way through the script that ends the task and fits the list's audience. */
function closingPath({ script, list, random }: Draft): ScriptPath {
  const wrong = list.audience === 'LAS' ? /^LAU|^Replacement/ : /^LAS/;
  for (;;) {
    const path = walkScript(script, random);
    if (path.end.result !== 'Callback' && !wrong.test(path.end.outcome ?? '')) return path;
  }
}

function comment({ end }: ScriptPath): string {
  return end.result === 'Refused' ? 'Клиент отказался от разговора' : `${end.title.ru}. Итог разговора по сценарию.`;
}

function attempt({ who }: Draft, number: number, at: number, result: string, expert: string, talkSeconds: number): SeedRecord {
  return {
    Key__c: `${who.key}-attempt-${number}`,
    Call_List_Task__r: { Key__c: who.key },
    Number__c: number,
    Started_At__c: isoMoment(at),
    Ended_At__c: isoMoment(at + (talkSeconds + 25) * 1000),
    Result__c: result,
    Talk_Seconds__c: talkSeconds,
    expert,
  };
}

function ledger({ who, script }: Draft, path: ScriptPath, attemptNumber: number, start: number): SeedRecord[] {
  return path.entries.map(({ step, answerKey, kind }, index) => ({
    Key__c: `${who.key}:${index + 1}`,
    Call_List_Task__r: { Key__c: who.key },
    Call_Attempt__r: { Key__c: `${who.key}-attempt-${attemptNumber}` },
    Step__r: { External_Key__c: `${scriptKey(script)}/${step.key}` },
    ...(answerKey ? { Answer__r: { External_Key__c: `${scriptKey(script)}/${step.key}/${answerKey}` } } : {}),
    Step_Key__c: step.key,
    Answer_Key__c: answerKey,
    Kind__c: kind,
    Sequence__c: index + 1,
    Answered_At__c: isoMoment(start + (index + 1) * 15_000),
  }));
}
