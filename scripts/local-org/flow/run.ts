import type { BulkElement, SubflowElement } from './definition.ts';
import type { FlowFault } from './errors.ts';
import { attempt } from './faults.ts';
import type { Frame } from './frame.ts';

/** An interview on its way. */
interface Interview {
  /** The innermost flow that runs. */
  frame: Frame;
  /** The element at which it waits for the others. */
  waiting: BulkElement | null;
  fault: FlowFault | null;
}

/**
 * Runs interviews to their ends. Each goes on until it comes to an element that works in bulk, waits there for the others,
 * and all that have come to the same element carry it out together.
 * https://help.salesforce.com/s/articleView?id=platform.flow_concepts_bulkification.htm
 *
 * @returns for each interview the fault that ended it, null for those that came to their end
 */
export function runInterviews(frames: readonly Frame[]): readonly (FlowFault | null)[] {
  const interviews = frames.map((frame): Interview => ({ frame, waiting: null, fault: null }));
  for (const interview of interviews) advance(interview);
  for (;;) {
    const element = interviews.find(({ waiting }) => waiting !== null)?.waiting;
    if (!element) return interviews.map(({ fault }) => fault);
    const group = interviews.filter(({ waiting }) => waiting === element);
    const faults = element.runAll(group.map(({ frame }) => frame));
    group.forEach((interview, at) => {
      interview.waiting = null;
      settle(interview, element, faults[at] ?? null);
      advance(interview);
    });
  }
}

function settle(interview: Interview, { next, faultNext }: BulkElement, fault: FlowFault | null): void {
  const { frame } = interview;
  if (fault && faultNext === null) interview.fault = fault;
  else if (fault) frame.faultMessage = fault.message;
  frame.at = fault ? faultNext : next;
}

/** Goes on to the next element that works in bulk, or to the end. */
function advance(interview: Interview): void {
  if (interview.fault) return;
  interview.fault = attempt(() => {
    while (interview.waiting === null && step(interview));
  });
}

/** @returns false at the end of the interview */
function step(interview: Interview): boolean {
  const { frame } = interview;
  frame.context.transaction.limits.check();
  if (frame.at === null) return leaveSubflow(interview);
  const key = frame.at.toLowerCase();
  const element = frame.flow.elements.get(key)!;
  frame.visited.add(key);
  if ('runAll' in element) interview.waiting = element;
  else if ('enter' in element) interview.frame = element.enter(frame);
  else frame.at = element.run(frame);
  return true;
}

function leaveSubflow(interview: Interview): boolean {
  const { frame } = interview;
  const { caller } = frame;
  if (!caller) return false;
  const element = caller.flow.elements.get(caller.at!.toLowerCase()) as SubflowElement;
  element.leave(caller, frame);
  caller.at = element.next;
  interview.frame = caller;
  return true;
}
