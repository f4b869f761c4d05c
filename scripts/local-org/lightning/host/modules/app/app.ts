import { LightningElement } from 'lwc';
import Toast from 'lightning/toast';
import { followPage, navigateTo } from '../../../shims/data/router';
import type { PageReference } from '../../../shims/data/page-reference';
import { SESSION_ENDED } from '../../../shims/data/http';
import { followedRecordIds, refreshRecords } from '../../../shims/data/record-store';
import { invalidateResources } from '../../../shims/data/resource-cache';
import { ShowToastEventName, type ToastDetail } from '../../../shims/lightning/platformShowToastEvent/platformShowToastEvent';
import { REFRESH_EVENT, runRefreshHandlers } from '../../../shims/lightning/refresh/refresh';
import { session, type AppItem } from '../../lib/session';
import { texts } from '../../lib/texts';

const CHOSEN_APP = 'org.app';

/** The signed-in shell: header, navigation, the page of the current address, toasts. */
export default class App extends LightningElement {
  t = texts;
  page: PageReference | undefined;
  address = '';
  appName = localStorage.getItem(CHOSEN_APP) ?? '';
  ended = false;

  override connectedCallback(): void {
    window.addEventListener('click', followLinks);
    // Before the base components' own container sees it: that one takes toasts of another shape under the same name.
    window.addEventListener(ShowToastEventName, showPlatformToast, { capture: true });
    document.addEventListener(REFRESH_EVENT, () => void refreshPage());
    window.addEventListener(SESSION_ENDED, () => (this.ended = true));
    followPage((page) => this.show(page));
  }

  get app(): AppItem | undefined {
    const { apps } = session();
    return apps.find(({ developerName }) => developerName === this.appName) ?? apps[0];
  }

  get utilityBar(): string | null {
    return this.app?.utilityBar ?? null;
  }

  private show(page: PageReference | undefined): void {
    if (page?.type === 'standard__app') {
      this.chooseApp(page.attributes.appTarget?.replace(/^c__/, '') ?? '');
      return;
    }
    // One who comes in lands on the first tab; not every app begins with a home page.
    const [first] = this.app?.items ?? [];
    const arriving = this.page === undefined && page?.attributes.pageName === 'home';
    if (arriving && first && !this.app?.items.some(({ name }) => name === 'standard-home')) {
      navigateTo(first.address, true);
      return;
    }
    const moved = this.page !== undefined && this.address !== window.location.pathname;
    this.page = page;
    this.address = window.location.pathname;
    // Screen-reader and keyboard users continue at the new page, as after a full load.
    if (moved) {
      window.scrollTo(0, 0);
      const main = this.template?.querySelector('main') as HTMLElement | null;
      main?.scrollTo(0, 0);
      main?.focus({ preventScroll: true });
    }
  }

  handleSignedIn(): void {
    this.ended = false;
    void refreshPage();
  }

  handleSkip(event: Event): void {
    event.preventDefault();
    (this.template?.querySelector('main') as HTMLElement | null)?.focus();
  }

  handleChooseApp(event: CustomEvent<{ name: string }>): void {
    this.chooseApp(event.detail.name);
  }

  handleRefresh(event: Event): void {
    event.stopPropagation();
    void refreshPage();
  }

  private chooseApp(name: string): void {
    localStorage.setItem(CHOSEN_APP, name);
    this.appName = name;
    navigateTo(this.app?.items[0]?.address ?? '/lightning/page/home', true);
  }
}

/** Draws what `ShowToastEvent` of `lightning/platformShowToastEvent` asks for. */
function showPlatformToast(event: Event): void {
  const { title, message, messageData, variant, mode, toast } = (event as CustomEvent<ToastDetail & { toast?: unknown }>).detail;
  if (toast) return;
  event.stopImmediatePropagation();
  const plain = (message ?? '').replace(/\{(\d+)\}/g, (match, index: string) => {
    const part = messageData?.[Number(index)];
    return typeof part === 'string' ? part : match;
  });
  const body = title ? plain : undefined;
  Toast.show({
    label: title || plain,
    message: body,
    messageLinks: messageData,
    variant: variant ?? 'info',
    mode: mode === 'sticky' ? 'sticky' : 'dismissible',
  });
}

/** Plain clicks on links within Lightning change the page without loading it anew. */
function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement && node.href !== '');
  if (!link || link.target === '_blank' || link.origin !== window.location.origin || !link.pathname.startsWith('/lightning/')) return;
  event.preventDefault();
  navigateTo(link.pathname + link.search);
}

async function refreshPage(): Promise<void> {
  await Promise.all([
    refreshRecords(followedRecordIds()),
    ...['list-', 'related-', 'record-ui:'].map(invalidateResources),
    runRefreshHandlers(),
  ]);
}
