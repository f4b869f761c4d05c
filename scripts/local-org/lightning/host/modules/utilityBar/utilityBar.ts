import { api, LightningElement } from 'lwc';
import { saveErrorBody } from '../../../shims/data/form-model';
import { readPage, type PageComponent, type PageDocument } from '../../lib/pages';
import { toast } from '../../lib/record-actions';
import { text, texts } from '../../lib/texts';

interface Utility {
  readonly component: PageComponent;
  readonly identifier: string;
  readonly label: string;
  readonly icon: string;
  readonly style: string;
  readonly pressed: 'true' | 'false';
  readonly buttonClass: string;
  readonly panelClass: string;
  /** Its component exists once it has been opened, and goes on while the panel is minimized. */
  readonly started: boolean;
}

const DEFAULT_SIZE = { width: 340, height: 480 };

/** The app's utilities, open on every page. Desktop only, as on the platform. */
export default class UtilityBar extends LightningElement {
  t = texts;
  page: PageDocument | undefined;
  open: string | undefined;
  started: ReadonlySet<string> = new Set();
  private _pageName: string | null = null;
  private readonly narrow = window.matchMedia('(max-width: 767px)');

  @api get pageName(): string | null {
    return this._pageName;
  }
  set pageName(name: string | null) {
    if (name === this._pageName) return;
    this._pageName = name;
    this.page = undefined;
    this.open = undefined;
    this.started = new Set();
    if (name && !this.narrow.matches) void this.load(name);
  }

  private async load(name: string): Promise<void> {
    try {
      const page = await readPage('flexipage', { name });
      if (name !== this._pageName) return;
      this.page = page;
      const eager = this.utilities.filter(({ component }) => component.decorators?.eager === 'true');
      this.started = new Set(eager.map(({ identifier }) => identifier));
    } catch (error) {
      toast({ title: text('componentFailed', name), message: saveErrorBody(error).message, variant: 'error' });
    }
  }

  get shown(): boolean {
    return this.utilities.length > 0;
  }

  get utilities(): Utility[] {
    const components = this.page?.regions.filter(({ name }) => name === 'utilityItems').flatMap((region) => region.components) ?? [];
    return components.map((component) => {
      const { label, icon, width, height } = component.decorators ?? {};
      const { identifier } = component;
      const isOpen = identifier === this.open;
      return {
        component,
        identifier,
        label: label ?? component.name,
        icon: `utility:${(icon ?? 'fallback').replace(/^.*:/, '')}`,
        style: `width: ${pixels(width, DEFAULT_SIZE.width)}px; height: ${pixels(height, DEFAULT_SIZE.height)}px`,
        pressed: isOpen ? 'true' : 'false',
        buttonClass: isOpen ? 'button active' : 'button',
        panelClass: isOpen ? 'panel' : 'panel hidden',
        started: isOpen || this.started.has(identifier),
      };
    });
  }

  handleToggle(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    this.open = id === this.open ? undefined : id;
    if (this.open) this.started = new Set([...this.started, this.open]);
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.open || event.defaultPrevented) return;
    const button = this.template?.querySelector<HTMLElement>(`.button[data-id="${CSS.escape(this.open)}"]`);
    this.open = undefined;
    button?.focus();
  }
}

function pixels(given: string | undefined, preset: number): number {
  const value = Number(given);
  return value > 0 ? value : preset;
}
