import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LogLevelError, parseLevels, type DebugLog } from '../debug-log/index.ts';
import { runTests } from '../index.ts';
import type { GoldenOrg } from './harness.ts';
import { linesOf, logFor, logOf, orgs, run } from './logged.ts';

const LEVELS = 'https://help.salesforce.com/s/articleView?id=platform.code_setting_debug_log_levels.htm';
const DEBUG_LOG = 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_debugging_debug_log.htm';

test(`A log begins with the levels, the user and the block, and ends with its limits [${DEBUG_LOG}]`, () => {
  const text = logOf("System.debug('Hello');", { levels: 'ALL=NONE,APEX_CODE=DEBUG,APEX_PROFILING=INFO' }).finish();
  const [first, second, ...lines] = text.split('\n');
  assert.equal(first, '65.0 APEX_CODE,DEBUG;APEX_PROFILING,INFO');
  assert.equal(second, "Execute Anonymous: System.debug('Hello');");
  const events = lines.map((line) => line.split('|')[1] ?? line);
  const ends = events.slice(6).filter((line) => line !== '' && !line.startsWith('  '));
  assert.deepEqual(events.slice(0, 4), ['USER_INFO', 'EXECUTION_STARTED', 'CODE_UNIT_STARTED', 'USER_DEBUG']);
  assert.deepEqual(ends, ['CUMULATIVE_LIMIT_USAGE_END', 'CODE_UNIT_FINISHED', 'EXECUTION_FINISHED']);
  assert.match(
    lines[0]!,
    /^15:30:00\.\d+ \(\d+\)\|USER_INFO\|\[EXTERNAL\]\|005\w{12}\|admin@example\.com\|\(GMT\+03:00\) .+ \(Europe\/Moscow\)\|GMT\+03:00$/,
  );
  assert.match(text, /\|LIMIT_USAGE_FOR_NS\|\(default\)\|\n {2}Number of SOQL queries: 0 out of 100\n/);
});

test(`System.debug is logged at its own level, by the level of APEX_CODE [${LEVELS}]`, () => {
  const apex = "System.debug(LoggingLevel.ERROR, 'e');\nSystem.debug('d');\nSystem.debug(LoggingLevel.FINEST, 'f');";
  const levels = (apexCode: string): string => `APEX_PROFILING=NONE,APEX_CODE=${apexCode}`;
  assert.deepEqual(run(apex, { levels: levels('ERROR') }), ['USER_DEBUG|[1]|ERROR|e']);
  assert.deepEqual(run(apex, { levels: levels('DEBUG') }), ['USER_DEBUG|[1]|ERROR|e', 'USER_DEBUG|[2]|DEBUG|d']);
  assert.deepEqual(run(apex, { levels: levels('FINE') }), ['USER_DEBUG|[1]|ERROR|e', 'USER_DEBUG|[2]|DEBUG|d']);
  assert.equal(run(apex, { levels: levels('FINEST') }).at(-1), 'USER_DEBUG|[3]|FINEST|f');
  assert.deepEqual(run(apex, { levels: levels('NONE') }), []);
});

test(`The database is logged with its lines, operations and rows [${LEVELS}]`, () => {
  const apex = `insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b') };
Savepoint here = Database.setSavepoint();
String name = 'a';
List<Account> found = [SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Name = :name];
delete found;
Database.rollback(here);`;
  const lines = run(apex, { levels: 'APEX_CODE=ERROR,APEX_PROFILING=NONE,DB=INFO' });
  assert.deepEqual(
    lines.filter((line) => !line.startsWith('SAVEPOINT')),
    [
      'DML_BEGIN|[1]|Op:Insert|Type:Account|Rows:2',
      'CODE_UNIT_STARTED|[EXTERNAL]||Watch on Account trigger event BeforeInsert|__sfdc_trigger/Watch',
      'CODE_UNIT_FINISHED|Watch on Account trigger event BeforeInsert|__sfdc_trigger/Watch',
      'DML_END|[1]',
      'SOQL_EXECUTE_BEGIN|[4]|Aggregations:1|SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Name = :tmpVar1',
      'SOQL_EXECUTE_END|[4]|Rows:1',
      'DML_BEGIN|[5]|Op:Delete|Type:Account|Rows:1',
      'DML_END|[5]',
    ],
  );
  const [set, back] = lines.filter((line) => line.startsWith('SAVEPOINT'));
  assert.match(set!, /^SAVEPOINT_SET\|\[2\]\|.+/);
  assert.equal(back, set!.replace('SET|[2]', 'ROLLBACK|[6]'));
  assert.deepEqual(run('List<Account> all = [SELECT Id FROM Account];', { levels: 'APEX_PROFILING=NONE,DB=ERROR' }), []);
});

test(`Searches and callouts are logged with what they ask and what they get [${LEVELS}]`, () => {
  assert.deepEqual(run("List<List<SObject>> found = [FIND 'Acme'\n  RETURNING Account(Id)];", { levels: 'APEX_PROFILING=NONE' }), [
    "SOSL_EXECUTE_BEGIN|[1]|FIND 'Acme' RETURNING Account(Id)",
    'SOSL_EXECUTE_END|[1]|Rows:0',
  ]);
  const { runtime, userId } = orgs.plain;
  const logs: DebugLog[] = [];
  const debugLog = (): DebugLog => {
    logs.push(logFor(orgs.plain, { levels: 'ALL=NONE,CALLOUT=INFO' }));
    return logs.at(-1)!;
  };
  runTests(runtime, { userId, tests: ['CalloutTest'], debugLog });
  assert.deepEqual(linesOf(logs[0]!), [
    'CALLOUT_REQUEST|[9]|System.HttpRequest[Endpoint=https://example.com/a, Method=GET]',
    'CALLOUT_RESPONSE|[9]|System.HttpResponse[Status=null, StatusCode=204]',
  ]);
});

test(`An exception is logged where it was thrown, once, and with its trace when nothing catches it [${LEVELS}]`, () => {
  const levels = 'APEX_PROFILING=NONE';
  const thrown = 'EXCEPTION_THROWN|[15]|System.NullPointerException: Attempt to de-reference a null object';
  for (const kind of ['plain', 'calls'] as const) {
    assert.deepEqual(run('try {\n  Counter.fail();\n} catch (Exception e) {\n}', { levels, kind }), [thrown]);
    assert.deepEqual(run('Counter.fail();', { levels, kind }), [
      thrown,
      'FATAL_ERROR|System.NullPointerException: Attempt to de-reference a null object',
      '',
      'Class.Counter.fail: line 15, column 1',
      'AnonymousBlock: line 1, column 1',
    ]);
  }
});

test(`At FINE calls are logged with the line, the class and the signature [${LEVELS}]`, () => {
  assert.deepEqual(run('Calls.run();', { levels: 'APEX_CODE=FINE,APEX_PROFILING=NONE', kind: 'calls' }), [
    'METHOD_ENTRY|[1]||Calls.Calls()',
    'METHOD_EXIT|[1]|Calls',
    'METHOD_ENTRY|[1]||Calls.run()',
    'METHOD_ENTRY|[1]|01p000000000001|Counter.Counter()',
    'METHOD_EXIT|[1]|Counter',
    'CONSTRUCTOR_ENTRY|[3]|01p000000000001|<init>(Integer)|Counter',
    'CONSTRUCTOR_EXIT|[3]|01p000000000001|<init>(Integer)|Counter',
    'METHOD_ENTRY|[4]|01p000000000001|Counter.add(Integer, String)',
    'METHOD_EXIT|[4]|01p000000000001|Counter.add(Integer, String)',
    'METHOD_EXIT|[1]||Calls.run()',
  ]);
  assert.deepEqual(run('Calls.run();', { levels: 'APEX_PROFILING=NONE', kind: 'calls' }), []);
});

test(`At FINER statements are logged, at FINEST variables with their values [${LEVELS}]`, () => {
  const apex = "Integer n = 1;\nn = n + 1;\nCounter made = new Counter(n);\nString t = 'a text with more than twenty characters';";
  const own = (lines: string[]): string[] => lines.filter((line) => /^(?:STATEMENT_EXECUTE|VARIABLE_\w+)\|/.test(line));
  const finer = own(run(apex, { levels: 'APEX_CODE=FINER', kind: 'calls' }));
  assert.deepEqual(
    finer,
    ['[1]', '[2]', '[3]', '[4]', '[4]'].map((line) => `STATEMENT_EXECUTE|${line}`),
  );
  const finest = own(run(apex, { levels: 'APEX_CODE=FINEST', kind: 'calls' })).filter((line) => line.startsWith('VARIABLE'));
  assert.deepEqual(
    finest.map((line) => line.replace(/0x[0-9a-f]+$/, '0x…')),
    [
      'VARIABLE_SCOPE_BEGIN|[1]|n|Integer|false|false',
      'VARIABLE_ASSIGNMENT|[1]|n|1',
      'VARIABLE_ASSIGNMENT|[2]|n|2',
      'VARIABLE_SCOPE_BEGIN|[3]|start|Integer|false|false',
      'VARIABLE_ASSIGNMENT|[3]|start|2',
      'VARIABLE_ASSIGNMENT|[4]|this.total|2',
      'VARIABLE_SCOPE_BEGIN|[3]|made|Counter|true|false',
      'VARIABLE_ASSIGNMENT|[3]|made|{"total":2}|0x…',
      'VARIABLE_SCOPE_BEGIN|[4]|t|String|false|false',
      'VARIABLE_ASSIGNMENT|[4]|t|"a text with more tha (19 more) ..."',
    ],
  );
});

test(`Levels of a class hold while its code runs [${DEBUG_LOG}]`, () => {
  const levels = 'APEX_CODE=ERROR,APEX_PROFILING=NONE,SYSTEM=INFO';
  const overrides = { counter: 'ALL=NONE,APEX_CODE=FINE,SYSTEM=INFO' };
  const lines = run('Calls.run();', { levels, kind: 'calls', overrides });
  const push = 'PUSH_TRACE_FLAGS|[4]|01p000000000001|Counter|APEX_CODE,FINE;SYSTEM,INFO';
  const add = 'METHOD_ENTRY|[4]|01p000000000001|Counter.add(Integer, String)';
  assert.deepEqual(lines.slice(-4, -1), [push, add, add.replace('ENTRY', 'EXIT')]);
  assert.match(lines.at(-1)!, /^POP_TRACE_FLAGS\|\[4\]\|01p000000000001\|Counter\|APEX_CODE,ERROR;CALLOUT,INFO;/);
  assert.ok(!lines.some((line) => line.includes('Calls.run')));
});

test(`A log that grows over 20 MB loses older lines, not its beginning [${DEBUG_LOG}]`, () => {
  const apex = "String big = 'x'.repeat(1000000);\nfor (Integer i = 0; i < 25; i++) System.debug(i + big);";
  const text = logOf(apex, { levels: 'APEX_PROFILING=NONE' }).finish();
  assert.ok(text.length <= 20 * 1024 * 1024, String(text.length));
  assert.match(text, /\|EXECUTION_STARTED\n\*\*\* Skipped \d+ bytes of detailed log\n/);
  assert.match(text, /\|DEBUG\|24x+\n/);
  assert.doesNotMatch(text, /\|DEBUG\|0x/);
});

test(`A test method is a code unit [${LEVELS}]`, () => {
  const { runtime, userId } = orgs.plain;
  const logs: DebugLog[] = [];
  const debugLog = (): DebugLog => {
    logs.push(logFor(orgs.plain, { levels: 'APEX_PROFILING=NONE' }));
    return logs.at(-1)!;
  };
  const { summary } = runTests(runtime, { userId, tests: ['CounterTest'], debugLog });
  assert.deepEqual([summary.passed, logs.length], [1, 1]);
  assert.deepEqual(linesOf(logs[0]!), [
    'CODE_UNIT_STARTED|[EXTERNAL]||CounterTest.adds()',
    'USER_DEBUG|[3]|DEBUG|counted 2',
    'CODE_UNIT_FINISHED|CounterTest.adds()',
  ]);
});

test(`A block that falls too deep ends with the limit, and the next log is whole [${DEBUG_LOG}]`, () => {
  const how = { levels: 'APEX_CODE=FINE,APEX_PROFILING=NONE', kind: 'calls' } as const;
  const fallen = run('Counter.fall(0);', how);
  assert.ok(fallen.some((line) => line === 'FATAL_ERROR|System.LimitException: Maximum stack depth reached: 1001'));
  assert.deepEqual(run('Integer n = new Counter(1).total;', how).slice(-2), [
    'CONSTRUCTOR_ENTRY|[1]|01p000000000001|<init>(Integer)|Counter',
    'CONSTRUCTOR_EXIT|[1]|01p000000000001|<init>(Integer)|Counter',
  ]);
});

test(`Code that is not compiled for logging does nothing for it [${LEVELS}]`, () => {
  const codeOf = (org: GoldenOrg): string => org.runtime.compiled.units.map((unit) => unit.code).join('');
  assert.doesNotMatch(codeOf(orgs.plain), /logging/);
  assert.match(codeOf(orgs.calls), /R\.logging\.enter/);
});

test(`Levels and categories that do not exist are refused by name [${LEVELS}]`, () => {
  const refusal = (text: string): unknown => {
    try {
      return parseLevels(text);
    } catch (error) {
      return error instanceof LogLevelError && error.message;
    }
  };
  assert.match(String(refusal('APEX_CODE=LOUD')), /^There is no log level LOUD: /);
  assert.match(String(refusal('APEX=INFO')), /^There is no log category APEX: /);
  assert.equal((refusal('db=fine') as Record<string, string>)['DB'], 'FINE');
});
