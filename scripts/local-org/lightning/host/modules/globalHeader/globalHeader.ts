import { api, LightningElement } from 'lwc';
import type { AppItem, NavItem } from '../../lib/session';
import { navigateTo } from '../../../shims/data/router';
import { texts } from '../../lib/texts';
import AppLauncher from 'host/appLauncher';

interface ShownItem extends NavItem {
  readonly cssClass: string;
  readonly current: 'page' | undefined;
}

/** Room for the menu of the tabs that do not fit, in pixels. */
const MORE_WIDTH = 90;

/** App launcher, tabs of the chosen app, user menu. On narrow screens the tabs fold into a menu. */
export default class GlobalHeader extends LightningElement {
  t = texts;
  /** How many tabs fit; undefined while they have not been measured. */
  fitting: number | undefined;
  private _app: AppItem | undefined;
  private readonly observer = new ResizeObserver(() => this.measureAgain());
  private observed = 0;

  @api get app(): AppItem | undefined {
    return this._app;
  }
  set app(app: AppItem | undefined) {
    if (app !== this._app) this.fitting = undefined;
    this._app = app;
  }
  @api currentAddress = '';
  compact = false;
  menuOpen = false;
  private readonly narrow = window.matchMedia('(max-width: 767px)');

  override connectedCallback(): void {
    this.compact = this.narrow.matches;
    this.narrow.addEventListener('change', () => (this.compact = this.narrow.matches));
  }

  override disconnectedCallback(): void {
    this.observer.disconnect();
  }

  /** All tabs are laid out once to learn their widths; those that do not fit go into the menu at the end. */
  override renderedCallback(): void {
    const nav = this.template?.querySelector('.tabs');
    if (!nav || this.fitting !== undefined) return;
    this.observer.observe(nav);
    const widths = [...nav.querySelectorAll('li')].map((item) => item.offsetWidth);
    const whole = widths.reduce((sum, width) => sum + width, 0);
    let room = nav.clientWidth - (whole > nav.clientWidth ? MORE_WIDTH : 0);
    this.observed = nav.clientWidth;
    this.fitting = widths.filter((width) => (room -= width) >= 0).length;
  }

  private measureAgain(): void {
    const width = this.template?.querySelector('.tabs')?.clientWidth ?? 0;
    if (width !== this.observed) this.fitting = undefined;
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
  get expanded(): 'true' | 'false' {
    return this.menuOpen ? 'true' : 'false';
  }
  get shownItems(): ShownItem[] {
    return this.items.slice(0, this.fitting);
  }
  get moreItems(): ShownItem[] {
    return this.fitting === undefined ? [] : this.items.slice(this.fitting);
  }
  get hasMore(): boolean {
    return this.moreItems.length > 0;
  }
  get items(): ShownItem[] {
    return (this.app?.items ?? []).map((item) => {
      const active = isCurrent(item, this.currentAddress);
      return { ...item, cssClass: active ? 'active' : '', current: active ? ('page' as const) : undefined };
    });
  }

  handleMore(event: CustomEvent<{ value: string }>): void {
    navigateTo(event.detail.value);
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
