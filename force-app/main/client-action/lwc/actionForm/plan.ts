import type { ActionOptions, ActionResult, ActionState, Workspace } from '@callguide/contract';

export type Values = Readonly<Record<string, string | boolean | undefined>>;

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** One thing to fill in. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'email' | 'tel' | 'date' | 'datetime' | 'checkbox' | 'area' | 'choice' | 'buttons' | 'store';
  readonly options?: readonly Option[];
  /** What stands there at first. */
  readonly value?: string | boolean;
  readonly required?: boolean;
}

/** One page of a form. */
export interface Step {
  /** Depends on what is filled in so far, e.g. colours on the model. */
  readonly fields: (values: Values) => readonly Field[];
  /** Text of the button. */
  readonly submit: string;
  /** What the expert does elsewhere meanwhile. */
  readonly hint?: string;
  /** @param requestKey the same for every press of the same intent */
  readonly run: (values: Values, requestKey: string) => Promise<ActionResult>;
  /** What comes after it succeeded. */
  readonly then?: (values: Values) => Step;
}

/** What a form is made from. */
export interface Setting {
  readonly taskId: string;
  readonly workspace: Workspace;
  readonly action: ActionState;
  readonly options: ActionOptions;
}

/** How an action is done. */
export interface Plan {
  /** Needs what the server offers to choose from. */
  readonly needsOptions?: boolean;
  readonly first: (setting: Setting) => Step;
}

/** The text of a value, nothing when it is empty. */
export function textOf(value: string | boolean | undefined): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

/** Options of a list of plain names. */
export const named = (names: readonly (string | null | undefined)[] | null | undefined): Option[] =>
  (names ?? []).filter((name): name is string => Boolean(name)).map((name) => ({ value: name, label: name }));

/** Options as the server lists them. */
export const listed = (options: readonly { value?: string | null; label?: string | null }[] | null | undefined): Option[] =>
  (options ?? []).map((each) => ({ value: each.value ?? '', label: each.label ?? '' }));
