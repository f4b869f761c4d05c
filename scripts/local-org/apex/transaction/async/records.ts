import type { FieldValue, SObjectDef } from '../../../metadata/index.ts';
import type { Store } from '../../../store/index.ts';
import type { AsyncJob } from '../../runtime/context.ts';

type Values = Readonly<Record<string, FieldValue>>;

const JOB_TYPES: Readonly<Record<Exclude<AsyncJob['kind'], 'event'>, string>> = {
  queueable: 'Queueable',
  future: 'Future',
  batch: 'BatchApex',
  schedulable: 'ScheduledApex',
};

/** Longest ExtendedStatus. */
const STATUS_LENGTH = 255;

/** Whole seconds: the platform keeps no milliseconds in system dates. */
const moment = (ms: number): number => Math.floor(ms / 1000) * 1000;

/**
 * The rows by which asynchronous Apex is watched: AsyncApexJob, CronTrigger, CronJobDetail.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_asyncapexjob.htm
 */
export class JobRecords {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** A queued job. @returns the id of its AsyncApexJob */
  insertJob(
    job: AsyncJob & { kind: Exclude<AsyncJob['kind'], 'event'> },
    userId: string,
    now: number,
    cronTriggerId: string | null,
  ): string {
    return this.#insert('AsyncApexJob', {
      CreatedDate: moment(now),
      CreatedById: userId,
      JobType: JOB_TYPES[job.kind],
      ApexClassId: this.#classId(job.className),
      Status: (job.delayMinutes ?? 0) > 0 ? 'Holding' : 'Queued',
      JobItemsProcessed: 0,
      TotalJobItems: 0,
      NumberOfErrors: 0,
      MethodName: job.methodName,
      CronTriggerId: cronTriggerId,
    });
  }

  updateJob(id: string, values: Values): void {
    this.#update('AsyncApexJob', id, values);
  }

  completeJob(id: string, now: number): void {
    this.updateJob(id, { Status: 'Completed', CompletedDate: moment(now) });
  }

  failJob(id: string, reason: string, now: number): void {
    const values = { Status: 'Failed', ExtendedStatus: reason.slice(0, STATUS_LENGTH), NumberOfErrors: 1, CompletedDate: moment(now) };
    this.updateJob(id, values);
  }

  /** Jobs that are marked as running but are neither queued nor have a step that is. */
  interrupted(): string[] {
    const table = this.#store.table(this.#object('AsyncApexJob'));
    const sql = `SELECT "Id" AS id FROM ${table} WHERE "Status" = 'Processing' AND "Id" NOT IN (SELECT id FROM "local job")`;
    return this.#store.all(sql).map((row) => String(row.id));
  }

  /** One more scope of a batch job is done; with a reason it has failed. A job of its own below the batch job tells of it. */
  countScope(id: string, reason: string | null): void {
    const job = this.read('AsyncApexJob', id);
    this.#insertWorker(id, job ?? new Map(), reason);
    const count = (name: string): number => Number(job?.get(name) ?? 0);
    this.updateJob(id, {
      JobItemsProcessed: count('JobItemsProcessed') + 1,
      ...(reason === null ? {} : { NumberOfErrors: count('NumberOfErrors') + 1 }),
      ...(reason === null || job?.get('ExtendedStatus') ? {} : { ExtendedStatus: `First error: ${reason}`.slice(0, STATUS_LENGTH) }),
    });
  }

  /** A schedule with its job detail. @returns the id of the CronTrigger */
  insertTrigger(schedule: NonNullable<AsyncJob['schedule']>, user: { id: string; timeZone: string }, now: number): string {
    const detail = this.#insert('CronJobDetail', { Name: schedule.name, JobType: '7' });
    return this.#insert('CronTrigger', {
      CronJobDetailId: detail,
      NextFireTime: schedule.next,
      State: 'WAITING',
      StartTime: moment(now),
      CronExpression: schedule.cron,
      TimeZoneSidKey: user.timeZone,
      OwnerId: user.id,
      CreatedById: user.id,
      LastModifiedById: user.id,
      CreatedDate: moment(now),
      TimesTriggered: 0,
    });
  }

  /** The schedule has fired. `next` is null when it never will again. */
  triggerFired(id: string, now: number, next: number | null): void {
    const times = Number(this.read('CronTrigger', id)?.get('TimesTriggered') ?? 0) + 1;
    this.#update('CronTrigger', id, {
      TimesTriggered: times,
      PreviousFireTime: moment(now),
      NextFireTime: next,
      ...(next === null ? { State: 'COMPLETE', EndTime: moment(now) } : {}),
    });
  }

  deleteTrigger(id: string): void {
    const detail = this.read('CronTrigger', id)?.get('CronJobDetailId');
    this.#store.delete(this.#object('CronTrigger'), [id]);
    if (typeof detail === 'string') this.#store.delete(this.#object('CronJobDetail'), [detail]);
  }

  /** Names of the schedules that will fire. */
  scheduledNames(): string[] {
    const [trigger, detail] = [this.#object('CronTrigger'), this.#object('CronJobDetail')].map((object) => this.#store.table(object));
    const sql = `SELECT d."Name" AS name FROM ${trigger} t JOIN ${detail} d ON d."Id" = t."CronJobDetailId" WHERE t."State" = 'WAITING'`;
    return this.#store.all(sql).map((row) => String(row.name));
  }

  /** Jobs of a schedule. */
  jobsOfTrigger(id: string): string[] {
    const sql = `SELECT "Id" AS id FROM ${this.#store.table(this.#object('AsyncApexJob'))} WHERE "CronTriggerId" = ?`;
    return this.#store.all(sql, [id]).map((row) => String(row.id));
  }

  read(object: string, id: string): ReadonlyMap<string, FieldValue> | undefined {
    return this.#store.read(this.#object(object), [id]).get(id);
  }

  #insertWorker(parentId: string, batch: ReadonlyMap<string, FieldValue>, reason: string | null): void {
    const inherited = ['CreatedDate', 'CreatedById', 'ApexClassId'].map((name) => [name, batch.get(name) ?? null] as const);
    this.#insert('AsyncApexJob', {
      ...Object.fromEntries(inherited),
      JobType: 'BatchApexWorker',
      ParentJobId: parentId,
      Status: reason === null ? 'Completed' : 'Failed',
      JobItemsProcessed: 1,
      TotalJobItems: 1,
      NumberOfErrors: reason === null ? 0 : 1,
      ExtendedStatus: reason?.slice(0, STATUS_LENGTH) ?? null,
    });
  }

  #classId(className: string): string | null {
    const [outer = ''] = className.split('.');
    const sql = `SELECT "Id" AS id FROM ${this.#store.table(this.#object('ApexClass'))} WHERE fold("Name") = fold(?)`;
    return (this.#store.get(sql, [outer])?.id as string | undefined) ?? null;
  }

  #insert(name: string, values: Values): string {
    const object = this.#object(name);
    const id = this.#store.nextId(object);
    this.#store.insert(object, [new Map([['Id', id], ...Object.entries(values)])]);
    return id;
  }

  #update(name: string, id: string, values: Values): void {
    this.#store.update(this.#object(name), id, new Map(Object.entries(values)));
  }

  #object(name: string): SObjectDef {
    const object = this.#store.schema.object(name);
    if (!object) throw new TypeError(`The schema has no ${name}`);
    return object;
  }
}
