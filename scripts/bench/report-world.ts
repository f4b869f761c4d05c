import { installAnalytics, readCatalog, type Catalog } from '../local-org/analytics/index.ts';
import { formulaColumn, type SaveContext } from '../local-org/dml/index.ts';
import { loadSource, type FieldValue, type SObjectDef, type SourceTree } from '../local-org/metadata/index.ts';
import { accessFor, installSecurity, SetupRows } from '../local-org/security/index.ts';
import type { QueryContext } from '../local-org/soql/index.ts';
import { openStore, type Store } from '../local-org/store/index.ts';

/** A package full of history for reports: rows written straight into the store, as no rule is being tested here. */
export interface ReportWorld {
  readonly source: SourceTree;
  readonly store: Store;
  readonly catalog: Catalog;
  readonly supervisor: string;
  readonly expert: string;
  contextOf(userId: string): QueryContext;
  /** Saves one more task with its calls, of this moment. */
  work(): void;
}

/** Monday, 23 November 2026, 09:00 in Moscow. */
export const NOW = Date.UTC(2026, 10, 23, 6);
const DAY = 86_400_000;

const LISTS = [
  ['retail-lead-reactivation', 'LAS'],
  ['active-lendings-retail', 'LAS'],
  ['active-lendings-coaches', 'LAS'],
  ['selfreg-accounts', 'LAS'],
  ['selfreg-converted', 'LAS'],
  ['prospects-after-gt', 'LAS'],
  ['prospects-after-lending', 'LAS'],
  ['indirect-retail-30-90', 'LAU'],
  ['brand-retail-ic-30-90', 'LAU'],
  ['ecom-30-90', 'LAU'],
  ['hcc-day2', 'LAU'],
] as const;
const PLACES = [
  ['Москва', 'Москва'],
  ['Москва', 'Зеленоград'],
  ['Омская область', 'Омск'],
  ['Приморский край', 'Владивосток'],
  ['Камчатский край', null],
] as const;
const OUTCOMES = ['Store Purchase', 'Online Purchase', 'LAS No Purchase', 'Replacement Arranged', 'Other'];
const ACTIONS = ['Vouchers', 'Wallet', 'QURE', 'Device Link', 'Email Verified', 'Order', 'Contact Data'];
const STEPS = ['greeting', 'recording', 'need', 'offer', 'closing'];
const EXPERTS = 6;

/**
 * @param tasks number of tasks; each has up to two calls, some answers and actions
 * @param days the days they are spread over, back from now
 */
export function openReportWorld(tasks: number, days: number, file = ':memory:'): ReportWorld {
  const source = loadSource(['force-app/main']);
  const store = openStore({ file, schema: source.schema });
  const people = store.transaction('write', () => fill(store, source, tasks, days));
  const contextOf = (userId: string): QueryContext => {
    const context: QueryContext = {
      store,
      user: { id: userId, timeZone: 'Europe/Moscow', language: 'ru' },
      now: NOW,
      enforcePermissions: true,
      enforceSharing: true,
      access: accessFor(userId, store, source),
      picklistLabel: (object, field, value) => source.translations.picklistLabel(object.apiName, field.apiName, value, 'ru'),
      // Formulas of the package ask for nothing but the moment and the user.
      formula: (object, field) => formulaColumn(object, field, { store, query: context, userId, now: NOW } as unknown as SaveContext),
    };
    return context;
  };
  return { source, store, catalog: readCatalog(source), ...people, contextOf };
}

function fill(store: Store, source: SourceTree, tasks: number, days: number): Pick<ReportWorld, 'supervisor' | 'expert' | 'work'> {
  const options = { administrator: { username: 'admin@example.com', lastName: 'Admin' }, now: NOW };
  const { administratorId } = installSecurity(store, source, options);
  const rows = new SetupRows(store, NOW);
  rows.signAs(administratorId);
  installAnalytics(store, source, administratorId, NOW);
  const user = (name: string, set: string): string => {
    const ProfileId = rows.find('Profile', { Name: 'Standard User' })[0] ?? null;
    const values = { Username: `${name}@example.com`, LastName: name, IsActive: true, ProfileId, TimeZoneSidKey: 'Europe/Moscow' };
    const id = rows.insert('User', { ...values, LanguageLocaleKey: 'ru' });
    rows.insert('PermissionSetAssignment', { AssigneeId: id, PermissionSetId: rows.find('PermissionSet', { Name: set })[0] ?? null });
    return id;
  };
  const supervisor = user('supervisor', 'Call_Guide_Supervisor');
  const experts = Array.from({ length: EXPERTS }, (_, index) => user(`expert${index}`, 'Call_Guide_Expert'));
  rows.insert('GroupMember', {
    GroupId: rows.find('Group', { DeveloperName: 'Call_Guide_Supervisors' })[0] ?? null,
    UserOrGroupId: supervisor,
  });
  const history = new History(store, experts, administratorId);
  const lists = LISTS.map(([key, audience]) =>
    rows.insert('Call_List__c', {
      Name: key,
      Key__c: key,
      Audience__c: audience,
      Programme__c: 'Acquisition',
      Active__c: true,
      OwnerId: supervisor,
    }),
  );
  history.lead = rows.insert('Lead', { LastName: 'Lead', Company: '-', Status: 'Open - Not Contacted', OwnerId: supervisor });
  for (let index = 0; index < tasks; index++) history.task(index, lists, NOW - ((index * days) / tasks) * DAY);
  let more = tasks;
  const work = (): void => store.transaction('write', () => history.task(more++, lists, NOW - DAY));
  return { supervisor, expert: experts[0] ?? '', work };
}

/** Writes tasks with everything that hangs on them, always the same ones. */
class History {
  readonly #store: Store;
  readonly #experts: readonly string[];
  readonly #creator: string;
  readonly #plans = new Map<string, string>();
  /** Whom some of the tasks are about. */
  lead: string | null = null;
  #state = 1;

  constructor(store: Store, experts: readonly string[], creator: string) {
    this.#store = store;
    this.#experts = experts;
    this.#creator = creator;
  }

  task(index: number, lists: readonly string[], at: number): void {
    const expert = this.#pick(this.#experts);
    const [region, city] = this.#pick(PLACES);
    const recent = NOW - at < 3 * DAY;
    const status = recent ? this.#pick(['New', 'In Progress', 'Completed']) : 'Completed';
    const talked = this.#below(3) > 0;
    const result =
      status === 'New'
        ? null
        : status === 'In Progress'
          ? this.#pick(['Callback', null])
          : talked
            ? 'Success'
            : this.#pick(['No Answer', 'Refused']);
    const id = this.#insert('Call_List_Task__c', at, {
      Name: `CLT-${index}`,
      OwnerId: expert,
      Call_List__c: this.#pick(lists),
      Lead__c: this.#below(3) === 0 ? this.lead : null,
      Client_Phone__c: this.#below(50) === 0 ? null : `+7972${index}`,
      Time_Zone__c: this.#below(60) === 0 ? null : 'Europe/Moscow',
      Status__c: status,
      Result__c: result,
      Outcome__c: result === 'Success' ? this.#pick(OUTCOMES) : null,
      Region__c: region,
      City_Of_Interest__c: city,
      Planned_Date__c: dayOf(at),
      Callback_At__c: result === 'Callback' ? NOW + (this.#below(100) - 60) * 3_600_000 : null,
      Attempt_Count__c: this.#below(4),
      Completed_At__c: status === 'Completed' ? at : null,
    });
    if (status !== 'New') this.#calls(id, expert, at, result, talked);
  }

  #calls(task: string, expert: string, at: number, result: string | null, talked: boolean): void {
    for (let number = 1 + this.#below(2); number > 0; number--) {
      const started = at + number * 60_000 - this.#below(20) * 3_600_000;
      const plan = this.#plan(expert, started);
      const attempt = this.#insert('Call_Attempt__c', at, {
        Call_List_Task__c: task,
        Call_Plan__c: this.#below(10) === 0 ? null : plan,
        Number__c: number,
        Expert__c: expert,
        Started_At__c: started,
        Planned_At__c: this.#below(2) === 0 ? null : started - this.#below(40) * 60_000,
        Result__c: number === 1 ? (result ?? 'No Answer') : 'No Answer',
        Talk_Seconds__c: this.#below(600),
      });
      if (number === 1 && talked) this.#talk(task, attempt, at);
    }
  }

  #talk(task: string, attempt: string, at: number): void {
    const last = 1 + this.#below(STEPS.length);
    STEPS.slice(0, last).forEach((step, index) =>
      this.#insert('Call_Answer__c', at, {
        Call_List_Task__c: task,
        Call_Attempt__c: attempt,
        Step_Key__c: step,
        Kind__c: 'Answer',
        Sequence__c: index + 1,
        Answered_At__c: at + index * 15_000,
      }),
    );
    if (this.#below(2) === 0) {
      const type = this.#pick(ACTIONS);
      this.#insert('Client_Action__c', at, {
        OwnerId: this.#creator,
        Call_List_Task__c: task,
        Type__c: type,
        Status__c: this.#pick(['Done', 'Done', 'Requested', 'Failed']),
        Changed_Data__c: type === 'Contact Data' ? this.#pick(['Cigarette Brand', 'Address;Preferred Channel', 'Email', null]) : null,
      });
    }
  }

  #plan(expert: string, moment: number): string {
    const day = dayOf(moment + 3 * 3_600_000);
    const key = `${expert}:${day}`;
    let id = this.#plans.get(key);
    if (id === undefined) {
      id = this.#insert('Call_Plan__c', moment, {
        OwnerId: expert,
        Expert__c: expert,
        Day__c: day,
        Key__c: key,
        Calls__c: 40,
        Talks__c: 12,
      });
      this.#plans.set(key, id);
    }
    return id;
  }

  #insert(name: string, at: number, values: Readonly<Record<string, FieldValue>>): string {
    const object = this.#store.schema.object(name) as SObjectDef;
    const id = this.#store.nextId(object);
    const moment = Math.floor(at / 1000) * 1000;
    const audit = {
      CreatedDate: moment,
      LastModifiedDate: moment,
      SystemModstamp: moment,
      CreatedById: this.#creator,
      LastModifiedById: this.#creator,
    };
    this.#store.insert(object, [new Map<string, FieldValue>(Object.entries({ Id: id, ...audit, ...values }))]);
    return id;
  }

  /** A repeatable number from 0 up to, not including, `limit`. */
  #below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }

  #pick<T>(values: readonly T[]): T {
    return values[this.#below(values.length)] as T;
  }
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
