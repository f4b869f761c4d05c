/** https://developer.salesforce.com/docs/platform/lwc/guide/use-toast.html */
export const ShowToastEventName = 'lightning__showtoast';

export interface ToastDetail {
  readonly title: string;
  readonly message?: string;
  readonly messageData?: readonly (string | { readonly url: string; readonly label: string })[];
  readonly variant?: 'info' | 'success' | 'warning' | 'error';
  readonly mode?: 'dismissible' | 'pester' | 'sticky';
}

/** Asks the container to show a toast. */
export class ShowToastEvent extends CustomEvent<ToastDetail> {
  constructor(toast: ToastDetail) {
    super(ShowToastEventName, { composed: true, cancelable: true, bubbles: true, detail: toast });
  }
}
