/*
 * Platform modules the package's components use, typed where no npm package types them.
 * One file per family; add a member when a component needs it, with its documentation page.
 */

/** https://developer.salesforce.com/docs/platform/lwc/guide/reference-lightning-ui-api-record.html */
declare module 'lightning/uiRecordApi' {
  export function notifyRecordUpdateAvailable(records: { recordId: string }[]): Promise<void>;
}

/** https://developer.salesforce.com/docs/component-library/bundle/lightning-platform-show-toast-event/documentation */
declare module 'lightning/platformShowToastEvent' {
  export type ToastVariant = 'info' | 'success' | 'warning' | 'error';

  export interface ToastInit {
    readonly title?: string;
    readonly message?: string;
    readonly variant?: ToastVariant;
    readonly mode?: 'dismissible' | 'pester' | 'sticky';
  }

  export class ShowToastEvent extends CustomEvent<ToastInit> {
    constructor(toast: ToastInit);
  }
}

/** https://developer.salesforce.com/docs/platform/lwc/guide/use-navigate.html */
declare module 'lightning/navigation' {
  import type { LightningElement } from 'lwc';

  export interface RecordPageReference {
    readonly type: 'standard__recordPage';
    readonly attributes: { readonly recordId: string; readonly objectApiName?: string; readonly actionName: 'view' | 'edit' | 'clone' };
    readonly state?: Readonly<Record<string, string>>;
  }

  const Navigate: unique symbol;
  const GenerateUrl: unique symbol;

  export interface Navigates {
    [Navigate](page: RecordPageReference, replace?: boolean): void;
    [GenerateUrl](page: RecordPageReference): Promise<string>;
  }

  export const NavigationMixin: {
    (base: typeof LightningElement): new () => LightningElement & Navigates;
    readonly Navigate: typeof Navigate;
    readonly GenerateUrl: typeof GenerateUrl;
  };
}

/** https://developer.salesforce.com/docs/platform/lightning-component-reference/guide/lightning-modal.html */
declare module 'lightning/modal' {
  import { LightningElement } from 'lwc';

  export interface ModalOptions {
    readonly label: string;
    readonly size?: 'small' | 'medium' | 'large' | 'full';
    readonly description?: string;
  }

  export default class LightningModal extends LightningElement {
    static open(options: ModalOptions & Readonly<Record<string, unknown>>): Promise<unknown>;
    close(result?: unknown): void;
    label: string;
  }
}
