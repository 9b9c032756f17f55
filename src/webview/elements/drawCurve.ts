import { axisX, axisY, dot, line, plot, ruleX, ruleY } from '@observablehq/plot';
import { formatNumber } from '../../protocol/numbers';
import { formatCount } from '../../protocol/quantities';

/** One line of a chart. */
export interface CurveSeries {
  readonly title: string;
  readonly color: string;
  readonly dashed: boolean;
  /** Whether each point is marked, as where there is one for each rank. */
  readonly dots: boolean;
  readonly points: readonly CurvePoint[];
}

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** A line across the chart at a value of note. */
export interface CurveRule {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly title: string;
}

export interface CurveOptions {
  readonly width: number;
  readonly logarithmic: boolean;
  readonly label: string;
  /** What runs along the bottom: "iteration". */
  readonly xLabel: string;
  readonly rules: readonly CurveRule[];
}

const quiet = 'var(--quiet)';

/** A line chart; on a logarithmic scale, of the values above zero. The style element that Plot adds is dropped: the page's policy forbids it. */
export function drawCurve(series: readonly CurveSeries[], options: CurveOptions): Element {
  const { width, logarithmic, label, xLabel, rules } = options;
  const seen = (points: readonly CurvePoint[]): readonly CurvePoint[] =>
    logarithmic ? points.filter(({ y }) => y > 0) : points;
  const chart = plot({
    width,
    height: Math.min(240, Math.max(150, width * 0.42)),
    marginLeft: 56,
    marginRight: 28,
    marginTop: 10,
    marginBottom: 34,
    ariaLabel: `${label}. ${series.map((one) => spoken(one, xLabel)).join(' ')}`,
    x: { nice: false },
    y: { type: logarithmic ? 'log' : 'linear', nice: !logarithmic, zero: false },
    marks: [
      axisX({
        label: xLabel,
        color: quiet,
        tickSize: 3,
        ticks: Math.max(3, width / 90),
        tickFormat: (value: number) => (Number.isInteger(value) ? formatCount(value) : ''),
      }),
      axisY({ label: null, color: quiet, tickSize: 3, ticks: 4, tickFormat: (value: number) => formatNumber(value) }),
      ...rules.map(({ axis, at }) =>
        axis === 'x'
          ? ruleX([at], { stroke: quiet, strokeDasharray: '2 3' })
          : ruleY(
              [at].filter((value) => !logarithmic || value > 0),
              { stroke: quiet, strokeDasharray: '2 3' },
            ),
      ),
      ...series.map(({ points, color: stroke, dashed }) =>
        line(seen(points), {
          x: 'x',
          y: 'y',
          stroke,
          strokeWidth: 1.5,
          ...(dashed ? { strokeDasharray: '5 3' } : {}),
        }),
      ),
      ...series
        .filter(({ dots }) => dots)
        .map(({ points, color: fill }) => dot(seen(points), { x: 'x', y: 'y', fill, r: 2.5 })),
    ],
  });
  chart.querySelector('style')?.remove();
  chart.setAttribute('role', 'img');
  // one picture with one name: what its parts are called says nothing
  for (const part of chart.querySelectorAll('g[aria-label]')) part.removeAttribute('aria-label');
  return chart;
}

/** A line in words: where it begins, where it ends. */
function spoken({ title, points }: CurveSeries, xLabel: string): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return '';
  const from = `${formatNumber(first.y)} at ${xLabel} ${formatCount(first.x)}`;
  return `${title}: from ${from} to ${formatNumber(last.y)} at ${formatCount(last.x)}.`;
}
