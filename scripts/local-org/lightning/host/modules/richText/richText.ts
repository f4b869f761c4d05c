import { api, LightningElement } from 'lwc';
import type { PageComponent } from '../../lib/pages';
import { plainText } from '../../../shims/data/text';

/** Formatted text placed on a page. */
export default class RichText extends LightningElement {
  @api component!: PageComponent;

  get value(): string {
    return plainText(this.component.properties.richTextValue);
  }
  get boxClass(): string {
    return String(this.component.properties.decorate) === 'true' ? 'slds-card slds-p-around_medium' : '';
  }
}
