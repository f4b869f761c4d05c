import { LightningElement } from 'lwc';
import { request } from '../../../shims/data/http';
import { session, type UserCard } from '../../lib/session';
import { texts } from '../../lib/texts';
import { saveErrorBody } from '../../../shims/data/form-model';

interface Card extends UserCard {
  readonly initials: string;
  readonly detail: string;
}

/** Chooses a user of the org to work as. Local development only: there is nothing to authenticate against. */
export default class SignIn extends LightningElement {
  t = texts;
  filter = '';
  busy = false;
  problem = '';
  organizationName = session().organizationName;

  override connectedCallback(): void {
    document.title = this.organizationName;
  }

  get users(): Card[] {
    const wanted = this.filter.toLocaleLowerCase();
    return session()
      .users.filter(({ name, username }) => `${name} ${username}`.toLocaleLowerCase().includes(wanted))
      .map((user) => ({ ...user, initials: initials(user.name), detail: [user.roleName, user.profileName].filter(Boolean).join(' · ') }));
  }
  get showFilter(): boolean {
    return session().users.length > 12;
  }
  get none(): boolean {
    return this.users.length === 0;
  }

  handleFilter(event: CustomEvent<{ value: string }>): void {
    this.filter = event.detail.value;
  }

  async handleChoose(event: Event): Promise<void> {
    const userId = (event.currentTarget as HTMLElement).dataset.id;
    this.busy = true;
    this.problem = '';
    try {
      await request('POST', '/lightning/host/sign-in', { userId });
      window.location.reload();
    } catch (error) {
      this.busy = false;
      this.problem = saveErrorBody(error).message;
    }
  }
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toLocaleUpperCase())
    .join('');
}
