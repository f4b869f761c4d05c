import { api, LightningElement } from 'lwc';
import type { PageComponent } from '../../lib/pages';

/** The path of a record: stages of one picklist. Without a path assistant of its own it shows the field the page names. */
export default class StagePath extends LightningElement {
  @api component!: PageComponent;
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  get field(): string {
    const field = this.component.properties.picklistField;
    if (typeof field !== 'string') throw new Error('Path: the page does not name a picklist field');
    return field;
  }
}
