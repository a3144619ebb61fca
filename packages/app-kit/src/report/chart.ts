import { init } from 'echarts';
import type { Curve } from './report-data.js';

/** Names of the page's CSS variables, so that one picture fits light and dark. */
const colour = {
  text: 'var(--muted)',
  line: 'var(--rule)',
  training: 'var(--training)',
  validation: 'var(--validation)',
};

const size = { width: 560, height: 300 };
const font = { fontFamily: 'inherit', fontSize: 12 };

/** Draws a curve as an SVG element: drawn here, so that the page needs no script. */
export function drawCurve(curve: Curve): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  chart.setOption({
    animation: false,
    textStyle: font,
    grid: { left: 48, right: 16, top: 40, bottom: 44 },
    legend: {
      top: 4,
      right: 8,
      selectedMode: false,
      itemGap: 22,
      icon: 'roundRect',
      itemWidth: 14,
      itemHeight: 3,
      textStyle: { color: colour.text, ...font },
    },
    xAxis: {
      type: 'value',
      name: 'step',
      nameLocation: 'middle',
      nameGap: 26,
      min: 0,
      max: Math.max(1, ...curve.lines.flatMap(({ points }) => points.map(([step]) => step))),
      splitNumber: 6,
      axisLine: { lineStyle: { color: colour.line } },
      axisTick: { show: false },
      axisLabel: { color: colour.text, hideOverlap: true, formatter: (step: number) => step.toLocaleString('en') },
      nameTextStyle: { color: colour.text },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      name: curve.unit,
      nameTextStyle: { color: colour.text, align: 'left', padding: [0, 0, 0, -36] },
      scale: true,
      axisLine: { show: false },
      axisTick: { show: false },
      splitNumber: 5,
      axisLabel: { color: colour.text },
      splitLine: { lineStyle: { color: colour.line } },
    },
    series: curve.lines.map(({ name, role, points }) => ({
      type: 'line' as const,
      name,
      data: points.map(([step, value]) => [step, value]),
      silent: true,
      showSymbol: points.length < 2,
      symbolSize: 6,
      lineStyle: { color: colour[role], width: 2 },
      itemStyle: { color: colour[role] },
    })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return labelled(svg, curve.title);
}

/** Says in words what the picture shows, lets it fill its width, and takes away what only a script could use. */
function labelled(svg: string, title: string): string {
  const { width, height } = size;
  return svg
    .replace(
      /^<svg[^>]*>/,
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">`,
    )
    .replace(/<style\b.*?<\/style>/gs, '')
    .replace(/ (class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replace(/\bzr\d+-c/g, `${title.toLowerCase().replace(/\W+/g, '-')}-clip-`);
}
