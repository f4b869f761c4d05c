import { api, LightningElement } from 'lwc';
import type { Chart } from 'chart.js';
import { drawChart } from '../../lib/chart';
import type { ChartModel } from '../../lib/chart-model';
import { saveErrorBody } from '../../../shims/data/form-model';

/** A chart, and the same numbers as a table for those who cannot see it. Fires `choosegroup` with the place of the group. */
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

  handleRow(event: Event): void {
    this.choose(Number((event.currentTarget as HTMLElement).dataset.index));
  }

  private choose(index: number): void {
    this.dispatchEvent(new CustomEvent('choosegroup', { detail: { index } }));
  }

  private async draw(model: ChartModel): Promise<void> {
    const canvas = this.template?.querySelector('canvas');
    if (!canvas) return;
    this.chart?.destroy();
    try {
      const chart = await drawChart(canvas, model, (index) => this.choose(index));
      if (this.drawn === model && this.isConnected) this.chart = chart;
      else chart.destroy();
    } catch (error) {
      this.problem = saveErrorBody(error).message;
    }
  }
}
