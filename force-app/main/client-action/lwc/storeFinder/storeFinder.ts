import { api, LightningElement } from 'lwc';
import findStores from '@salesforce/apex/ClientActionController.findStores';
import type { ChainView, StoreFilter, StoreView } from '@callguide/contract';
import { format } from 'c/labels';
import { uniqueKey } from 'c/uniqueKey';
import { label } from './text';

interface Shown {
  readonly value: string;
  readonly title: string;
  readonly detail: string;
  readonly chosen: boolean;
}

type Switch = 'offer' | 'reservation' | 'selfRegistration' | 'inStock';

/** As many as one reads out to a client. */
const MOST = 5;

/**
 * Stores near the client, with filters, one to choose.
 * @fires StoreFinder#change  detail.value: id of the chosen store
 */
export default class StoreFinder extends LightningElement {
  @api taskId = '';
  @api chains: readonly ChainView[] | null | undefined;
  @api cities: readonly string[] | null | undefined;
  /** The client's city: where to look at first. */
  @api city: string | null | undefined;
  /** Looks among stores that reserve only. */
  @api reserves = false;

  protected readonly label = label;
  /** Radio buttons belong together by name, on the whole page. */
  protected readonly group = uniqueKey();
  protected stores: readonly StoreView[] | undefined;
  protected error: unknown;
  protected missing = false;
  private filter: StoreFilter = {};
  private chosen: string | undefined;
  private latest = 0;

  override connectedCallback(): void {
    this.filter = { city: this.city ?? undefined, reservation: this.reserves || undefined, most: MOST };
    void this.find();
  }

  /** Shows that a store has to be chosen. @returns whether one is */
  @api reportValidity(): boolean {
    this.missing = !this.chosen;
    return !this.missing;
  }

  protected get cityOptions(): readonly { readonly value: string; readonly label: string }[] {
    const names = new Set([...(this.city ? [this.city] : []), ...(this.cities ?? [])]);
    return [...names].map((name) => ({ value: name, label: name }));
  }
  protected get chainOptions(): readonly { readonly value: string; readonly label: string }[] {
    const fitting = (this.chains ?? []).filter((chain) => !this.reserves || chain.reservation);
    return [{ value: '', label: label.anyChain }, ...fitting.map(({ name }) => ({ value: name ?? '', label: name ?? '' }))];
  }
  protected get chain(): string {
    return this.filter.chain ?? '';
  }
  protected get place(): string | undefined {
    return this.filter.city ?? undefined;
  }
  protected get switches(): readonly { readonly key: Switch; readonly label: string; readonly checked: boolean }[] {
    const all = [
      { key: 'inStock', label: label.inStock },
      { key: 'offer', label: label.offer },
      { key: 'selfRegistration', label: label.selfRegistration },
    ] as const;
    return all.map((each) => ({ ...each, checked: Boolean(this.filter[each.key]) }));
  }
  protected get searching(): boolean {
    return !this.stores && !this.error;
  }
  protected get nothing(): boolean {
    return this.stores?.length === 0;
  }
  protected get shown(): readonly Shown[] {
    return (this.stores ?? []).map((store) => ({
      value: store.id ?? '',
      title: [store.chain, store.address ?? store.name].filter(Boolean).join(', '),
      detail: [
        store.distanceKm != null && format(label.km, store.distanceKm),
        store.hours,
        store.inStock && label.inStock,
        store.offer && label.offer,
        store.reservation && label.reservation,
        store.chosen && label.chosen,
      ]
        .filter(Boolean)
        .join(' · '),
      chosen: store.id === this.chosen,
    }));
  }

  protected pickCity(event: CustomEvent<{ value: string }>): void {
    this.narrow({ city: event.detail.value });
  }
  protected pickChain(event: CustomEvent<{ value: string }>): void {
    this.narrow({ chain: event.detail.value || undefined });
  }
  protected flip(event: CustomEvent<{ checked: boolean }>): void {
    const key = (event.currentTarget as HTMLElement).dataset.key as Switch;
    this.narrow({ [key]: event.detail.checked || undefined });
  }
  protected choose(event: Event): void {
    event.stopPropagation();
    this.chosen = (event.currentTarget as HTMLInputElement).value;
    this.missing = false;
    this.dispatchEvent(new CustomEvent('change', { detail: { value: this.chosen } }));
  }

  protected async find(): Promise<void> {
    const turn = ++this.latest;
    this.error = undefined;
    try {
      const stores = await findStores({ taskId: this.taskId, filter: this.filter });
      // Only the answer to the last question counts.
      if (turn === this.latest) this.stores = stores;
    } catch (error) {
      if (turn === this.latest) this.error = error;
    }
  }

  private narrow(change: StoreFilter): void {
    this.filter = { ...this.filter, ...change };
    void this.find();
  }
}
