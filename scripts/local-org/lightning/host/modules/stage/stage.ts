import { api, LightningElement } from 'lwc';
import type { PageReference } from '../../../shims/data/page-reference';
import { session, type AppItem, type TabItem } from '../../lib/session';
import { texts } from '../../lib/texts';

/** What the current page reference shows. */
export default class Stage extends LightningElement {
  @api app: AppItem | undefined;
  private _page: PageReference | undefined;

  @api get page(): PageReference | undefined {
    return this._page;
  }
  set page(page: PageReference | undefined) {
    this._page = page;
    // Until the page itself knows better; record and list pages set their own title.
    document.title = this.pageTitle;
  }

  private get type(): string {
    const { tab } = this;
    return tab?.kind === 'object' ? 'standard__objectPage' : (this._page?.type ?? '');
  }
  private get attributes(): PageReference['attributes'] {
    return this._page?.attributes ?? {};
  }
  private get tab(): TabItem | undefined {
    if (this._page?.type !== 'standard__navItemPage') return undefined;
    return session().tabs.find(({ name }) => name === this.attributes.apiName);
  }
  private get pageTitle(): string {
    if (this.isHome) return texts.home;
    return this.tab?.label ?? session().organizationName;
  }

  get state(): PageReference['state'] {
    return this._page?.state ?? {};
  }
  /** Reports and dashboards have pages of their own; their ids begin with these prefixes whatever the address calls them. */
  get isReport(): boolean {
    return this.isRecord && Boolean(this.recordId?.startsWith('00O'));
  }
  get isDashboard(): boolean {
    return this.isRecord && Boolean(this.recordId?.startsWith('01Z'));
  }
  get analyticsKind(): 'Report' | 'Dashboard' | undefined {
    if (!this.isObject) return undefined;
    return (['Report', 'Dashboard'] as const).find((name) => name === this.objectApiName);
  }
  get isOutbox(): boolean {
    return this.type === 'standard__namedPage' && this.attributes.pageName === 'outbox';
  }
  get isRecord(): boolean {
    return this.type === 'standard__recordPage';
  }
  get isRelated(): boolean {
    return this.type === 'standard__recordRelationshipPage';
  }
  get isObject(): boolean {
    return this.type === 'standard__objectPage';
  }
  get isHome(): boolean {
    return this.type === 'standard__namedPage' && this.attributes.pageName === 'home';
  }
  get isFlexiPage(): boolean {
    return this.tab?.kind === 'flexipage';
  }
  get flexiPageName(): string {
    return this.tab?.target ?? '';
  }
  get componentName(): string | undefined {
    if (this.tab?.kind === 'lwc') return this.tab.target;
    return this.type === 'standard__component' ? this.attributes.componentName?.replace('__', ':') : undefined;
  }
  get lone(): object {
    return { name: this.componentName, identifier: 'page', properties: {} };
  }
  get recordId(): string | undefined {
    return this.attributes.recordId;
  }
  get objectApiName(): string | undefined {
    return this.tab?.kind === 'object' ? this.tab.target : this.attributes.objectApiName;
  }
  get actionName(): string {
    return this.attributes.actionName ?? 'home';
  }
  get relatedListId(): string | undefined {
    return this.attributes.relationshipApiName;
  }
}
