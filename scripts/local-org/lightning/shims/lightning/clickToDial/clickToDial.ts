import { api, LightningElement } from 'lwc';

/** Without a phone system the number is a `tel:` link. https://developer.salesforce.com/docs/platform/lightning-component-reference/guide/lightning-click-to-dial.html */
export default class ClickToDial extends LightningElement {
  @api value: string | undefined;
  @api recordId: string | undefined;
  @api params: string | undefined;
}
