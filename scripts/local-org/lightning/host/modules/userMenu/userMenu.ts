import { LightningElement } from 'lwc';
import { request } from '../../../shims/data/http';
import { session, type SignedInUser } from '../../lib/session';
import { texts } from '../../lib/texts';

/** Who is signed in, with which language and time zone, and signing out. */
export default class UserMenu extends LightningElement {
  t = texts;
  open = false;

  get user(): SignedInUser {
    const { user } = session();
    if (!user) throw new Error('The user menu needs a signed-in user');
    return user;
  }
  get expanded(): 'true' | 'false' {
    return this.open ? 'true' : 'false';
  }
  get initials(): string {
    return this.user.name
      .split(/\s+/)
      .slice(0, 2)
      .map((word) => word.charAt(0))
      .join('');
  }
  get facts(): { label: string; value: string }[] {
    const { language, timeZone, roleName, profileName } = this.user;
    const languageName = new Intl.DisplayNames([language.replace('_', '-')], { type: 'language' }).of(language.replace('_', '-'));
    const rows: [string, string | null | undefined][] = [
      [texts.role, roleName],
      [texts.profile, profileName],
      [texts.language, languageName],
      [texts.timeZone, timeZone],
    ];
    return rows.flatMap(([label, value]) => (value ? [{ label, value }] : []));
  }

  handleToggle(): void {
    this.open = !this.open;
  }

  handleFocusOut(event: FocusEvent): void {
    const within = event.currentTarget as HTMLElement;
    if (!within.contains(event.relatedTarget as Node | null)) this.open = false;
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.open) return;
    this.open = false;
    (this.template?.querySelector('.trigger') as HTMLElement | null)?.focus();
  }

  async handleSignOut(): Promise<void> {
    await request('POST', '/lightning/host/sign-out', {});
    window.location.assign('/lightning/page/home');
  }
}
