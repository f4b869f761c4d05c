import { api, LightningElement, wire } from 'lwc';
import type { RecordDoc } from '../../../shims/data/types';
import { getRecord } from '../../../shims/lightning/uiRecordApi/uiRecordApi';
import type { PageDocument } from '../../lib/pages';
import { columnsOf, hasSideColumn } from '../../lib/templates';
import { fieldsOfRules } from '../../lib/visibility';

/** A Lightning page: its regions side by side, stacked on narrow screens. */
export default class FlexiPage extends LightningElement {
  @api page!: PageDocument;
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  /** Only what visibility rules need; a page without such rules asks for nothing. */
  @wire(getRecord, { recordId: '$ruleRecordId', optionalFields: '$ruleFields' })
  wired: { data?: RecordDoc } | undefined;

  get ruleFields(): string[] {
    return this.objectApiName ? fieldsOfRules(this.page, this.objectApiName) : [];
  }
  get ruleRecordId(): string | undefined {
    return this.ruleFields.length ? this.recordId : undefined;
  }
  get record(): RecordDoc | undefined {
    return this.wired?.data;
  }
  get sidebar(): boolean {
    return hasSideColumn(this.page.template);
  }
  get mainClass(): string {
    return 'main';
  }
  get regions(): { name: string; cssClass: string }[] {
    return this.page.regions
      .filter(({ kind, name, components }) => kind === 'Region' && components.length > 0 && !(this.sidebar && name === 'sidebar'))
      .map(({ name }) => ({ name, cssClass: `c${columnsOf(this.page.template, name)}` }));
  }
}
