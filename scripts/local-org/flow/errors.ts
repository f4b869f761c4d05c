import { describeProblem } from '../metadata/index.ts';

/** A flow whose metadata an org would not deploy. The message begins with file and line. */
export class FlowDefinitionError extends Error {
  readonly code = 'INVALID_FLOW';

  constructor(file: string, line: number | undefined, message: string) {
    super(describeProblem({ file, line: line ?? 1, message }));
    this.name = 'FlowDefinitionError';
  }
}

/**
 * What goes wrong while a flow runs: an element with a fault connector goes on there, any other ends the interview.
 * https://help.salesforce.com/s/articleView?id=platform.flow_ref_elements_connector_fault.htm
 */
export class FlowFault extends Error {
  readonly code = 'FLOW_FAULT';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'FlowFault';
  }
}

/** The words for a path through something that is nothing. */
export function notSet(path: string): FlowFault {
  return new FlowFault(`The flow failed to access the value for ${path} because it hasn't been set or assigned.`);
}
