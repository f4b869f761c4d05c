import type { DmlKind } from '../syntax/index.ts';

/** What generated code does with data and the transaction; implemented in `transaction/`. */
export interface DataBridge {
  /** Static SOQL: an ApexList of records. */
  query(soql: string, binds: readonly unknown[], mode: string | null, sharing: boolean): unknown;
  countQuery(soql: string, binds: readonly unknown[], mode: string | null, sharing: boolean): number;
  search(sosl: string, binds: readonly unknown[], mode: string | null, sharing: boolean): unknown;
  /** A DML statement on a record or a list of records. */
  dml(op: DmlKind, value: unknown, mode: string | null, sharing: boolean, key: string | null, second: unknown): void;
  triggerValue(name: string): unknown;
  /** Begins `System.runAs`; the answer goes to {@link leaveRunAs}. */
  enterRunAs(user: unknown): unknown;
  leaveRunAs(token: unknown): void;
  future(className: string, method: string, run: () => void): void;
  enumOf(typeName: string, name: string | null): unknown;
}
