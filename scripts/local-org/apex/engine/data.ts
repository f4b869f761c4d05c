import type { DmlKind } from '../syntax/index.ts';

/** What generated code does with data and the transaction; implemented in `transaction/`. */
export interface DataBridge {
  /** Static SOQL: an ApexList of records. */
  readonly query: (soql: string, binds: readonly unknown[], mode: string | null, sharing: boolean) => unknown;
  readonly countQuery: (soql: string, binds: readonly unknown[], mode: string | null, sharing: boolean) => number;
  readonly search: (sosl: string, binds: readonly unknown[], mode: string | null, sharing: boolean) => unknown;
  /** A DML statement on a record or a list of records. */
  readonly dml: (op: DmlKind, value: unknown, mode: string | null, sharing: boolean, key: string | null, second: unknown) => void;
  readonly triggerValue: (name: string) => unknown;
  /** Begins `System.runAs`; the answer goes to {@link leaveRunAs}. */
  readonly enterRunAs: (user: unknown) => unknown;
  readonly leaveRunAs: (token: unknown) => void;
  readonly future: (
    className: string,
    method: string,
    run: () => void,
    args: readonly unknown[],
    generated: string,
    callouts: boolean,
  ) => void;
  readonly enumOf: (typeName: string, name: string | null) => unknown;
}
