/** The org's flows as Apex sees them. The room `flow` implements it; the host brings it along. */
export interface FlowEngine {
  /** An interview of the active flow of that name (any case) that has not begun; undefined when there is none. */
  interview(name: string, inputs: ReadonlyMap<string, unknown>): FlowInterview | undefined;
}

/** One run of a flow. */
export interface FlowInterview {
  /** Name of the flow, as its metadata has it. */
  readonly name: string;
  /**
   * Runs the flow to its end in the running transaction.
   * @param sharing whether sharing is enforced in the class that starts it
   * @throws ApexException System.FlowException for a fault that the flow does not handle
   */
  start(sharing: boolean): void;
  /** Value of a variable that may be read from outside; null when there is none of that name. */
  value(variable: string): unknown;
  /** Values of all output variables by their names. */
  outputs(): ReadonlyMap<string, unknown>;
}
