import { api, LightningElement } from 'lwc';
import { readPage, type PageDocument } from '../../lib/pages';
import type { AppItem } from '../../lib/session';

/** A home or app page: loads its FlexiPage and renders it. */
export default class PageLoader extends LightningElement {
  @api kind: 'home' | 'flexipage' = 'home';
  page: PageDocument | undefined;
  error: unknown;
  private _name: string | undefined;
  private _app: AppItem | undefined;

  @api get name(): string | undefined {
    return this._name;
  }
  set name(name: string | undefined) {
    this._name = name;
    if (this.isConnected) void this.load();
  }

  @api get app(): AppItem | undefined {
    return this._app;
  }
  set app(app: AppItem | undefined) {
    this._app = app;
    if (this.isConnected) void this.load();
  }

  override connectedCallback(): void {
    void this.load();
  }

  handleRetry(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    this.error = undefined;
    try {
      this.page = await readPage(this.kind, { name: this._name, app: this._app?.developerName });
      if (this.kind === 'flexipage') document.title = this.page.label;
    } catch (error) {
      this.error = error;
    }
  }
}
