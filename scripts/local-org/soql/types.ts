import type { FieldDef, FieldType, FieldValue, SObjectDef } from '../metadata/index.ts';
import type { Store } from '../store/index.ts';

/** Who asks, and for which moment: date literals and date functions depend on it. */
export interface QueryUser {
  readonly id: string;
  /** IANA zone of the user, e.g. `Europe/Moscow`. */
  readonly timeZone: string;
  readonly language: string;
}

/**
 * What the asking user may see. `system` ignores all of it. Implemented in `security`, so SOQL and the
 * save pipeline do not know how permissions are stored.
 */
export interface AccessPolicy {
  canRead(object: SObjectDef): boolean;
  canCreate(object: SObjectDef): boolean;
  canEdit(object: SObjectDef): boolean;
  canDelete(object: SObjectDef): boolean;
  canReadField(object: SObjectDef, field: FieldDef): boolean;
  canEditField(object: SObjectDef, field: FieldDef): boolean;
  /**
   * SQL condition over the alias `row` that is true for records the user may read, with its parameters;
   * undefined when every record is visible.
   */
  visibleRows(object: SObjectDef, row: string): { sql: string; params: (string | number)[] } | undefined;
  /** Ids among `ids` the user may change (sharing, not field security). */
  editableRows(object: SObjectDef, ids: readonly string[]): Set<string>;
  deletableRows(object: SObjectDef, ids: readonly string[]): Set<string>;
  /** Ids among `ids` the user may give to another owner. */
  transferableRows(object: SObjectDef, ids: readonly string[]): Set<string>;
  /** What any user may do with these records, object permissions and sharing together; ids of no records are left out. */
  recordAccess?(userId: string, ids: readonly string[]): readonly RecordAccess[];
  /** Id of the record type a new record of this user gets when none is given, an account of a person or another; null is the master record type. */
  defaultRecordType?(object: SObjectDef, person?: boolean): string | null;
}

/** A row of UserRecordAccess. */
export interface RecordAccess {
  /** As it was asked for. */
  readonly id: string;
  readonly read: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  /** Give the record to another owner. */
  readonly transfer: boolean;
  /** Everything, sharing it included. */
  readonly all: boolean;
}

export interface QueryContext {
  readonly store: Store;
  readonly user: QueryUser;
  /** Epoch ms. */
  readonly now: number;
  /** Enforce object and field permissions (user mode, REST, UI API). */
  readonly enforcePermissions: boolean;
  /** Enforce record sharing (user mode, `with sharing`, REST, UI API). */
  readonly enforceSharing: boolean;
  readonly access: AccessPolicy;
  /** Rows of custom metadata objects are records too; translated labels via toLabel(). */
  picklistLabel(object: SObjectDef, field: FieldDef, value: string): string;
  /** Computes a formula field; installed by the save pipeline's formula module. */
  formula(object: SObjectDef, field: FieldDef): FormulaColumn;
}

/** How a formula field is read: the fields (or parent paths) it needs, and the function over them. */
export interface FormulaColumn {
  readonly needs: readonly string[];
  compute(values: (path: string) => FieldValue): FieldValue;
}

/** Value of a bind expression; lists for IN / NOT IN / INCLUDES. */
export type BindValue = FieldValue | readonly FieldValue[];

/** Result rows keep the select order; names are canonical. */
export interface QueryRow {
  /** API name of the object, or `AggregateResult`. */
  readonly type: string;
  /** The record's id, also when the query does not select it; absent for aggregates and compound values. */
  readonly id?: string;
  readonly values: Map<string, FieldValue | QueryRow | QueryRows | null>;
  /** AggregateResult only: what kind of value each column holds (`Integer` for counts and date functions). */
  readonly columnTypes?: ReadonlyMap<string, FieldType | 'Integer'>;
}

export interface QueryRows {
  readonly totalSize: number;
  readonly rows: QueryRow[];
}

export interface QueryResult extends QueryRows {
  /** API name of the FROM object. */
  readonly object: string;
  readonly aggregate: boolean;
  /** True for `SELECT COUNT() FROM …`: `totalSize` is the answer, `rows` is empty. */
  readonly countOnly: boolean;
}

/** A malformed or refused query; `code` is the platform's error code. */
export type SoqlErrorCode =
  | 'MALFORMED_QUERY'
  | 'MALFORMED_SEARCH'
  | 'INVALID_FIELD'
  | 'INVALID_TYPE'
  | 'INVALID_TYPE_FOR_OPERATION'
  | 'INVALID_QUERY_FILTER_OPERATOR'
  | 'QUERY_TOO_COMPLICATED'
  | 'NUMBER_OUTSIDE_VALID_RANGE'
  | 'UNSUPPORTED_FEATURE'
  /** Apex binds null where a collection belongs. */
  | 'NULL_BIND';
