import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexException, runTests } from '../index.ts';
import { GoldenOrg } from './harness.ts';

const controller = `public with sharing class Controller {
  public class Input { @AuraEnabled public String name; @AuraEnabled public List<Integer> numbers { get; set; } @AuraEnabled public Datetime at; }
  public class Output {
    @AuraEnabled public String text;
    @AuraEnabled public Decimal amount;
    @AuraEnabled public Integer sum { get { return sum; } private set; }
    @AuraEnabled public Account record;
    @AuraEnabled public Map<String, Date> days;
    public String hidden = 'no';
  }
  @AuraEnabled(cacheable=true) public static Output echo(Input input, Id recordId, Boolean flag) {
    Output o = new Output();
    o.text = input.name + flag + recordId + input.at?.year();
    o.amount = 1.50;
    o.sum = 0;
    for (Integer i : input.numbers) o.sum += i;
    o.record = new Account(Name = 'n');
    o.days = new Map<String, Date>{ 'd' => Date.newInstance(2026, 1, 2) };
    return o;
  }
  @AuraEnabled public static void refusePlainly() { throw new AuraHandledException('Plain'); }
  @AuraEnabled public static void refuse() { AuraHandledException e = new AuraHandledException('x'); e.setMessage('Not now'); throw e; }
  public static void unreachable() { }
}`;

const org = new GoldenOrg({
  Controller: controller,
  Later: `public class Later implements Queueable {
    public void execute(QueueableContext c) { insert new Account(Name = 'queued'); }
    @future public static void soon(String name) { insert new Account(Name = name); }
  }`,
  LaterTest: `@IsTest private class LaterTest {
    static Integer calls = 0;
    @TestSetup static void setup() { insert new Account(Name = 'setup'); calls++; }
    @IsTest static void runsJobs() {
      Assert.areEqual(0, calls, 'statics are fresh');
      Test.startTest();
      System.enqueueJob(new Later());
      Later.soon('future');
      Assert.areEqual(1, [SELECT COUNT() FROM Account], 'not yet');
      Test.stopTest();
      Assert.areEqual(3, [SELECT COUNT() FROM Account]);
    }
    @IsTest static void seesOnlyTheSetup() { Assert.areEqual(1, [SELECT COUNT() FROM Account]); }
    @IsTest static void fails() {
      Assert.areEqual(1, 2, 'numbers');
    }
    @IsTest static void breaks() { String s; s.length(); }
    @IsTest static void hasLimitsOfItsOwn() {
      for (Integer i = 0; i < 100; i++) { Integer n = [SELECT COUNT() FROM Account]; }
      Test.startTest();
      Assert.areEqual(0, Limits.getQueries());
      Integer n = [SELECT COUNT() FROM Account];
      Test.stopTest();
      Assert.areEqual(100, Limits.getQueries());
    }
  }`,
});
const aura = (method: string, parameters: Record<string, unknown>): unknown =>
  org.store.transaction('write', () => org.runtime.callAura(org.runtime.begin(org.userId), 'Controller', method, parameters));

test('Components send named parameters and receive @AuraEnabled members [apex_classes_annotation_AuraEnabled]', () => {
  assert.deepEqual(org.problems, []);
  assert.deepEqual(
    aura('echo', { input: { name: 'a', numbers: [1, 2], at: '2026-01-02T00:00:00.000Z' }, recordId: '001000000000001', flag: true }),
    {
      text: 'atrue001000000000001AAA2026',
      amount: 1.5,
      sum: 3,
      record: { Name: 'n' },
      days: { d: '2026-01-02' },
    },
  );
  assert.equal(org.runtime.auraMethod('Controller', 'echo')?.cacheable, true);
});

test('Methods that are not @AuraEnabled cannot be called [apex_classes_annotation_AuraEnabled]', () => {
  assert.throws(() => aura('unreachable', {}), { code: 'NO_SUCH_METHOD' });
});

test('AuraHandledException carries its message [apex_class_System_AuraHandledException]', () => {
  assert.throws(
    () => aura('refuse', {}),
    (error) => error instanceof ApexException && error.typeName === 'System.AuraHandledException' && error.apexMessage === 'Not now',
  );
});

test('Without setMessage the component still gets its text, Apex does not [apex_class_System_AuraHandledException]', () => {
  assert.throws(
    () => aura('refusePlainly', {}),
    (error) => error instanceof ApexException && error.apexMessage === 'Plain',
  );
  assert.deepEqual(
    org.store.transaction('write', () =>
      org.run('try { Controller.refusePlainly(); } catch (Exception e) { System.debug(e.getMessage()); }'),
    ),
    ['Script-thrown exception'],
  );
});

test('Tests run isolated, with setup data, jobs at stopTest and their own limits [apex_testing]', () => {
  const report = runTests(org.runtime, { userId: org.userId });
  assert.deepEqual(
    report.tests.map(({ method, outcome, message }) => [method, outcome, message]),
    [
      ['runsJobs', 'Pass', null],
      ['seesOnlyTheSetup', 'Pass', null],
      ['fails', 'Fail', 'System.AssertException: Assertion Failed: numbers: Expected: 1, Actual: 2'],
      ['breaks', 'Fail', 'System.NullPointerException: Attempt to de-reference a null object'],
      ['hasLimitsOfItsOwn', 'Pass', null],
    ],
  );
  assert.equal(report.tests[2]!.stack, 'Class.LaterTest.fails: line 15, column 1');
});

test('Coverage counts lines outside test classes [apex_code_coverage_intro]', () => {
  const covered = new GoldenOrg(
    {
      Code: 'public class Code {\n  public static Integer f(Boolean b) {\n    if (b) {\n      return 1;\n    }\n    return 2;\n  }\n}',
      CodeTest: '@IsTest class CodeTest { @IsTest static void f() { Code.f(true); } }',
    },
    {},
    { coverage: true },
  );
  const { coverage } = runTests(covered.runtime, { userId: covered.userId });
  assert.deepEqual(
    coverage?.files.map(({ name, lines }) => [name, lines]),
    [['Code', { 3: 1, 4: 1, 6: 0 }]],
  );
});
