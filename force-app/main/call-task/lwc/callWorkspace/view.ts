import type { StepView, TaskView, Workspace } from '@callguide/contract';
import type { Zone } from 'c/callTabs';
import type { SessionState } from './session';
import { label } from './text';

/** What whoever fills the slots of the workspace has to know. */
export interface Sight {
  readonly workspace: Workspace;
  /** This expert leads the task, so it may be worked on. */
  readonly mine: boolean;
  /** The action that the step on screen asks for. */
  readonly action?: StepView['action'];
}

/** This expert leads the task, so it may be worked on. */
export const isMine = (task: TaskView | null | undefined): boolean => Boolean(task?.open && task.heldByMe);

/** How a closed task ended, undefined while it is open. */
export function endingOf(task: TaskView | undefined): string | undefined {
  if (task?.status !== 'Completed') return undefined;
  return [label.closed, task.comment].filter(Boolean).join(' ');
}

/** Classes of the parts of the page: on a phone one is in sight at a time, the others keep what was typed. */
export function zoneClasses(narrow: boolean, current: Zone): Readonly<Record<Zone, string>> {
  const of = (zone: Zone): string => `zone zone_${zone}${narrow && zone !== current ? ' slds-hide' : ''}`;
  return { guide: of('guide'), client: of('client'), wrap: of('wrap') };
}

export function sightOf({ workspace, talk }: SessionState): Sight | undefined {
  const step = talk.walk?.step;
  return workspace && { workspace, mine: isMine(workspace.task), action: step?.kind === 'Act' ? step.action : undefined };
}
