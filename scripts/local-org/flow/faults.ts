import { ApexException, asApexError, LimitException } from '../apex/index.ts';
import type { DmlError } from '../dml/index.ts';
import { FlowFault } from './errors.ts';

/** What data elements do, in the words of their faults. */
export type DataVerb = 'look up' | 'create' | 'update' | 'delete';

const GUIDE = 'You can look up ExceptionCode values in the SOAP API Developer Guide.';

/** `$Flow.FaultMessage` of a data element. https://help.salesforce.com/s/articleView?id=platform.flow_ref_elements_connector_fault.htm */
export function dataFault(verb: DataVerb, { statusCode, message }: Pick<DmlError, 'statusCode' | 'message'>): FlowFault {
  return new FlowFault(`This error occurred when the flow tried to ${verb} records: ${statusCode}: ${message}. ${GUIDE}`);
}

/**
 * Runs a part of an element.
 * @returns what went wrong; limits and what the local org lacks are no faults and are thrown on
 */
export function attempt(work: () => void): FlowFault | null {
  try {
    work();
    return null;
  } catch (raw) {
    return faultOf(raw);
  }
}

/** The fault that an error is to a flow. Throws what no flow can handle. */
export function faultOf(raw: unknown): FlowFault {
  if (raw instanceof FlowFault) return raw;
  const error = asApexError(raw);
  if (!(error instanceof ApexException) || error instanceof LimitException || !error.catchable) throw error;
  return new FlowFault(`An Apex error occurred: ${error.typeName}: ${error.apexMessage ?? 'Script-thrown exception'}`, error);
}

/**
 * Works out what each interview brings to a common work, and carries it out with those that can.
 * @returns for each interview what went wrong
 */
export function prepared<I, T>(
  interviews: readonly I[],
  prepare: (interview: I) => T,
  carryOut: (ready: readonly I[], inputs: readonly T[]) => readonly (FlowFault | null)[],
): (FlowFault | null)[] {
  const inputs: T[] = [];
  const faults = interviews.map((interview) => attempt(() => void inputs.push(prepare(interview))));
  const ready = interviews.filter((_, at) => faults[at] === null);
  if (ready.length === 0) return faults;
  const outcomes = carryOut(ready, inputs);
  let next = 0;
  return faults.map((fault) => fault ?? outcomes[next++] ?? null);
}
