import type { CurveSeries } from '../elements/drawCurve';
import { csvField } from './csv';
import { plainColor } from './pictures';

/** A drawing as a file of its own, on the theme's ground: the theme's variables are replaced by what they stand for at an element. */
export function standalone(drawing: Element, at = drawing): string {
  const copy = drawing.cloneNode(true);
  if (!(copy instanceof Element)) return '';
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of [
    ['width', '100%'],
    ['height', '100%'],
    ['fill', 'var(--ground)'],
  ] as const)
    ground.setAttribute(name, value);
  copy.prepend(ground);
  copy.setAttribute('font-family', 'sans-serif');
  copy.setAttribute('font-size', '11');
  const style = getComputedStyle(at);
  return new XMLSerializer()
    .serializeToString(copy)
    .replaceAll('currentColor', style.color)
    .replaceAll(/var\((--[\w-]+)\)/g, (_, name: string) =>
      plainColor(style.getPropertyValue(name).trim() || style.color),
    );
}

/** The points of all lines by their places: a column for each line, empty where it has no point, and one for its errors. */
export function seriesCsv(xLabel: string, series: readonly CurveSeries[]): string {
  const places = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const columns = series.flatMap(({ title, points }) => [
    { title, values: new Map(points.map(({ x, y }) => [x, y])) },
    ...(points.some(({ error }) => error !== undefined)
      ? [{ title: `${title}, standard error`, values: new Map(points.map(({ x, error }) => [x, error])) }]
      : []),
  ]);
  const lines = places.map((x) => [x, ...columns.map(({ values }) => values.get(x) ?? '')].join(','));
  return [[xLabel, ...columns.map(({ title }) => title)].map(csvField).join(','), ...lines, ''].join('\n');
}
