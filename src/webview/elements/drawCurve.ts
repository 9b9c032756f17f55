import { axisX, axisY, dot, gridY, line, link, plot, ruleX, ruleY, text, type Markish } from '@observablehq/plot';
import { formatNumber, trueMinus } from '../../protocol/numbers';
import { formatCount } from '../../protocol/quantities';

/** One line of a chart. */
export interface CurveSeries {
  readonly title: string;
  readonly color: string;
  /** As SVG writes them: "5 3"; null where it is one stroke. */
  readonly dashes: string | null;
  /** Whether each point is marked, as where there is one for each rank. */
  readonly dots: boolean;
  readonly points: readonly CurvePoint[];
}

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  /** How far the value may be off, on both sides; absent where it is not drawn. */
  readonly error?: number;
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
  readonly logarithmicX: boolean;
  readonly label: string;
  /** What runs along the bottom: "iteration". */
  readonly xLabel: string;
  readonly rules: readonly CurveRule[];
}

const quiet = 'var(--quiet)';

/** A line chart; on a logarithmic scale, of the values above zero. The style element that Plot adds is dropped: the page's policy forbids it. */
export function drawCurve(series: readonly CurveSeries[], options: CurveOptions): Element {
  const { width, logarithmic, logarithmicX, label, xLabel } = options;
  const seen = series.map((one) => ({
    ...one,
    points: logarithmic ? one.points.filter(({ y }) => y > 0) : one.points,
  }));
  const rules = options.rules.filter(({ axis, at }) => axis === 'x' || !logarithmic || at > 0);
  const chart = plot({
    width,
    height: Math.min(240, Math.max(150, width * 0.42)),
    marginLeft: 56,
    marginRight: 28,
    marginTop: 10,
    marginBottom: 34,
    ariaLabel: [
      `${label}.`,
      ...series.map((one) => spoken(one, xLabel)),
      ...options.rules.map(({ title }) => `${title}.`),
    ].join(' '),
    x: { nice: false, type: logarithmicX ? 'log' : 'linear', inset: series.some(({ dots }) => dots) ? 6 : 0 },
    y: { type: logarithmic ? 'log' : 'linear', nice: !logarithmic, zero: false },
    marks: [
      ...axes(series, options),
      ...rules.map(({ axis, at }) => (axis === 'x' ? ruleX : ruleY)([at], { stroke: quiet, strokeDasharray: '2 3' })),
      ...seriesMarks(seen, logarithmic),
      ...rules.map((rule) =>
        ruleName(
          rule,
          placeIn(
            seen.flatMap(({ points }) => points),
            rule,
            options,
          ),
        ),
      ),
    ],
  });
  chart.querySelector('style')?.remove();
  chart.setAttribute('role', 'img');
  // one picture with one name: what its parts are called says nothing
  for (const part of chart.querySelectorAll('g[aria-label]')) part.removeAttribute('aria-label');
  return chart;
}

function axes(series: readonly CurveSeries[], { width, logarithmicX, xLabel }: CurveOptions): Markish[] {
  const most = Math.max(3, width / 90);
  return [
    axisX({
      label: xLabel,
      color: quiet,
      tickSize: 3,
      ticks: logarithmicX ? most : Math.min(most, Math.max(1, spread(series))),
      tickFormat: (value: number) => place(value, logarithmicX),
    }),
    axisY({ label: null, color: quiet, tickSize: 0, ticks: 4, tickFormat: (value: number) => written(value) }),
    gridY({ stroke: quiet, strokeOpacity: 0.2, ticks: 4 }),
  ];
}

/** Lines, then what stands for how far points may be off, then points that are marked. */
function seriesMarks(series: readonly CurveSeries[], logarithmic: boolean): Markish[] {
  return [
    ...series.map(({ points, color: stroke, dashes }) =>
      line(points, {
        x: 'x',
        y: 'y',
        stroke,
        strokeWidth: 1.5,
        ...(dashes === null ? {} : { strokeDasharray: dashes }),
      }),
    ),
    ...series.map(({ points, color: stroke }) => link(bars(points, logarithmic), { ...barEnds, stroke })),
    ...series
      .filter(({ dots }) => dots)
      .map(({ points, color: fill }) => dot(points, { x: 'x', y: 'y', fill, r: 2.5 })),
  ];
}

/** Where a rule's name has room: beside an upright one, away from the nearer edge; above one that lies, at its right or, where that is low, at its left: curves fall. */
function ruleName({ axis, at, title }: CurveRule, share: number): Markish {
  const name = { text: [title], fill: quiet, stroke: 'var(--ground)', strokeWidth: 4 };
  if (axis === 'x') {
    const isRight = share > 0.6;
    const side = { textAnchor: isRight ? 'end' : 'start', dx: isRight ? -5 : 5 } as const;
    return text([at], { ...name, ...side, x: [at], frameAnchor: 'top' });
  }
  const isLow = share < 0.35;
  const side = isLow
    ? ({ frameAnchor: 'left', textAnchor: 'start', dx: 5 } as const)
    : ({ frameAnchor: 'right', textAnchor: 'end' } as const);
  return text([at], { ...name, ...side, y: [at], dy: -7 });
}

/** How far along its axis a rule lies, from 0 to 1. */
function placeIn(points: readonly CurvePoint[], { axis, at }: CurveRule, options: CurveOptions): number {
  const scale = (axis === 'x' ? options.logarithmicX : options.logarithmic) ? Math.log : (value: number) => value;
  let [least, most] = [scale(at), scale(at)];
  for (const point of points) {
    least = Math.min(least, scale(point[axis]));
    most = Math.max(most, scale(point[axis]));
  }
  return most === least ? 0 : (scale(at) - least) / (most - least);
}

const barEnds = { x1: 'x', x2: 'x', y1: 'low', y2: 'high', strokeOpacity: 0.6 } as const;

/** What stands for how far points may be off; a logarithmic scale has no room for what reaches to zero. */
function bars(points: readonly CurvePoint[], logarithmic: boolean): { x: number; low: number; high: number }[] {
  return points.flatMap(({ x, y, error }) => {
    if (error === undefined || error === 0) return [];
    const low = logarithmic ? Math.max(y - error, y / 10) : y - error;
    return [{ x, low, high: y + error }];
  });
}

/** A value at an axis; thousands are set apart where it is written in full. */
function written(value: number, digits?: number): string {
  const text = formatNumber(value, digits);
  return trueMinus(/^-?\d{5,}$/.test(text) ? formatCount(value) : text);
}

/** How many whole steps lie between the first place along the bottom and the last: so many marks fall on whole ones. */
function spread(series: readonly CurveSeries[]): number {
  let [first, last] = [Infinity, -Infinity];
  for (const { points } of series) for (const { x } of points) [first, last] = [Math.min(first, x), Math.max(last, x)];
  return last - first;
}

/** A place along the bottom; between whole iterations or ranks there are none. */
function place(value: number, logarithmic: boolean): string {
  if (logarithmic) return written(value, 2);
  return Number.isInteger(value) ? formatCount(value) : '';
}

/** A line in words: where it begins, where it ends. */
function spoken({ title, points }: CurveSeries, xLabel: string): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return '';
  const at = (x: number): string => (Number.isInteger(x) ? formatCount(x) : formatNumber(x));
  const from = `${formatNumber(first.y)} at ${xLabel} ${at(first.x)}`;
  return `${title}: from ${from} to ${formatNumber(last.y)} at ${at(last.x)}.`;
}
