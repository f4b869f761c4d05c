import { api, LightningElement } from 'lwc';
import type { RecordDoc } from '../../../shims/data/types';
import type { PageComponent, PageDocument } from '../../lib/pages';
import { loadComponent, type ComponentConstructor } from '../../lib/load-component';
import { standardComponent } from '../../lib/standard-components';
import { text } from '../../lib/texts';

/** One component of a page: a standard one of the host, or a Lightning web component of the org. A failure stays in its place. */
export default class FlexiComponent extends LightningElement {
  @api page: PageDocument | undefined;
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  @api record: RecordDoc | undefined;
  constructor_: ComponentConstructor | undefined;
  problem = '';
  detail = '';
  private _component: PageComponent | undefined;

  @api get component(): PageComponent | undefined {
    return this._component;
  }
  set component(component: PageComponent | undefined) {
    const changed = component?.name !== this._component?.name;
    this._component = component;
    if (changed && component) void this.load(component.name);
  }

  get values(): Record<string, unknown> {
    const context = { recordId: this.recordId, objectApiName: this.objectApiName };
    if (this.isLocal) return { ...this.component?.properties, ...(this.recordId ? context : {}) };
    return { component: this.component, page: this.page, record: this.record, ...context };
  }

  private get isLocal(): boolean {
    return this.component?.name.startsWith('c:') ?? false;
  }

  private async load(name: string): Promise<void> {
    this.problem = '';
    this.constructor_ = undefined;
    try {
      const loaded = name.startsWith('c:') ? await loadComponent(name) : standardComponent(name);
      if (loaded) this.constructor_ = loaded;
      else this.problem = text('unsupportedComponent', name);
    } catch (error) {
      this.fail(name, error);
    }
  }

  override errorCallback(error: Error): void {
    this.fail(this.component?.name ?? '', error);
  }

  private fail(name: string, error: unknown): void {
    // The stack is for the developer who looks for the cause; the page shows the message.
    console.error(error);
    this.constructor_ = undefined;
    this.problem = text('componentFailed', name);
    this.detail = error instanceof Error ? error.message : String(error);
  }
}
