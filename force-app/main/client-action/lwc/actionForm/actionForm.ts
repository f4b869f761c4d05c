import { api, LightningElement } from 'lwc';
import loadOptions from '@salesforce/apex/ClientActionController.loadOptions';
import type { ActionOptions, ActionResult, ActionState, Workspace } from '@callguide/contract';
import { keyOf, settleKey } from 'c/requestKey';
import { planOf } from './plans';
import type { Field, Setting, Step, Values } from './plan';
import { label } from './text';

/** Longer than this the client is asked to hold. */
const PATIENCE_SECONDS = 10;

interface ShownField extends Field {
  readonly className: string;
  readonly isChoice: boolean;
  readonly isButtons: boolean;
  readonly isArea: boolean;
  readonly isCheckbox: boolean;
  readonly isStore: boolean;
  readonly value?: string;
  readonly checked: boolean;
}

/** A base component or one of our own that can be asked to show what is wrong with it. */
type Checkable = HTMLElement & { reportValidity?(): boolean };

/**
 * The form of one action. Every press of the button means the same until it succeeded, so it is safe to press twice.
 * @fires ActionForm#done  detail: ActionResult
 */
export default class ActionForm extends LightningElement {
  @api action: ActionState = {};
  @api workspace: Workspace = {};

  protected readonly label = label;
  protected step: Step | undefined;
  protected busy = false;
  protected slow = false;
  protected error: unknown;
  protected result: ActionResult | undefined;
  private values: Values = {};
  private options: ActionOptions = {};
  private patience: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    void this.begin();
  }
  override disconnectedCallback(): void {
    clearTimeout(this.patience);
  }

  /** Puts the focus on the first thing to fill in. */
  @api focus(): void {
    this.template?.querySelector<HTMLElement>('[data-name], .submit')?.focus();
  }

  protected get fields(): readonly ShownField[] {
    const { values } = this;
    return (this.step?.fields(values) ?? []).map((field) => {
      const value = field.name in values ? values[field.name] : field.value;
      const is = (kind: Field['kind']): boolean => field.kind === kind;
      return {
        ...field,
        className: is('store') || is('area') || is('buttons') ? 'field_wide' : '',
        value: typeof value === 'string' ? value : undefined,
        checked: value === true,
        isChoice: is('choice'),
        isButtons: is('buttons'),
        isArea: is('area'),
        isCheckbox: is('checkbox'),
        isStore: is('store'),
      };
    });
  }
  protected get loading(): boolean {
    return !this.step && !this.error && !this.finished;
  }
  protected get finished(): boolean {
    return Boolean(this.result) && !this.step;
  }
  /** What happened and what to tell the client. */
  protected get message(): string {
    return this.result?.message ?? '';
  }
  protected get messageClass(): string {
    const fine = this.result?.confirmed !== false && this.result?.action?.status !== 'Failed';
    return `slds-box slds-box_x-small message ${fine ? 'message_fine' : 'message_failed'}`;
  }
  protected get link(): string {
    return this.result?.link ?? '';
  }
  protected get chains(): ActionOptions['chains'] {
    return this.options.chains;
  }
  protected get cities(): ActionOptions['cities'] {
    return this.options.cities;
  }
  protected get taskId(): string {
    return this.workspace.task?.id ?? '';
  }
  protected get reserves(): boolean {
    return this.action.type === 'Reservation';
  }

  protected change(event: CustomEvent<{ value?: string; checked?: boolean }>): void {
    const { name } = (event.currentTarget as HTMLElement).dataset;
    if (name) this.values = { ...this.values, [name]: event.detail.checked ?? event.detail.value };
  }
  /** Enter is as good as the button, except where it begins a new line. */
  protected pressKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing || (event.target as HTMLElement).tagName === 'LIGHTNING-TEXTAREA') return;
    event.preventDefault();
    void this.submit();
  }

  protected async begin(): Promise<void> {
    this.result = this.error = undefined;
    this.values = {};
    try {
      const plan = planOf(this.action.type);
      if (plan.needsOptions) this.options = await loadOptions({ taskId: this.taskId });
      const setting: Setting = { taskId: this.taskId, workspace: this.workspace, action: this.action, options: this.options };
      this.step = plan.first(setting);
    } catch (error) {
      this.error = error;
    }
  }

  protected async submit(): Promise<void> {
    const { step } = this;
    if (this.busy || !step || !this.isComplete()) return;
    const values = Object.fromEntries(this.fields.map((field) => [field.name, field.isCheckbox ? field.checked : field.value]));
    const intent = `${this.taskId}.${this.action.type ?? ''}`;
    this.wait();
    try {
      const result = await step.run(values, keyOf(intent));
      this.result = result;
      if (result.confirmed === false) return;
      if (result.action?.status !== 'Failed') settleKey(intent);
      this.step = step.then?.(values);
      this.dispatchEvent(new CustomEvent<ActionResult>('done', { detail: result }));
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = this.slow = false;
      clearTimeout(this.patience);
    }
  }

  private wait(): void {
    this.busy = true;
    this.error = undefined;
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- reminds the expert of the client; cleared when the answer is there
    this.patience = setTimeout(() => (this.slow = true), PATIENCE_SECONDS * 1000);
  }

  private isComplete(): boolean {
    const fields = [...(this.template?.querySelectorAll<Checkable>('[data-name]') ?? [])];
    // All of them are asked, so that everything wrong is shown at once.
    return fields.map((field) => field.reportValidity?.() ?? true).every(Boolean);
  }
}
