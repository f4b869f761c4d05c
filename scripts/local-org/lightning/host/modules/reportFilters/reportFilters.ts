import { api, LightningElement } from 'lwc';
import type { ReportFilter, ReportMetadata, ReportResult, ReportType } from '../../lib/analytics';
import { columnLabel, durationLabel, operatorLabel } from '../../lib/filter-words';
import { texts } from '../../lib/texts';

/** The filters of a report, to be changed for one run. Fires `applyfilters` with the changed part of the metadata. */
export default class ReportFilters extends LightningElement {
  t = texts;
  filters: readonly ReportFilter[] = [];
  scope = '';
  start = '';
  end = '';
  duration = '';
  @api type: ReportType | undefined;
  private _result: ReportResult | undefined;

  @api get result(): ReportResult | undefined {
    return this._result;
  }
  set result(result: ReportResult | undefined) {
    this._result = result;
    const metadata = result?.reportMetadata;
    this.filters = metadata?.reportFilters ?? [];
    this.scope = metadata?.scope ?? '';
    this.duration = metadata?.standardDateFilter.durationValue ?? 'CUSTOM';
    this.start = metadata?.standardDateFilter.startDate ?? '';
    this.end = metadata?.standardDateFilter.endDate ?? '';
  }

  get shownFilters(): { key: number; label: string; value: string; disabled: boolean }[] {
    return this.filters.map(({ column, operator, value, isRunPageEditable }, key) => ({
      key,
      label: `${columnLabel(this.type, column)} — ${operatorLabel(operator)}`,
      value,
      disabled: isRunPageEditable === false,
    }));
  }
  get scopeOptions(): { label: string; value: string }[] {
    return [
      { label: texts.scopeAll, value: 'organization' },
      { label: texts.scopeMine, value: 'user' },
    ];
  }
  get dateColumn(): string | undefined {
    const column = this._result?.reportMetadata.standardDateFilter.column;
    return column ? columnLabel(this.type, column) : undefined;
  }
  get durationNote(): string {
    return this.duration === 'CUSTOM' ? '' : durationLabel(this.duration);
  }
  get logic(): string | null | undefined {
    return this._result?.reportMetadata.reportBooleanFilter;
  }

  handleValue(event: CustomEvent<{ value: string }>): void {
    const index = Number((event.target as HTMLElement).dataset.index);
    this.filters = this.filters.map((filter, at) => (at === index ? { ...filter, value: event.detail.value } : filter));
  }
  handleScope(event: CustomEvent<{ value: string }>): void {
    this.scope = event.detail.value;
  }
  handleStart(event: CustomEvent<{ value: string | null }>): void {
    this.start = event.detail.value ?? '';
    this.duration = 'CUSTOM';
  }
  handleEnd(event: CustomEvent<{ value: string | null }>): void {
    this.end = event.detail.value ?? '';
    this.duration = 'CUSTOM';
  }

  handleApply(): void {
    const before = this._result?.reportMetadata;
    if (!before) return;
    const changes: Partial<ReportMetadata> = {
      reportFilters: this.filters,
      scope: this.scope,
      standardDateFilter: {
        column: before.standardDateFilter.column,
        durationValue: this.duration,
        startDate: this.start || null,
        endDate: this.end || null,
      },
    };
    this.dispatchEvent(new CustomEvent('applyfilters', { detail: changes }));
  }
}
