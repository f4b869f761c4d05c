import assert from 'node:assert/strict';
import { DebugLog, parseLevels } from '../debug-log/index.ts';
import { GoldenOrg } from './harness.ts';

/** Apex whose debug logs the tests look at. */
const CLASSES = {
  Counter: `public class Counter {
  public Integer total { get; private set; }
  public Counter(Integer start) {
    total = start;
  }
  public Integer add(Integer more, String why) {
    total += more;
    return total;
  }
  public static void fall(Integer depth) {
    fall(depth + 1);
  }
  public static void fail() {
    String text;
    text.trim();
  }
}`,
  Calls: `public class Calls {
  public static void run() {
    Counter one = new Counter(1);
    one.add(2, 'a long text with more than twenty characters');
  }
}`,
  CounterTest: `@IsTest private class CounterTest {
  @IsTest static void adds() {
    System.debug('counted ' + new Counter(1).add(1, ''));
  }
}`,
  CalloutTest: `@IsTest private class CalloutTest implements HttpCalloutMock {
  public HttpResponse respond(HttpRequest request) {
    HttpResponse response = new HttpResponse(); response.setStatusCode(204); return response;
  }
  @IsTest static void calls() {
    Test.setMock(HttpCalloutMock.class, new CalloutTest());
    HttpRequest request = new HttpRequest();
    request.setEndpoint('https://example.com/a'); request.setMethod('GET');
    new Http().send(request);
  }
}`,
};
const TRIGGERS = { Watch: 'trigger Watch on Account (before insert) { System.debug(Trigger.new.size()); }' };
const ID = '01p000000000001AAA';

function orgOf(logging: boolean): GoldenOrg {
  const org = new GoldenOrg(CLASSES, TRIGGERS, { logging });
  assert.deepEqual(org.problems, []);
  return org;
}

/** With calls: code that is compiled for logging. */
export const orgs = { plain: orgOf(false), calls: orgOf(true) };

export interface Logged {
  readonly levels: string;
  readonly kind?: keyof typeof orgs;
  /** Levels by class or trigger. */
  readonly overrides?: Record<string, string>;
}

export function logFor(org: GoldenOrg, { levels, overrides = {} }: Logged): DebugLog {
  return new DebugLog({
    levels: parseLevels(levels),
    user: org.runtime.host.user(org.userId),
    startedAt: Date.UTC(2026, 0, 15, 12, 30),
    overrides: new Map(Object.entries(overrides).map(([name, text]) => [name, parseLevels(text)])),
    idOf: (object, name) => (name === 'Counter' && object === 'ApexClass' ? ID : undefined),
  });
}

/** The lines of a log without times, without the source of the block and without the beginning and the end that all logs have. */
export function linesOf(log: DebugLog): string[] {
  const lines = log.finish().trimEnd().split('\n').slice(1);
  return lines.map((line) => line.replace(/^\d\d:\d\d:\d\d\.\d{1,3} \(\d+\)\|/, '')).filter((line) => !COMMON.test(line));
}

const COMMON =
  /^(?:Execute Anonymous: |USER_INFO\||EXECUTION_(?:STARTED|FINISHED)$|CODE_UNIT_(?:STARTED|FINISHED)\|(?:\[EXTERNAL\]\|)?execute_anonymous_apex$)/;

/** The log of an anonymous block that is rolled back. */
export function logOf(apex: string, how: Logged): DebugLog {
  const org = orgs[how.kind ?? 'plain'];
  const log = logFor(org, how);
  org.store.transaction('write', () => {
    try {
      org.run(apex, log);
    } catch {
      // What it throws is in the log.
    }
  });
  return log;
}

export const run = (apex: string, how: Logged): string[] => linesOf(logOf(apex, how));
