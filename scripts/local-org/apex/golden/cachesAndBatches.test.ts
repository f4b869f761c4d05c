import { goldens } from './harness.ts';
import { userGoldens } from './users.ts';

goldens('apex_class_cache_Partition', [
  {
    says: 'full names of partitions and keys are joined by dots',
    apex: `System.debug(Cache.Partition.createFullyQualifiedKey('ns', 'part', 'key') + ' ' + Cache.Partition.createFullyQualifiedPartition('ns', 'part'));`,
    prints: ['ns.part.key ns.part'],
  },
]);

const BATCH = `public class Nightly implements Database.Batchable<Integer> {
  public static Integer ran = 0;
  public Iterable<Integer> start(Database.BatchableContext context) { return new List<Integer>{ 1, 2 }; }
  public void execute(Database.BatchableContext context, List<Integer> scope) { ran += scope.size(); }
  public void finish(Database.BatchableContext context) {}
}`;

userGoldens(
  'apex_batch_interface',
  {
    'a batch can be scheduled once some minutes from now; its schedule has the name': `
    Id scheduled = System.scheduleBatch(new Nightly(), 'nightly', 60);
    CronTrigger trig = [SELECT State, NextFireTime, CronJobDetail.Name FROM CronTrigger WHERE Id = :scheduled];
    Assert.areEqual('nightly', trig.CronJobDetail.Name); Assert.areEqual('WAITING', trig.State);
    Assert.isTrue(Math.abs(trig.NextFireTime.getTime() - System.now().addMinutes(60).getTime()) < 60000);`,
    'the name can be taken once': `
    System.scheduleBatch(new Nightly(), 'nightly', 60, 100);
    try { System.scheduleBatch(new Nightly(), 'nightly', 60); Assert.fail(); }
    catch (AsyncException e) { Assert.areEqual('The Apex job named "nightly" is already scheduled for execution.', e.getMessage()); }`,
    'it can be aborted before it runs': `
    Test.startTest(); System.abortJob(System.scheduleBatch(new Nightly(), 'nightly', 1)); Test.stopTest();
    Assert.areEqual(0, Nightly.ran); Assert.areEqual(0, [SELECT COUNT() FROM CronTrigger WHERE CronJobDetail.Name = 'nightly']);`,
  },
  { classes: { Nightly: BATCH } },
);
