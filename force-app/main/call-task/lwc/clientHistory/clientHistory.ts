import { api, LightningElement } from 'lwc';
import type { HistoryItem } from '@callguide/contract';
import title from '@salesforce/label/c.Ui_History';
import noAnswer from '@salesforce/label/c.Ui_ResultNoAnswer';
import callback from '@salesforce/label/c.Ui_ResultCallback';
import refused from '@salesforce/label/c.Ui_ResultRefused';
import success from '@salesforce/label/c.Ui_ResultSuccess';
import { formatMoment } from 'c/zonedTime';

const RESULTS: Readonly<Record<NonNullable<HistoryItem['result']>, string>> = {
  Callback: callback,
  Success: success,
  Refused: refused,
  'No Answer': noAnswer,
};

/** Earlier contacts with the same client under other tasks; takes no room when there are none. */
export default class ClientHistory extends LightningElement {
  @api items: readonly HistoryItem[] | null | undefined;
  /** Zone in which the times are shown: the expert's. */
  @api timeZone: string | null | undefined;

  protected readonly label = { title };

  protected get rows(): readonly { readonly key: string; readonly what: string; readonly detail: string; readonly at: string }[] {
    return (this.items ?? []).map((item) => ({
      key: item.taskId ?? '',
      what: [item.callListName, item.outcomeLabel ?? (item.result && RESULTS[item.result])].filter(Boolean).join(' · '),
      detail: [item.comment, item.expertName].filter(Boolean).join(' · '),
      at: item.at ? formatMoment(Date.parse(item.at), this.timeZone ?? 'UTC') : '',
    }));
  }
}
