import type { FlowRunner } from '../../dml/index.ts';
import type { ApexTransaction } from './context.ts';

/** The org's flows as Apex sees them. The room `flow` implements it; the host brings it along. */
export interface FlowEngine {
  /** What runs the flows that saves start, in the transaction that is asked for when there is one to run. */
  runner(transaction: () => ApexTransaction): FlowRunner;
  /** An interview of the flow of that name (any case) that has not begun; undefined when there is none. */
  interview(name: string, inputs: ReadonlyMap<string, unknown>): FlowInterview | undefined;
  /**
   * Runs interviews to their ends in the running transaction. Those of one flow carry out together what works in bulk.
   * @param sharing whether sharing is enforced in the class that starts them
   * @returns for each the fault that the flow did not handle, null when it came to its end
   */
  start(interviews: readonly FlowInterview[], sharing: boolean): readonly (Error | null)[];
}

/** One run of a flow. */
export interface FlowInterview {
  /** Name of the flow, as its metadata has it. */
  readonly name: string;
  /** Value of a variable that may be read from outside; null when there is none of that name. */
  value(variable: string): unknown;
  /** Values of all output variables by their names. */
  outputs(): ReadonlyMap<string, unknown>;
}
