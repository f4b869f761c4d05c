import { LightningElement } from 'lwc';
import { request } from '../../../shims/data/http';
import { session } from '../../lib/session';
import { text, texts } from '../../lib/texts';

/** Covers the page when the server no longer knows the session. */
export default class SessionEnded extends LightningElement {
  t = texts;

  override renderedCallback(): void {
    (this.template?.querySelector('.brand') as HTMLElement | null)?.focus();
  }

  get signInLabel(): string {
    return text('signInAs', session().user?.name ?? '');
  }

  /** Goes on as the same user without loading the page anew, so that what was typed stays. */
  async handleSignIn(): Promise<void> {
    try {
      await request('POST', '/lightning/host/sign-in', { userId: session().user?.id });
      this.dispatchEvent(new CustomEvent('signedin'));
    } catch {
      this.handleOther(); // the server asks who it is
    }
  }

  handleOther(): void {
    window.location.reload();
  }
}
