import { LightningElement } from 'lwc';
import { request } from '../../../shims/data/http';
import { session } from '../../lib/session';
import { text, texts } from '../../lib/texts';

/** Covers the page when the server no longer knows the session. */
export default class SessionEnded extends LightningElement {
  t = texts;

  /** An open form hides the shell, and this dialog in it, from screen readers; now the dialog is what counts. */
  private shellHidden: string | null = null;

  override connectedCallback(): void {
    this.shellHidden = shell()?.getAttribute('aria-hidden') ?? null;
    shell()?.removeAttribute('aria-hidden');
  }

  override disconnectedCallback(): void {
    if (this.shellHidden !== null) shell()?.setAttribute('aria-hidden', this.shellHidden);
  }

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

function shell(): Element | null {
  return document.querySelector('host-app');
}
