import { api, LightningElement } from 'lwc';
import type { Chart } from 'chart.js';
import { COLOR_COUNT, coloredSlices, drawChart, isRound, seriesColor } from '../../lib/chart';
import type { ChartModel } from '../../lib/chart-model';
import { text } from '../../lib/texts';
import { saveErrorBody } from '../../../shims/data/form-model';

interface LegendEntry {
  readonly key: number;
  readonly label: string;
  readonly value: string;
  readonly swatch: string;
}

/** Height of a bar with its gap, below which names of bars would overlap. */
const BAR_REM = 1.2;

/**
 * A chart, and the same numbers in words: the legend of a pie or donut, for other charts a table that shows itself when the
 * keyboard reaches it. Fires `choosegroup` with the place of the group.
 */
export default class AnalyticsChart extends LightningElement {
  @api label = '';
  problem = '';
  private _model: ChartModel | undefined;
  private chart: Chart | undefined;
  private drawn: ChartModel | undefined;

  @api get model(): ChartModel | undefined {
    return this._model;
  }
  set model(model: ChartModel | undefined) {
    this._model = model;
  }

  override renderedCallback(): void {
    if (this.drawn === this._model || !this._model) return;
    this.drawn = this._model;
    void this.draw(this._model);
  }

  override disconnectedCallback(): void {
    this.chart?.destroy();
    this.chart = undefined;
    this.drawn = undefined;
  }

  get round(): boolean {
    return this._model !== undefined && isRound(this._model);
  }
  get notRound(): boolean {
    return !this.round;
  }
  get boxClass(): string {
    return this.round ? `box round ${this._model?.legend ?? 'right'}` : 'box';
  }
  /** Many bars need height; the place of the chart scrolls then. */
  get frameStyle(): string {
    const { kind, labels = [], series = [], stacked } = this._model ?? {};
    if (kind !== 'bar') return '';
    return `min-height: ${2.5 + labels.length * BAR_REM * (stacked ? 1 : Math.max(1, series.length * 0.7))}rem`;
  }

  /** What the colours of the series mean, where there is more than one. */
  get seriesLegend(): { key: number; label: string; swatch: string }[] {
    const { series = [] } = this._model ?? {};
    if (series.length < 2) return [];
    const named = series.slice(0, COLOR_COUNT);
    const labels = named.map(({ label }) => label);
    const left = series.length - named.length;
    return [...labels, ...(left > 0 ? [text('others', left)] : [])].map((label, key) => ({
      key,
      label,
      swatch: `background: ${seriesColor(key)}`,
    }));
  }
  get hasSeriesLegend(): boolean {
    return this.notRound && this.seriesLegend.length > 0;
  }

  /** Every group by its size, also those that share a piece. */
  get legend(): LegendEntry[] {
    const model = this._model;
    if (!model) return [];
    return coloredSlices(model).flatMap(({ groups, color }) =>
      groups.map((key) => ({
        key,
        label: model.labels[key] ?? '',
        value: model.series[0]?.texts[key] ?? '',
        swatch: `background: ${color}`,
      })),
    );
  }

  get headings(): { key: number; label: string }[] {
    return (this._model?.series ?? []).map(({ label }, key) => ({ key, label }));
  }

  get rows(): { key: number; label: string; cells: { key: number; text: string }[] }[] {
    const series = this._model?.series ?? [];
    return (this._model?.labels ?? []).map((label, key) => ({
      key,
      label,
      cells: series.map(({ texts }, at) => ({ key: at, text: texts[key] ?? '' })),
    }));
  }

  handleGroup(event: Event): void {
    this.choose([Number((event.currentTarget as HTMLElement).dataset.index)]);
  }

  /** A piece of several groups leads to none of them. */
  private choose([index, ...more]: readonly number[]): void {
    this.dispatchEvent(new CustomEvent('choosegroup', { detail: { index: more.length === 0 ? index : undefined } }));
  }

  private async draw(model: ChartModel): Promise<void> {
    const canvas = this.template?.querySelector('canvas');
    if (!canvas) return;
    this.chart?.destroy();
    try {
      const chart = await drawChart(canvas, model, (groups) => this.choose(groups));
      if (this.drawn === model && this.isConnected) this.chart = chart;
      else chart.destroy();
    } catch (error) {
      this.problem = saveErrorBody(error).message;
    }
  }
}
