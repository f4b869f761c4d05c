import { api, LightningElement } from 'lwc';
import type { AppItem, NavItem } from '../../lib/session';
import { texts } from '../../lib/texts';
import AppLauncher from 'host/appLauncher';

interface ShownItem extends NavItem {
  readonly cssClass: string;
  readonly current: 'page' | undefined;
}

/** App launcher, tabs of the chosen app, user menu. On narrow screens the tabs fold into a menu. */
export default class GlobalHeader extends LightningElement {
  t = texts;
  @api app: AppItem | undefined;
  @api currentAddress = '';
  compact = false;
  menuOpen = false;
  private readonly narrow = window.matchMedia('(max-width: 767px)');

  connectedCallback(): void {
    this.compact = this.narrow.matches;
    this.narrow.addEventListener('change', () => (this.compact = this.narrow.matches));
  }

  get appLabel(): string {
    return this.app?.label ?? '';
  }
  get wide(): boolean {
    return !this.compact;
  }
  get menuShown(): boolean {
    return this.compact && this.menuOpen;
  }
  get items(): ShownItem[] {
    return (this.app?.items ?? []).map((item) => {
      const active = isCurrent(item, this.currentAddress);
      return { ...item, cssClass: active ? 'active' : '', current: active ? ('page' as const) : undefined };
    });
  }

  handleMenu(): void {
    this.menuOpen = !this.menuOpen;
  }

  async handleLauncher(): Promise<void> {
    const chosen = await AppLauncher.open({ size: 'medium', label: texts.appLauncher });
    if (chosen) this.dispatchEvent(new CustomEvent('chooseapp', { detail: { name: chosen } }));
  }
}

/** An object's tab stays current on the pages of its records. */
function isCurrent(item: NavItem, address: string): boolean {
  if (item.objectApiName)
    return address.startsWith(`/lightning/o/${item.objectApiName}/`) || address.startsWith(`/lightning/r/${item.objectApiName}/`);
  return address === item.address || (item.address === '/lightning/page/home' && address === '/');
}
