import { api, LightningElement } from 'lwc';
import client from '@salesforce/label/c.Ui_Client';
import guide from '@salesforce/label/c.Ui_Guide';
import wrap from '@salesforce/label/c.Ui_WrapUp';
import zones from '@salesforce/label/c.Ui_Zones';

/** Parts of the workspace. */
export type Zone = 'guide' | 'client' | 'wrap';

const NAMES: Readonly<Record<Zone, string>> = { guide, client, wrap };
const ORDER: readonly Zone[] = ['guide', 'client', 'wrap'];

interface Tab {
  readonly zone: Zone;
  readonly label: string;
  readonly selected: string;
  readonly itemClass: string;
  readonly tabIndex: number;
}

/**
 * The parts of the workspace as tabs, for a phone. The content stays where it is: only the choice is made here.
 * @fires CallTabs#pick  detail: the Zone
 */
export default class CallTabs extends LightningElement {
  @api zone: Zone = 'guide';

  protected readonly name = zones;

  protected get tabs(): readonly Tab[] {
    return ORDER.map((zone) => {
      const selected = zone === this.zone;
      const itemClass = `slds-tabs_default__item${selected ? ' slds-is-active' : ''}`;
      return { zone, label: NAMES[zone], selected: String(selected), itemClass, tabIndex: selected ? 0 : -1 };
    });
  }

  protected click(event: Event): void {
    this.pick((event.currentTarget as HTMLElement).dataset.zone as Zone);
  }

  /** Arrow keys walk the tabs, as people expect of tabs. */
  protected walk(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const zone = ORDER[(ORDER.indexOf(this.zone) + step + ORDER.length) % ORDER.length]!;
    this.template?.querySelector<HTMLElement>(`[data-zone="${zone}"]`)?.focus();
    this.pick(zone);
  }

  private pick(detail: Zone): void {
    this.dispatchEvent(new CustomEvent<Zone>('pick', { detail }));
  }
}
