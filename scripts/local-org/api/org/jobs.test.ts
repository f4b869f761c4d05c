import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sourceFolder } from '../../testing/source-folder.ts';
import { openOrg } from './open.ts';
import type { OpenedOrg } from './types.ts';

/**
 * Asynchronous Apex outside tests.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_async_overview.htm
 */

const meta = '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><status>Active</status></ApexClass>';
const CLASSES: Readonly<Record<string, string>> = {
  Chain: `public class Chain implements Queueable {
    public class Node { public Node next; public Decimal amount; public transient String gone; }
    private Integer left; private Node ring; private Map<Id, Account> accounts = new Map<Id, Account>(); private Set<Date> days;
    public Chain(Integer left) {
      this.left = left; ring = new Node(); ring.next = ring; ring.amount = 1.50; ring.gone = 'x'; days = new Set<Date>{ Date.newInstance(2026, 1, 2) };
      Account a = new Account(Name = 'seed'); insert a; accounts.put(a.Id, a);
    }
    public void change() { left = 100; }
    public void execute(QueueableContext context) {
      Boolean same = ring.next === ring && ring.gone == null && days.contains(Date.newInstance(2026, 1, 2)) && accounts.values()[0].Name == 'seed';
      insert new Account(Name = 'chain ' + left + ' ' + same + ' ' + ring.amount + ' ' + (context.getJobId() != null));
      if (--left > 0) System.enqueueJob(this);
    }
  }`,
  Failing: `public class Failing implements Queueable, Finalizer {
    private String note = 'none';
    public void execute(QueueableContext context) {
      System.attachFinalizer(this); note = 'noted'; insert new Account(Name = 'undone'); throw new IllegalArgumentException('on purpose');
    }
    public void execute(FinalizerContext context) {
      insert new Account(Name = note + ' ' + context.getResult() + ' ' + context.getException().getMessage());
    }
  }`,
  Stubborn: `public class Stubborn implements Queueable, Finalizer {
    public void execute(QueueableContext context) { System.attachFinalizer(this); throw new IllegalArgumentException('again'); }
    public void execute(FinalizerContext context) { insert new Account(Name = 'try'); System.enqueueJob(this); }
  }`,
  Later: `public class Later {
    @future public static void add(String name, List<Integer> numbers) { insert new Account(Name = name + numbers); }
    @future public static void add(String name) { insert new Account(Name = name); add('no'); }
  }`,
  Steps: `public class Steps implements Database.Batchable<Integer>, Database.Stateful {
    private Integer sum = 0;
    public Iterable<Integer> start(Database.BatchableContext c) { return new List<Integer>{ 1, 2, 3, 4, 5 }; }
    public void execute(Database.BatchableContext c, List<Integer> scope) {
      insert new Account(Name = 'scope of ' + scope.size() + ', queries ' + Limits.getQueries());
      Integer n = [SELECT COUNT() FROM Account];
      if (scope.contains(3)) throw new IllegalArgumentException('three');
      for (Integer i : scope) sum += i;
    }
    public void finish(Database.BatchableContext c) { insert new Account(Name = 'sum ' + sum); }
  }`,
  Forgetful: `public class Forgetful implements Database.Batchable<SObject> {
    private Integer count = 0;
    public Database.QueryLocator start(Database.BatchableContext c) { count = 7; return Database.getQueryLocator('SELECT Id, Name FROM Account ORDER BY Name'); }
    public void execute(Database.BatchableContext c, List<Account> scope) { count++; for (Account a : scope) a.Name += count; update scope; }
    public void finish(Database.BatchableContext c) { insert new Account(Name = 'count ' + count); }
  }`,
  Loud: `public class Loud implements Database.Batchable<Integer>, Database.RaisesPlatformEvents {
    public Iterable<Integer> start(Database.BatchableContext c) { return new List<Integer>{ 1, 2, 3 }; }
    public void execute(Database.BatchableContext c, List<Integer> scope) { insert new Account(Name = 'undone'); Integer i = 1 / (scope[0] - 1); }
    public void finish(Database.BatchableContext c) { throw new IllegalArgumentException('at last'); }
  }`,
  Daily: `public class Daily implements Schedulable {
    public void execute(SchedulableContext c) { insert new Account(Name = 'daily ' + [SELECT TimesTriggered FROM CronTrigger WHERE Id = :c.getTriggerId()].TimesTriggered); }
  }`,
  Live: 'public class Live implements Queueable { private HttpRequest request = new HttpRequest(); public void execute(QueueableContext c) {} }',
};

const FAILURES = `trigger Failures on BatchApexErrorEvent (after insert) {
  for (BatchApexErrorEvent e : Trigger.new) insert new Account(Name = e.Phase + ' ' + e.ExceptionType + ' ' + e.Message + ' ' + e.JobScope);
}`;

const folder = sourceFolder({
  ...Object.fromEntries(
    Object.entries(CLASSES).flatMap(([name, body]) => [
      [`classes/${name}.cls`, body],
      [`classes/${name}.cls-meta.xml`, meta],
    ]),
  ),
  'triggers/Failures.trigger': FAILURES,
  'triggers/Failures.trigger-meta.xml': meta.replaceAll('ApexClass', 'ApexTrigger'),
});
let org: OpenedOrg;
before(() => {
  org = openOrg({ sourceDirs: [folder.dir], dataFile: ':memory:', adminUsername: 'admin@example.com' });
});
after(() => {
  org.close();
  folder.remove();
});

function apex(code: string): string | null {
  const result = org.transaction('write', () => org.session(org.adminId).executeAnonymous(code));
  assert.equal(result.compileProblem, null);
  return result.exceptionMessage;
}

function query(soql: string, field: string): unknown[] {
  return org.transaction('read', () =>
    org
      .session(org.adminId)
      .query(soql, { system: true })
      .rows.map((row) => row.values.get(field)),
  );
}

/** Names of all accounts; forgets them. */
function names(): unknown[] {
  const found = query('SELECT Name FROM Account ORDER BY Name', 'Name');
  apex('delete [SELECT Id FROM Account];');
  return found;
}

function runJobs(): void {
  while (org.runJobs().more);
}

describe('a queueable', () => {
  test('runs after its transaction, with what it held when it was queued, and may queue the next one', () => {
    assert.equal(apex('Chain c = new Chain(2); System.enqueueJob(c); c.change();'), null);
    assert.deepEqual(query("SELECT Status FROM AsyncApexJob WHERE JobType = 'Queueable'", 'Status'), ['Queued']);
    assert.equal(org.nextJobIn(), 0);
    runJobs();
    assert.deepEqual(names(), ['chain 1 true 1.50 true', 'chain 2 true 1.50 true', 'seed']);
    assert.deepEqual(query("SELECT Status FROM AsyncApexJob WHERE ApexClass.Name = 'Chain'", 'Status'), ['Completed', 'Completed']);
    assert.equal(org.nextJobIn(), undefined);
  });

  test('that was queued by a transaction that fails never was', () => {
    assert.match(apex("System.enqueueJob(new Chain(1)); throw new IllegalArgumentException('no');") ?? '', /no$/);
    assert.equal(apex('Savepoint s = Database.setSavepoint(); System.enqueueJob(new Chain(1)); Database.rollback(s);'), null);
    assert.equal(org.nextJobIn(), undefined);
  });

  test('that fails is undone and recorded, and its finalizer runs', () => {
    apex('System.enqueueJob(new Failing());');
    runJobs();
    assert.deepEqual(names(), ['noted UNHANDLED_EXCEPTION on purpose']);
    assert.deepEqual(query("SELECT ExtendedStatus FROM AsyncApexJob WHERE Status = 'Failed'", 'ExtendedStatus'), ['on purpose']);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_transaction_finalizers.htm
  test('that fails is queued again by its finalizer five times in a row', () => {
    apex('System.enqueueJob(new Stubborn());');
    runJobs();
    assert.equal(query("SELECT Id FROM AsyncApexJob WHERE ApexClass.Name = 'Stubborn'", 'Id').length, 6);
    assert.equal(names().length, 5);
  });

  test('with a delay waits for the org’s clock, and one that holds what cannot be kept is refused', () => {
    apex('System.enqueueJob(new Chain(1), 5);');
    runJobs();
    assert.deepEqual(names(), ['seed']);
    assert.ok((org.nextJobIn() ?? 0) > 4 * 60_000);
    org.transaction('write', () => org.clock.setOffset(5 * 60_000));
    runJobs();
    org.transaction('write', () => org.clock.setOffset(0));
    assert.deepEqual(names(), ['chain 1 true 1.50 true']);
    assert.match(apex('System.enqueueJob(new Chain(1), 11);') ?? '', /^System.AsyncException/);
    assert.equal(apex('System.enqueueJob(new Live());'), 'System.SerializationException: Not Serializable: HttpRequest');
  });

  test('can be aborted while it waits', () => {
    apex('Id job = System.enqueueJob(new Chain(1)); System.abortJob(job);');
    runJobs();
    assert.deepEqual(names(), ['seed']);
    assert.equal(query("SELECT Id FROM AsyncApexJob WHERE Status = 'Aborted'", 'Id').length, 1);
  });
});

test('a job that was running when the server was killed is marked as failed, waiting ones still run', () => {
  apex('System.enqueueJob(new Chain(1)); System.enqueueJob(new Chain(1));');
  org.transaction('write', () => {
    const [first] = org.store.all('SELECT id FROM "local job" ORDER BY seq');
    org.store.run('DELETE FROM "local job" WHERE id = ?', [first?.id ?? null]);
    org.store.run(`UPDATE "AsyncApexJob" SET "Status" = 'Processing' WHERE "Id" = ?`, [first?.id ?? null]);
  });
  org.closeInterruptedJobs();
  runJobs();
  assert.deepEqual(names(), ['chain 1 true 1.50 true', 'seed', 'seed']);
  assert.deepEqual(query("SELECT Status FROM AsyncApexJob WHERE ExtendedStatus LIKE 'The org was stopped%'", 'Status'), ['Failed']);
});

describe('a future method', () => {
  test('gets its arguments, among methods of one name, and may not call another', () => {
    apex("List<Integer> n = new List<Integer>{ 1, 2 }; Later.add('a', n); n.add(3); Later.add('b');");
    runJobs();
    assert.deepEqual(names(), ['a(1, 2)']);
    const [reason] = query("SELECT ExtendedStatus FROM AsyncApexJob WHERE JobType = 'Future' AND Status = 'Failed'", 'ExtendedStatus');
    assert.match(String(reason), /^Future method cannot be called from a future or batch method: Later.add/);
  });
});

describe('a batch job', () => {
  test('runs every scope in a transaction of its own and goes on after one that fails', () => {
    apex('Database.executeBatch(new Steps(), 2);');
    runJobs();
    assert.deepEqual(names(), ['scope of 1, queries 0', 'scope of 2, queries 0', 'sum 8']);
    const [job] = org.transaction('read', () =>
      org
        .session(org.adminId)
        .query(
          "SELECT Status, TotalJobItems, JobItemsProcessed, NumberOfErrors, ExtendedStatus FROM AsyncApexJob WHERE JobType = 'BatchApex'",
          {
            system: true,
          },
        )
        .rows.map((row) => [...row.values.values()]),
    );
    assert.deepEqual(job, ['Completed', 3, 3, 1, 'First error: three']);
  });

  test('without Database.Stateful begins each scope with what it held after start', () => {
    apex("insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b') }; Database.executeBatch(new Forgetful(), 1);");
    runJobs();
    assert.deepEqual(names(), ['a8', 'b8', 'count 7']);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_batch_platformevents.htm
  test('that raises platform events tells of each failed step, which is undone', () => {
    apex('Database.executeBatch(new Loud(), 2);');
    runJobs();
    assert.deepEqual(names(), [
      'EXECUTE System.MathException Divide by 0 1,2',
      'FINISH System.IllegalArgumentException at last null',
      'undone',
    ]);
  });
});

describe('a schedule', () => {
  test('of a batch fires once, after its minutes', () => {
    apex("System.scheduleBatch(new Forgetful(), 'forgetful', 5);");
    runJobs();
    assert.deepEqual(names(), []);
    org.transaction('write', () => org.clock.setOffset(5 * 60_000));
    runJobs();
    org.transaction('write', () => org.clock.setOffset(0));
    assert.deepEqual(names(), ['count 7']);
    assert.deepEqual(query("SELECT State FROM CronTrigger WHERE CronJobDetail.Name = 'forgetful'", 'State'), ['COMPLETE']);
    assert.equal(org.nextJobIn(), undefined);
    apex("System.abortJob([SELECT Id FROM CronTrigger WHERE CronJobDetail.Name = 'forgetful'].Id);");
  });

  test('fires by the org’s clock, again and again, until it is aborted', () => {
    org.transaction('write', () => org.clock.setNow(Date.UTC(2030, 0, 1, 7, 0)));
    apex("System.schedule('daily', '0 0 2 * * ?', new Daily());");
    // 02:00 in Los Angeles, the administrator's zone, is 10:00 UTC.
    assert.deepEqual(query('SELECT NextFireTime FROM CronTrigger', 'NextFireTime'), [Date.UTC(2030, 0, 1, 10, 0)]);
    runJobs();
    assert.deepEqual(names(), []);
    for (const day of [1, 2]) {
      org.transaction('write', () => org.clock.setNow(Date.UTC(2030, 0, day, 10, 0, 1)));
      runJobs();
    }
    assert.deepEqual(names(), ['daily 1', 'daily 2']);
    assert.deepEqual(query('SELECT NextFireTime FROM CronTrigger', 'NextFireTime'), [Date.UTC(2030, 0, 3, 10, 0)]);
    apex('System.abortJob([SELECT Id FROM CronTrigger].Id);');
    assert.equal(org.nextJobIn(), undefined);
    org.transaction('write', () => org.clock.setOffset(0));
  });
});
