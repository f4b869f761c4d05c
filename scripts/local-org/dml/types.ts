import type { FieldDef, FieldValue, SObjectDef, Translations } from '../metadata/index.ts';
import type { AccessPolicy, QueryContext } from '../soql/index.ts';
import type { Store } from '../store/index.ts';

export type DmlOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';

/** A record going into the pipeline. `values` holds only the fields the caller set; null clears. */
export interface DmlRecord {
  readonly object: SObjectDef;
  /** Absent for insert (and for upsert by external id). */
  id: string | null;
  readonly values: Map<string, FieldValue>;
  /** Parents given by an external id instead of an id: relationship name → external id field and value. */
  readonly parents?: ReadonlyMap<string, { object: string; field: string; value: FieldValue }>;
  /** Why it cannot be saved, whatever it holds. */
  readonly refusal?: DmlError;
}

/** Platform status code, e.g. `REQUIRED_FIELD_MISSING`, `FIELD_CUSTOM_VALIDATION_EXCEPTION`. */
export interface DmlError {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

export interface DmlResult {
  id: string | null;
  success: boolean;
  /** Upsert only. */
  created: boolean;
  errors: DmlError[];
}

export interface DmlOptions {
  readonly operation: DmlOperation;
  readonly allOrNone: boolean;
  /** Enforce CRUD and field security (user mode, REST, UI API). */
  readonly enforcePermissions: boolean;
  /** Enforce record sharing on update and delete. */
  readonly enforceSharing: boolean;
  /** Upsert: API name of the external id field; Id when absent. */
  readonly externalIdField?: string;
}

export type TriggerTiming = 'before' | 'after';
export type TriggerEvent = 'insert' | 'update' | 'delete' | 'undelete';

/** One record as a trigger sees it. `values` is the whole row; before-triggers may change it. */
export interface TriggerRow {
  readonly id: string | null;
  readonly values: Map<string, FieldValue>;
  readonly old: ReadonlyMap<string, FieldValue> | null;
  /** Errors that `addError` put on the record. */
  readonly errors: DmlError[];
}

/** Runs the Apex triggers of an object over at most 200 rows. Implemented by `apex`. */
export interface TriggerRunner {
  has(object: SObjectDef, timing: TriggerTiming, event: TriggerEvent): boolean;
  run(object: SObjectDef, timing: TriggerTiming, event: TriggerEvent, rows: readonly TriggerRow[]): void;
  /** Remembers which governor limits are used up to now; the answer puts them back. */
  rememberLimits?(): () => void;
}

/** Runs the flows that saves of an object start. Implemented by `flow`. */
export type FlowRunner = Pick<TriggerRunner, 'has' | 'run'>;

/** Who watches validation rules being checked. */
export interface ValidationObserver {
  /** Begins with a record; `check` checks its rules. */
  record(object: string, id: string | null, check: () => void): void;
  /** @param values what the formula has read, by path */
  rule(name: string, formula: string, values: () => readonly (readonly [path: string, value: FieldValue])[], failed: boolean): void;
}

/** Everything one save needs to know about the moment and the caller. */
export interface SaveContext {
  readonly store: Store;
  readonly translations: Translations;
  readonly query: QueryContext;
  readonly access: AccessPolicy;
  readonly triggers: TriggerRunner;
  /** Absent in an org without flows. */
  readonly flows?: FlowRunner | undefined;
  readonly userId: string;
  readonly language: string;
  /** Whether changes of tracked fields are kept: not in tests. */
  readonly keepsHistory: boolean;
  /** Is told of the validation rules that are checked, for debug logs. */
  readonly validations?: ValidationObserver | undefined;
  /** Epoch ms. */
  readonly now: number;
  /** `$User`, `$Permission`, `$Profile`… merge fields in formulas. */
  globalVariable(path: string): FieldValue | undefined;
}

export interface CompiledFormula {
  /** Field paths the formula reads, e.g. `Status__c`, `Call_List__r.Name`, `$User.Id`. */
  readonly needs: readonly string[];
  evaluate(values: (path: string) => FieldValue, field?: FieldDef): FieldValue;
}
