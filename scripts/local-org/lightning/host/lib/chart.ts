import type { Chart, ChartConfiguration, ChartDataset, Plugin } from 'chart.js';
import { slicesOf, type ChartModel, type Slice } from './chart-model';
import { text } from './texts';

/** Colours of the series that can be told apart without colour vision by their lightness. */
const COLORS = ['#0176d3', '#ff9a3c', '#06a59a', '#9050e9', '#e3066a', '#3ba755', '#032d60', '#0d9dda', '#b75d00', '#7f8de1'];
/** Series and pieces that can have a colour of their own. */
export const COLOR_COUNT = COLORS.length;
/** Of what is left over when the colours are used up. */
const OTHERS = '#c9c9c9';
const INK = '#444';

/** Draws the model; `choose` is called with the places of the groups that were clicked. Chart.js is fetched with the first chart. */
export async function drawChart(canvas: HTMLCanvasElement, model: ChartModel, choose: (groups: readonly number[]) => void): Promise<Chart> {
  const { Chart: ChartClass } = await import('chart.js/auto');
  ChartClass.defaults.font.family = getComputedStyle(canvas).fontFamily;
  ChartClass.defaults.color = INK;
  return new ChartClass(canvas, isRound(model) ? roundChart(model, choose) : axisChart(model, choose));
}

export function isRound({ kind }: ChartModel): boolean {
  return kind === 'pie' || kind === 'donut';
}

/** The pieces of a round chart with their colours. */
export function coloredSlices(model: ChartModel): (Slice & { readonly color: string })[] {
  return slicesOf(model, (count) => text('others', count)).map((slice, at) => ({
    ...slice,
    color: slice.groups.length > 1 ? OTHERS : (COLORS[at % COLORS.length] ?? OTHERS),
  }));
}

function roundChart(model: ChartModel, choose: (groups: readonly number[]) => void): ChartConfiguration {
  const slices = coloredSlices(model);
  const all = slices.reduce((sum, { value }) => sum + value, 0);
  const share = (value: number): string => (all > 0 ? ` (${Math.round((value / all) * 100)}%)` : '');
  return {
    type: model.kind === 'donut' ? 'doughnut' : 'pie',
    data: {
      labels: slices.map(({ label }) => label),
      datasets: [{ data: slices.map(({ value }) => value), backgroundColor: slices.map(({ color }) => color), borderColor: '#fff' }],
    },
    options: {
      ...PLAIN,
      layout: { padding: 4 },
      plugins: {
        legend: { display: false },
        tooltip: {
          callbacks: { label: ({ dataIndex: at }) => `${slices[at]?.text || slices[at]?.value || 0}${share(slices[at]?.value ?? 0)}` },
        },
      },
      onClick: (_event, [element]) => {
        const groups = element && slices[element.index]?.groups;
        if (groups) choose(groups);
      },
    },
    plugins: model.kind === 'donut' ? [middle(model.total)] : [],
  };
}

function axisChart(model: ChartModel, choose: (groups: readonly number[]) => void): ChartConfiguration {
  const flat = model.kind === 'bar';
  const grace = model.stacked ? 0 : '8%';
  const scale = { stacked: model.stacked, beginAtZero: true, grace, grid: { color: '#e5e5e5' }, ticks: { precision: 0 } };
  const names = {
    stacked: model.stacked,
    grid: { display: false },
    ticks: flat ? { autoSkip: false } : {},
    // names are measured a little too short
    afterFit: (axis: { width: number }) => {
      if (flat) axis.width += 10;
    },
  };
  return {
    type: model.kind === 'line' ? 'line' : 'bar',
    data: { labels: [...model.labels], datasets: model.series.map(dataset) },
    options: {
      ...PLAIN,
      indexAxis: flat ? 'y' : 'x',
      plugins: {
        legend: { display: false },
        tooltip: {
          callbacks: { label: (item) => `${item.dataset.label ?? ''}: ${model.series[item.datasetIndex]?.texts[item.dataIndex] ?? ''}` },
        },
      },
      scales: flat ? { x: scale, y: names } : { x: names, y: scale },
      onClick: (_event, [element]) => {
        if (element) choose([element.index]);
      },
    },
    plugins: model.kind === 'line' || model.stacked || model.series.length > 2 ? [] : [numbers(model)],
  };
}

const PLAIN = { responsive: true, maintainAspectRatio: false, animation: false } as const;

/** Colour of a series; those for which none is left look alike. */
export function seriesColor(index: number): string {
  return COLORS[index] ?? OTHERS;
}

function dataset(series: ChartModel['series'][number], index: number): ChartDataset {
  const color = seriesColor(index);
  const look = { backgroundColor: color, borderColor: color, borderWidth: 1, maxBarThickness: 28 };
  return { label: series.label, data: [...series.values], ...look };
}

/** The total in the hole of a donut. */
function middle(total: string): Plugin {
  return {
    id: 'middle',
    afterDatasetsDraw: ({ ctx, chartArea }) => {
      const size = Math.min(chartArea.width, chartArea.height);
      ctx.save();
      ctx.font = `700 ${Math.max(14, Math.round(size / 8))}px ${getComputedStyle(ctx.canvas).fontFamily}`;
      ctx.fillStyle = '#181818';
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.fillText(total, (chartArea.left + chartArea.right) / 2, (chartArea.top + chartArea.bottom) / 2);
      ctx.restore();
    },
  };
}

/** The number of each bar at its end, where there is room for it. */
function numbers(model: ChartModel): Plugin {
  const flat = model.kind === 'bar';
  return {
    id: 'numbers',
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `11px ${getComputedStyle(ctx.canvas).fontFamily}`;
      ctx.fillStyle = INK;
      ctx.textAlign = flat ? 'start' : 'center';
      ctx.textBaseline = flat ? 'middle' : 'bottom';
      model.series.forEach(({ texts, values }, index) => {
        const bars = chart.getDatasetMeta(index).data;
        const room = ((flat ? chart.chartArea.height : chart.chartArea.width) / Math.max(1, bars.length * model.series.length)) * 0.8;
        if (room < (flat ? 10 : 24)) return;
        bars.forEach(({ x, y }, at) => {
          if (values[at] !== null) ctx.fillText(texts[at] ?? '', flat ? x + 4 : x, flat ? y : y - 2);
        });
      });
      ctx.restore();
    },
  };
}
