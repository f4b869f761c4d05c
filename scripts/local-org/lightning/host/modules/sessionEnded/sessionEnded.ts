import { LightningElement } from 'lwc';
import { texts } from '../../lib/texts';

/** Covers the page when the server no longer knows the session. */
export default class SessionEnded extends LightningElement {
  t = texts;

  renderedCallback(): void {
    (this.template?.querySelector('lightning-button') as HTMLElement | null)?.focus();
  }

  handleSignIn(): void {
    window.location.reload();
  }
}
