import { api, LightningElement } from 'lwc';
import { recentRecords, type RecentRecord } from '../../lib/recent-records';
import { objectIcon } from '../../lib/record-ui';
import { texts } from '../../lib/texts';

/** Records the user opened last, as on the platform's home page. */
export default class RecentRecords extends LightningElement {
  t = texts;
  @api component: unknown;
  @api page: unknown;
  @api record: unknown;
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  get records(): (RecentRecord & { address: string; icon: string })[] {
    return recentRecords().map((record) => ({
      ...record,
      address: `/lightning/r/${record.objectApiName}/${record.id}/view`,
      icon: objectIcon(record.objectApiName),
    }));
  }
}
