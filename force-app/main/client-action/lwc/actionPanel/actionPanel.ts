import { api, LightningElement } from 'lwc';
import type { ActionResult, ActionState, Workspace } from '@callguide/contract';
import actions from '@salesforce/label/c.Ui_Actions';
import back from '@salesforce/label/c.Ui_ActionBack';
import doneAt from '@salesforce/label/c.Ui_ActionDoneAt';
import failed from '@salesforce/label/c.Ui_ActionFailed';
import none from '@salesforce/label/c.Ui_ActionsNone';
import pending from '@salesforce/label/c.Ui_ActionPending';
import verifyAge from '@salesforce/label/c.Ui_ActionVerifyAge';
import verifyEmail from '@salesforce/label/c.Ui_ActionVerifyEmail';
import verifyPhone from '@salesforce/label/c.Ui_ActionVerifyPhone';
import { format } from 'c/labels';
import { formatTime } from 'c/zonedTime';

interface Tile {
  readonly type: string;
  readonly label: string;
  /** How it stands, or why it cannot be done; that is there to be read in full when chosen. */
  readonly state: string;
  readonly icon: string;
  readonly className: string;
  readonly disabled: string;
}

const ICONS: Readonly<Record<string, string>> = {
  Vouchers: 'utility:moneybag',
  Wallet: 'utility:sms',
  QURE: 'utility:rotate',
  'Device Link': 'utility:link',
  'Email Verified': 'utility:email',
  'Phone Verified': 'utility:phone_portrait',
  'Contact Data': 'utility:user',
  'Age Verification': 'utility:identity',
  'Opt Out': 'utility:notification_off',
  Order: 'utility:cart',
  Store: 'utility:checkin',
  Coupon: 'utility:coupon_codes',
  Reservation: 'utility:clock',
  'Live Chat': 'utility:chat',
};

/** What a button does, where the name of the action tells its result instead. */
const VERBS: Readonly<Record<string, string>> = {
  'Email Verified': verifyEmail,
  'Phone Verified': verifyPhone,
  'Age Verification': verifyAge,
};

const nameOf = (action: ActionState): string => VERBS[action.type ?? ''] ?? action.label ?? '';

/**
 * What can be done for the client, one button each: how it stands, and why it cannot be done. The chosen one takes the place of the list.
 * @fires ActionPanel#done  detail: ActionResult
 */
export default class ActionPanel extends LightningElement {
  /** May be read, but the task is not in this expert's hands. */
  @api readOnly = false;

  protected readonly label = { actions, back, none };
  protected open: string | undefined;
  private shown: Workspace = {};
  private focusNext: string | undefined;

  @api get workspace(): Workspace {
    return this.shown;
  }
  set workspace(value: Workspace) {
    if (value.task?.id !== this.shown.task?.id) this.open = undefined;
    this.shown = value;
  }

  override renderedCallback(): void {
    if (!this.focusNext) return;
    this.template?.querySelector<HTMLElement>(this.focusNext)?.focus();
    this.focusNext = undefined;
  }

  /** Puts the focus on the list. */
  @api focus(): void {
    this.template?.querySelector<HTMLElement>('button')?.focus();
  }

  protected get tiles(): readonly Tile[] {
    return (this.shown.actions ?? []).map((action) => ({
      type: action.type ?? '',
      label: nameOf(action),
      state: this.stateOf(action),
      icon: ICONS[action.type ?? ''] ?? 'utility:touch_action',
      className: `slds-button tile tile_${action.ready ? (action.status ?? 'None').toLowerCase() : 'off'}`,
      disabled: String(this.readOnly),
    }));
  }
  protected get isEmpty(): boolean {
    return this.tiles.length === 0;
  }
  protected get openedName(): string {
    return this.opened ? nameOf(this.opened) : '';
  }
  protected get opened(): ActionState | undefined {
    return this.open ? this.shown.actions?.find((each) => each.type === this.open) : undefined;
  }

  protected choose(event: Event): void {
    const button = event.currentTarget as HTMLElement;
    if (this.readOnly) return;
    this.open = button.dataset.type;
    this.focusNext = '.back';
  }
  protected close(): void {
    this.focusNext = `[data-type="${this.open ?? ''}"]`;
    this.open = undefined;
  }
  protected pressKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.open || event.defaultPrevented) return;
    event.stopPropagation();
    this.close();
  }
  protected forward(event: CustomEvent<ActionResult>): void {
    this.dispatchEvent(new CustomEvent<ActionResult>('done', { detail: event.detail }));
  }

  private stateOf(action: ActionState): string {
    if (!action.ready) return action.reason ?? '';
    const time = action.doneAt ? formatTime(Date.parse(action.doneAt), this.shown.clock?.expertTimeZone ?? 'UTC') : '';
    return { None: '', Requested: format(pending, time), Done: format(doneAt, time), Failed: failed }[action.status ?? 'None'].trim();
  }
}
