import { api, LightningElement } from 'lwc';
import type { TimelineItem } from '@callguide/contract';
import Ui_Timeline from '@salesforce/label/c.Ui_Timeline';
import Ui_TimelineEmpty from '@salesforce/label/c.Ui_TimelineEmpty';
import { formatMoment } from 'c/zonedTime';

const ICONS: Readonly<Record<string, string>> = {
  attempt: 'utility:call',
  claim: 'utility:user',
  created: 'utility:add',
  completed: 'utility:check',
  action: 'utility:touch_action',
};

/** What happened on the task so far, newest first as the server gives it. */
export default class CallTimeline extends LightningElement {
  @api items: readonly TimelineItem[] | null | undefined;
  /** Zone in which the times are shown: the expert's. */
  @api timeZone: string | null | undefined;

  protected readonly label = { title: Ui_Timeline, empty: Ui_TimelineEmpty };

  protected get rows(): readonly {
    readonly key: number;
    readonly icon: string;
    readonly title: string;
    readonly detail: string;
    readonly at: string;
  }[] {
    return (this.items ?? []).map((item, key) => ({
      key,
      icon: ICONS[item.kind ?? ''] ?? 'utility:record',
      title: item.title ?? '',
      detail: item.detail ?? '',
      at: item.at ? formatMoment(Date.parse(item.at), this.timeZone ?? 'UTC') : '',
    }));
  }
  protected get isEmpty(): boolean {
    return this.rows.length === 0;
  }
}
