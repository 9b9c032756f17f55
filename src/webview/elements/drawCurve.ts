import { axisX, axisY, line, plot } from '@observablehq/plot';
import { formatNumber } from '../../protocol/numbers';
import { formatCount } from '../../protocol/quantities';

/** One line of a chart. Points without a value (null) are left out. */
export interface CurveSeries {
  readonly title: string;
  readonly color: string;
  readonly dashed: boolean;
  readonly points: readonly CurvePoint[];
}

export interface CurvePoint {
  readonly iteration: number;
  readonly value: number;
}

export interface CurveOptions {
  readonly width: number;
  readonly logarithmic: boolean;
  readonly label: string;
}

/** A line chart over iterations; on a logarithmic scale, of the values above zero. The style element that Plot adds is dropped: the page's policy forbids it. */
export function drawCurve(series: readonly CurveSeries[], { width, logarithmic, label }: CurveOptions): Element {
  const color = 'var(--quiet)';
  const chart = plot({
    width,
    height: Math.min(240, Math.max(150, width * 0.42)),
    marginLeft: 56,
    marginRight: 28,
    marginTop: 10,
    marginBottom: 34,
    ariaLabel: label,
    x: { nice: false },
    y: { type: logarithmic ? 'log' : 'linear', nice: !logarithmic, zero: false },
    marks: [
      axisX({
        label: 'iteration',
        color,
        tickSize: 3,
        ticks: Math.max(3, width / 90),
        tickFormat: (value: number) => formatCount(value),
      }),
      axisY({ label: null, color, tickSize: 3, ticks: 4, tickFormat: (value: number) => formatNumber(value) }),
      ...series.map(({ points, color: stroke, dashed }) =>
        line(logarithmic ? points.filter(({ value }) => value > 0) : points, {
          x: 'iteration',
          y: 'value',
          stroke,
          strokeWidth: 1.5,
          ...(dashed ? { strokeDasharray: '5 3' } : {}),
        }),
      ),
    ],
  });
  chart.querySelector('style')?.remove();
  return chart;
}
