import { api, LightningElement } from 'lwc';
import type { PromiseView } from '@callguide/contract';
import due from '@salesforce/label/c.Ui_PromiseDue';
import overdue from '@salesforce/label/c.Ui_PromiseOverdue';
import title from '@salesforce/label/c.Ui_Promises';
import { format } from 'c/labels';
import { formatMoment } from 'c/zonedTime';

/** What the client was promised and still waits for; takes no room when there is nothing. */
export default class PromiseList extends LightningElement {
  @api promises: readonly PromiseView[] | null | undefined;
  /** Zone in which deadlines are shown: the expert's. */
  @api timeZone: string | null | undefined;

  protected readonly label = { title, overdue };

  protected get rows(): readonly { readonly key: number; readonly text: string; readonly due: string; readonly overdue: boolean }[] {
    return (this.promises ?? []).map((promise, key) => ({
      key,
      text: promise.text ?? '',
      due: promise.dueAt ? format(due, formatMoment(Date.parse(promise.dueAt), this.timeZone ?? 'UTC')) : '',
      overdue: Boolean(promise.overdue),
    }));
  }
}
