import type { CardView, StepView, TaskView, Workspace } from '@callguide/contract';
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
  /** The hard stop that the conversation has reached: nothing may be sold, sent or advised any more. */
  readonly stop?: string;
}

/** What belongs to the page rather than to the work. */
export interface PageState {
  /** Phone width: the parts of the page become tabs. */
  readonly narrow: boolean;
  /** The part in sight on a phone. */
  readonly zone: Zone;
  /** The expert wants to correct the client's time zone. */
  readonly zoneOpen: boolean;
  /** The next call is agreed, but the expert wants to wrap up all the same. */
  readonly reopened: boolean;
  /** The talk is higher than the window. */
  readonly tall: boolean;
}

/** What the template shows, wholly derived from the state. */
export interface View {
  readonly loading: boolean;
  /** Nothing is open: the page waits for «next». */
  readonly welcoming: boolean;
  readonly mine: boolean;
  readonly readOnly: boolean;
  readonly unclaimed: boolean;
  /** How a closed task ended. */
  readonly ending?: string;
  /** An unknown zone is asked for; a known one when the client says that it is another. */
  readonly askingZone: boolean;
  /** The next call is agreed and lies ahead: nothing is to be wrapped up. */
  readonly agreed: boolean;
  readonly objections: readonly CardView[];
  readonly rootClass: string;
  /** What stays in sight must fit: the end of a taller talk could not be reached. */
  readonly talkClass: string;
  readonly zoneClass: Readonly<Record<Zone, string>>;
  readonly showFooter: boolean;
}

export function viewOf(state: SessionState, { narrow, zone, zoneOpen, reopened, tall }: PageState): View {
  const { workspace, busy, loadError } = state;
  const { task, clock, script } = workspace ?? {};
  const mine = isMine(task);
  const agreed = mine && !reopened && isAgreed(state);
  return {
    loading: busy && !workspace,
    welcoming: !workspace && !busy && !loadError,
    mine,
    readOnly: !mine,
    unclaimed: task?.status === 'New',
    ending: task?.status === 'Completed' ? [label.closed, task.comment].filter(Boolean).join(' ') : undefined,
    askingZone: mine && (zoneOpen || clock?.zoneSource === 'Unknown'),
    agreed,
    objections: script?.objections ?? [],
    rootClass: narrow ? 'root root_narrow' : 'root',
    talkClass: narrow || tall ? 'talk' : 'talk talk_stays',
    zoneClass: zoneClasses(narrow, zone, agreed),
    showFooter: narrow && mine && zone !== 'wrap',
  };
}

export function sightOf({ workspace, talk }: SessionState): Sight | undefined {
  const { step, path = [] } = talk.walk ?? {};
  const stop = [...path.map((item) => item.step), step].find((each) => each?.kind === 'Stop');
  return workspace && { workspace, mine: isMine(workspace.task), action: step?.action, stop: stop && (stop.title ?? label.stopped) };
}

function isMine(task: TaskView | null | undefined): boolean {
  return Boolean(task?.open && task.heldByMe);
}

function isAgreed({ workspace, talk, skew }: SessionState): boolean {
  const { result, callbackAt } = workspace?.task ?? {};
  return talk.phase.name === 'idle' && result === 'Callback' && Date.parse(callbackAt ?? '') > Date.now() + skew;
}

/** Classes of the parts of the page: on a phone one is in sight at a time, the others keep what was typed. */
function zoneClasses(narrow: boolean, current: Zone, agreed: boolean): Readonly<Record<Zone, string>> {
  const hidden = (zone: Zone): boolean => (narrow ? zone !== current : zone === 'wrap' && agreed);
  const of = (zone: Zone): string => `zone zone_${zone}${hidden(zone) ? ' slds-hide' : ''}`;
  return { guide: of('guide'), client: of('client'), wrap: of('wrap') };
}
