import { api, LightningElement } from 'lwc';
import type { ClockView, TaskView } from '@callguide/contract';
import bothClocks from '@salesforce/label/c.Ui_CallbackBothClocks';
import change from '@salesforce/label/c.Ui_AgreedChange';
import title from '@salesforce/label/c.Ui_Agreed';
import { format } from 'c/labels';
import { formatMoment } from 'c/zonedTime';

/**
 * The next call of a task is agreed and lies ahead: when it is, on both clocks, and the way to wrap up all the same.
 * @fires CallAgreed#reopen  the expert wants to change it or to finish
 */
export default class CallAgreed extends LightningElement {
  @api task: TaskView = {};
  @api clock: ClockView = {};

  protected readonly label = { change, title };

  protected get when(): string {
    const at = Date.parse(this.task.callbackAt ?? '');
    if (Number.isNaN(at)) return '';
    const [client, expert] = [this.clock.clientTimeZone, this.clock.expertTimeZone].map((zone) => formatMoment(at, zone ?? 'UTC'));
    return format(bothClocks, client, expert);
  }
  protected get details(): string {
    const lastWords = this.task.comment?.split('\n').at(-1);
    return [this.task.nextAttemptLabel, lastWords].filter(Boolean).join(' · ');
  }

  protected reopen(): void {
    this.dispatchEvent(new CustomEvent('reopen'));
  }
}
