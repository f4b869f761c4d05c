import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexException, LimitException } from '../index.ts';
import { GoldenOrg } from './harness.ts';

/**
 * Every governor limit at its boundary: the last allowed step, and the next one, which ends the transaction uncaught.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
 */

const CLASSES = {
  Work: `public class Work implements Queueable, Schedulable, Database.Batchable<SObject>, HttpCalloutMock {
    @future public static void later() {}
    public void execute(QueueableContext c) {}
    public void execute(SchedulableContext c) {}
    public Database.QueryLocator start(Database.BatchableContext c) { return Database.getQueryLocator('SELECT Id FROM Contact'); }
    public void execute(Database.BatchableContext c, List<SObject> scope) {}
    public void finish(Database.BatchableContext c) {}
    public HttpResponse respond(HttpRequest request) { return new HttpResponse(); }
  }`,
  Steps: `@IsTest public class Steps {
    static void call() { HttpRequest r = new HttpRequest(); r.setEndpoint('https://example.com'); r.setMethod('GET'); new Http().send(r); }
    static void mail() { Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage(); m.setToAddresses(new List<String>{ 'a@example.com' }); m.setSubject('s'); m.setPlainTextBody('b'); Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ m }); }
    static void run(String kind, Integer times) {
      Test.setMock(HttpCalloutMock.class, new Work());
      try {
        for (Integer i = 0; i < times; i++) {
          switch on kind {
            when 'future' { Work.later(); }
            when 'queueable' { System.enqueueJob(new Work()); }
            when 'sosl' { List<List<SObject>> r = [FIND 'xx' RETURNING Account]; }
            when 'callout' { call(); }
            when 'mail' { mail(); }
          }
        }
      } catch (Exception e) { Assert.fail('caught ' + e); }
    }
    @IsTest static void future50() { run('future', 50); Assert.areEqual(50, Limits.getFutureCalls()); }
    @IsTest static void future51() { run('future', 51); }
    @IsTest static void queueable50() { run('queueable', 50); Assert.areEqual(50, Limits.getQueueableJobs()); }
    @IsTest static void queueable51() { run('queueable', 51); }
    @IsTest static void sosl20() { run('sosl', 20); Assert.areEqual(20, Limits.getSoslQueries()); }
    @IsTest static void sosl21() { run('sosl', 21); }
    @IsTest static void callout100() { run('callout', 100); Assert.areEqual(100, Limits.getCallouts()); }
    @IsTest static void callout101() { run('callout', 101); }
    @IsTest static void mail10() { run('mail', 10); Assert.areEqual(10, Limits.getEmailInvocations()); }
    @IsTest static void mail11() { run('mail', 11); }
  }`,
  Deep: `public class Deep { public static Integer wanted = 0; public static Integer reached = 0; }`,
};

const TRIGGERS = {
  Deeper: `trigger Deeper on Lead (after insert) {
    Deep.reached++;
    if (Deep.reached < Deep.wanted) insert new Lead(LastName = 'x', Company = 'y');
  }`,
};

const org = new GoldenOrg(CLASSES, TRIGGERS);
const run = (apex: string): string[] => org.store.transaction('write', () => org.run(apex));

test('the classes of these tests compile', () => assert.deepEqual(org.problems, []));

/** The allowed step prints; one more throws this. */
function boundary(what: string, allowed: string, prints: string, beyond: string, message: string): void {
  test(`${what} are allowed`, () => assert.deepEqual(run(allowed), [prints]));
  test(`one more than ${what} end the transaction, uncaught`, () => {
    assert.throws(
      () => run(`try { ${beyond} } catch (Exception e) { System.debug('caught'); } finally { System.debug('finally'); }`),
      (error) => error instanceof LimitException && error.apexMessage === message,
    );
  });
}

const times = (count: number, step: string): string => `for (Integer i = 0; i < ${count}; i++) { ${step} }`;

boundary(
  '100 queries',
  `${times(100, 'List<Account> a = [SELECT Id FROM Account LIMIT 1];')} System.debug(Limits.getQueries() + ' of ' + Limits.getLimitQueries());`,
  '100 of 100',
  times(101, 'List<Account> a = [SELECT Id FROM Account LIMIT 1];'),
  'Too many SOQL queries: 101',
);
boundary(
  '150 DML statements',
  `Account a = new Account(Name = 'a'); ${times(150, 'upsert a;')} System.debug(Limits.getDmlStatements());`,
  '150',
  `Account a = new Account(Name = 'a'); ${times(151, 'upsert a;')}`,
  'Too many DML statements: 151',
);
boundary(
  'savepoints and rollbacks within 150 DML statements',
  `${times(75, 'Savepoint s = Database.setSavepoint(); Database.rollback(s);')} System.debug(Limits.getDmlStatements());`,
  '150',
  `${times(75, 'Savepoint s = Database.setSavepoint(); Database.rollback(s);')} insert new Account(Name = 'a');`,
  'Too many DML statements: 151',
);

const contacts = (count: number): string =>
  `List<Contact> l = new List<Contact>(); ${times(count, "l.add(new Contact(LastName = 'c' + i));")}`;
boundary(
  '10,000 DML rows',
  `${contacts(10_000)} insert l; System.debug(Limits.getDmlRows());`,
  '10000',
  `${contacts(10_001)} insert l;`,
  'Too many DML rows: 10001',
);

test('rows that queries read count, those of children and below aggregates too; COUNT is one row, or one for each group', () => {
  assert.deepEqual(
    run(`Account a = new Account(Name = 'a'); insert a;
      insert new List<Contact>{ new Contact(LastName = 'x', AccountId = a.Id), new Contact(LastName = 'y', AccountId = a.Id), new Contact(LastName = 'z') };
      Integer before = Limits.getQueryRows();
      List<Account> l = [SELECT Id, (SELECT Id FROM Contacts) FROM Account]; System.debug(Limits.getQueryRows() - before); before = Limits.getQueryRows();
      List<AggregateResult> r = [SELECT AccountId, COUNT(Id) FROM Contact GROUP BY AccountId]; System.debug(Limits.getQueryRows() - before); before = Limits.getQueryRows();
      r = [SELECT AccountId, MAX(CreatedDate) FROM Contact GROUP BY AccountId]; System.debug(Limits.getQueryRows() - before); before = Limits.getQueryRows();
      Integer n = [SELECT COUNT() FROM Contact]; System.debug(Limits.getQueryRows() - before);
      System.debug(Limits.getAggregateQueries());`),
    ['3', '2', '3', '1', '1'],
  );
});

test('50,000 query rows are allowed, the next one ends the transaction; a batch job’s locator has no such limit', () => {
  org.store.transaction('write', () => {
    const savepoint = org.store.savepoint();
    const contact = org.store.schema.object('Contact')!;
    const rows = Array.from({ length: 50_001 }, (_, i) => new Map([['Id', org.store.nextId(contact)], ['LastName', `c${i}`]])); // prettier-ignore
    org.store.insert(contact, rows);
    assert.deepEqual(org.run('List<Contact> l = [SELECT Id FROM Contact LIMIT 50000]; System.debug(Limits.getQueryRows());'), ['50000']);
    for (const soql of ['SELECT Id FROM Contact', 'SELECT LastName, MAX(CreatedDate) FROM Contact GROUP BY LastName LIMIT 1']) {
      assert.throws(
        () => org.run(`try { List<SObject> l = Database.query('${soql}'); } catch (Exception e) { System.debug('caught'); }`),
        (error) => error instanceof LimitException && error.apexMessage === 'Too many query rows: 50001',
      );
    }
    assert.throws(
      () => org.run("Database.QueryLocator l = Database.getQueryLocator('SELECT Id FROM Contact LIMIT 10001');"),
      (error) => error instanceof LimitException && error.apexMessage === 'Too many query locator rows: 10001',
    );
    org.store.rollbackTo(savepoint);
  });
});

test('triggers nest 16 deep and no deeper', () => {
  const deep = (wanted: number): string =>
    `Deep.wanted = ${wanted}; insert new Lead(LastName = 'x', Company = 'y'); System.debug(Deep.reached);`;
  assert.deepEqual(run(deep(16)), ['16']);
  assert.throws(
    () => run(deep(17)),
    (error) =>
      error instanceof ApexException &&
      (error.apexMessage ?? '').includes('Lead: maximum trigger depth exceeded\nLead trigger event AfterInsert for [00Q'),
  );
});

test('what a test finds is by its name: the last allowed step passes, one more is a LimitException', async () => {
  const { runTests } = await import('../index.ts');
  const outcomes = Object.fromEntries(runTests(org.runtime, { userId: org.userId }).tests.map(({ method, message }) => [method, message]));
  assert.deepEqual(outcomes, {
    future50: null,
    future51: 'System.LimitException: Too many future calls: 51',
    queueable50: null,
    queueable51: 'System.LimitException: Too many queueable jobs added to the queue: 51',
    sosl20: null,
    sosl21: 'System.LimitException: Too many SOSL queries: 21',
    callout100: null,
    callout101: 'System.LimitException: Too many callouts: 101',
    mail10: null,
    mail11: 'System.LimitException: Too many Email Invocations: 11',
  });
});

test('a heap that grows without end is stopped, garbage is not', () => {
  const grow =
    "List<List<String>> all = new List<List<String>>(); while (true) { List<String> l = new List<String>(); for (Integer i = 0; i < 100; i++) l.add('x'.repeat(2000) + i); all.add(l); }";
  assert.throws(
    () => run(grow),
    (error) => error instanceof LimitException && /^Apex heap size too large: \d+$/.test(error.apexMessage ?? ''),
  );
  const waste =
    "for (Integer j = 0; j < 800; j++) { List<String> l = new List<String>(); for (Integer i = 0; i < 100; i++) l.add('x'.repeat(2000) + i); } System.debug(Limits.getHeapSize() < Limits.getLimitHeapSize());";
  assert.deepEqual(run(waste), ['true']);
});
