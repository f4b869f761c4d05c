import type { Chart, ChartConfiguration, ChartDataset } from 'chart.js';
import type { ChartModel } from './chart-model';

/** Colours of the series that can be told apart without colour vision by their lightness. */
const COLORS = ['#0176d3', '#ff9a3c', '#06a59a', '#9050e9', '#e3066a', '#3ba755', '#032d60', '#a8b7c7', '#b75d00', '#0d9dda'];

/** Draws the model; `choose` is called with the place of the group that was clicked. Chart.js is fetched with the first chart. */
export async function drawChart(canvas: HTMLCanvasElement, model: ChartModel, choose: (index: number) => void): Promise<Chart> {
  const { Chart: ChartClass } = await import('chart.js/auto');
  return new ChartClass(canvas, configuration(model, choose));
}

function configuration(model: ChartModel, choose: (index: number) => void): ChartConfiguration {
  const round = model.kind === 'pie' || model.kind === 'donut';
  const type = model.kind === 'donut' ? 'doughnut' : model.kind === 'pie' ? 'pie' : model.kind === 'line' ? 'line' : 'bar';
  const scale = { stacked: model.stacked, beginAtZero: true, grid: { color: '#e5e5e5' }, ticks: { color: '#444', precision: 0 } };
  const names = { stacked: model.stacked, grid: { display: false }, ticks: { color: '#444' } };
  const flat = model.kind === 'bar';
  return {
    type,
    data: { labels: [...model.labels], datasets: model.series.map((series, index) => dataset(series, index, round)) },
    options: {
      indexAxis: flat ? 'y' : 'x',
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      plugins: {
        legend: { display: model.legend !== undefined, position: model.legend ?? 'top', labels: { boxWidth: 12, color: '#181818' } },
        tooltip: {
          callbacks: {
            label: (item) =>
              `${round ? item.label : (item.dataset.label ?? '')}: ${model.series[item.datasetIndex]?.texts[item.dataIndex] ?? ''}`,
          },
        },
      },
      ...(round ? {} : { scales: flat ? { x: scale, y: names } : { x: names, y: scale } }),
      onClick: (_event, elements) => {
        const [element] = elements;
        if (element) choose(element.index);
      },
    },
  };
}

function dataset(series: ChartModel['series'][number], index: number, round: boolean): ChartDataset {
  const color = COLORS[index % COLORS.length] ?? '#0176d3';
  const backgroundColor = round ? series.values.map((_, at) => COLORS[at % COLORS.length] ?? color) : color;
  return {
    label: series.label,
    data: [...series.values],
    backgroundColor,
    borderColor: round ? '#fff' : color,
    borderWidth: 1,
  };
}
