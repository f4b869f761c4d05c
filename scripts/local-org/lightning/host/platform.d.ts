/* Types of the base components' modules that the host uses; their package ships none. */

/** https://developer.salesforce.com/docs/platform/lightning-component-reference/guide/lightning-modal.html */
declare module 'lightning/modal' {
  import { LightningElement } from 'lwc';

  export default class LightningModal extends LightningElement {
    static open(options: Readonly<Record<string, unknown>>): Promise<unknown>;
    disableClose: boolean;
    close(result?: unknown): void;
  }
}

/** https://developer.salesforce.com/docs/platform/lightning-component-reference/guide/lightning-confirm.html */
declare module 'lightning/confirm' {
  const LightningConfirm: { open(options: Readonly<Record<string, unknown>>): Promise<boolean> };
  export default LightningConfirm;
}

/** https://developer.salesforce.com/docs/platform/lightning-component-reference/guide/lightning-toast.html */
declare module 'lightning/toast' {
  const Toast: { show(config: Readonly<Record<string, unknown>>, source?: unknown): void };
  export default Toast;
}

/** https://developer.salesforce.com/docs/platform/lightning-component-reference/guide/lightning-datatable.html */
declare module 'lightning/datatable' {
  import { LightningElement } from 'lwc';

  export default class LightningDatatable extends LightningElement {
    static customTypes: Readonly<Record<string, unknown>>;
  }
}

declare module '@lwc/synthetic-shadow';

declare module '*.html' {
  const template: unknown;
  export default template;
}
