import LightningModal from 'lightning/modal';
import { session, type AppItem, type NavItem } from '../../lib/session';
import { texts } from '../../lib/texts';

/** All apps and tabs of the user. Closes with the chosen app's name. */
export default class AppLauncher extends LightningModal {
  t = texts;
  filter = '';

  get apps(): (AppItem & { initials: string })[] {
    return session()
      .apps.filter(({ label }) => this.matches(label))
      .map((app) => ({ ...app, initials: app.label.slice(0, 2).toLocaleUpperCase() }));
  }

  get items(): NavItem[] {
    const all = new Map(session().apps.flatMap(({ items }) => items.map((item) => [item.name, item])));
    return [...all.values()].filter(({ label }) => this.matches(label)).sort((a, b) => a.label.localeCompare(b.label));
  }

  handleFilter(event: CustomEvent<{ value: string }>): void {
    this.filter = event.detail.value;
  }

  handleApp(event: Event): void {
    this.close((event.currentTarget as HTMLElement).dataset.name);
  }

  handleItem(): void {
    this.close();
  }

  private matches(label: string): boolean {
    return label.toLocaleLowerCase().includes(this.filter.toLocaleLowerCase());
  }
}
