import { api, LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import timeZone from '@salesforce/i18n/timeZone';
import agreeDelivery from '@salesforce/apex/ReplacementController.agreeDelivery';
import load from '@salesforce/apex/ReplacementController.load';
import replace from '@salesforce/apex/ReplacementController.replace';
import tellCar from '@salesforce/apex/ReplacementController.tellCar';
import type { ReplacementView } from '@callguide/contract';
import { format } from 'c/labels';
import { formatMoment } from 'c/zonedTime';
import { label } from './text';

type Field = HTMLElement & { readonly value?: string | null; reportValidity(): boolean };

const moment = (at: string): string => formatMoment(Date.parse(at), timeZone);

/** The same-day replacement of a broken device on the page of its case, step after step; a step that is done shows what was done. */
export default class QuickReplacement extends LightningElement {
  protected readonly label = label;
  protected view: ReplacementView | undefined;
  protected error: unknown;
  protected busy = false;
  private loaded = false;
  private record: string | undefined;

  @api get recordId(): string | undefined {
    return this.record;
  }
  set recordId(id: string | undefined) {
    this.record = id;
    this.view = undefined;
    void this.reload();
  }

  protected get loading(): boolean {
    return !this.loaded && !this.error;
  }
  protected get unrelated(): boolean {
    return this.loaded && !this.view;
  }
  protected get facts(): string {
    const { device, symptom, point } = this.view ?? {};
    return [device, symptom, point && format(label.point, point)].filter(Boolean).join(' · ');
  }
  protected get phoneLink(): string {
    return this.view?.phone ? `tel:${this.view.phone}` : '';
  }
  protected get readOnly(): boolean {
    return Boolean(this.view?.readOnlyReason);
  }
  protected get replaced(): string {
    const { stockUnit, replacedAt } = this.view ?? {};
    return replacedAt ? format(label.done, stockUnit, moment(replacedAt)) : '';
  }
  protected get canReplace(): boolean {
    return !this.readOnly && !this.replaced;
  }
  protected get canDeliver(): boolean {
    return !this.readOnly && Boolean(this.replaced);
  }
  protected get canTell(): boolean {
    return this.canDeliver && Boolean(this.view?.deliveryFrom);
  }
  protected get told(): string {
    const { carNumber, driverPhone, carToldAt } = this.view ?? {};
    return carToldAt ? format(label.carTold, moment(carToldAt), carNumber, driverPhone) : '';
  }
  /** What was agreed stays to be chosen although its half hour has begun. */
  protected get slotOptions(): readonly { readonly value: string; readonly label: string }[] {
    const { slots, deliveryFrom } = this.view ?? {};
    const offered = (slots ?? []).map((slot) => ({ value: slot.at ?? '', label: slot.label ?? '' }));
    const known = !deliveryFrom || offered.some(({ value }) => value === deliveryFrom);
    return known ? offered : [{ value: deliveryFrom, label: moment(deliveryFrom) }, ...offered];
  }

  protected async reload(): Promise<void> {
    const caseId = this.record;
    if (!caseId) return;
    await this.run(() => load({ caseId }));
  }
  protected async replaceUnit(): Promise<void> {
    const [stockUnit] = this.valid('unit') ?? [];
    if (stockUnit) await this.carryOut((caseId) => replace({ caseId, stockUnit }));
  }
  protected async agree(): Promise<void> {
    const [address, fromAt] = this.valid('address', 'slot') ?? [];
    if (address && fromAt) await this.carryOut((caseId) => agreeDelivery({ caseId, address, fromAt }));
  }
  protected async tell(): Promise<void> {
    const [carNumber, driverPhone] = this.valid('car', 'driver') ?? [];
    if (carNumber && driverPhone) await this.carryOut((caseId) => tellCar({ caseId, carNumber, driverPhone }));
  }
  /** A scanner ends what it reads with Enter. */
  protected scanned(event: KeyboardEvent): void {
    if (event.key === 'Enter') void this.replaceUnit();
  }

  /** The values of required fields; undefined when one is empty or wrong, which its field says. */
  private valid(...names: readonly string[]): string[] | undefined {
    const fields = names.map((name) => this.refs![name] as unknown as Field);
    const wrong = fields.filter((field) => !field.reportValidity());
    return wrong.length > 0 ? undefined : fields.map((field) => (field.value ?? '').trim());
  }

  private async carryOut(step: (caseId: string) => Promise<ReplacementView | null>): Promise<void> {
    const recordId = this.record;
    if (!recordId || this.busy) return;
    await this.run(() => step(recordId));
    if (this.error) return;
    this.dispatchEvent(new ShowToastEvent({ variant: 'success', title: this.view?.message ?? '' }));
    void notifyRecordUpdateAvailable([{ recordId }]);
  }

  /** Calls the server; what it answers about a case that is not on the page any more is forgotten. */
  private async run(call: () => Promise<ReplacementView | null>): Promise<void> {
    const recordId = this.record;
    this.busy = true;
    this.error = undefined;
    try {
      const view = await call();
      if (recordId !== this.record) return;
      this.view = view ?? undefined;
      this.loaded = true;
    } catch (error) {
      if (recordId === this.record) this.error = error;
    } finally {
      this.busy = false;
    }
  }
}
