import type { LatentView } from '../model/choices';
import { labelHeight, placeLabels, placeOf, type Place, type Size } from '../model/latentPlane';
import type { LatentPoints } from '../model/latentPoints';

/** Points up to which each is a disc; beyond, the picture shows how many lie at each pixel. */
const mostDiscs = 3_000;
/** Columns up to which each is an arrow from the origin. */
const mostArrows = 120;

/** Colours of the theme, as CSS writes them. */
export interface LatentColors {
  readonly ground: string;
  readonly ink: string;
  readonly line: string;
  readonly rows: string;
  readonly columns: string;
  readonly font: string;
}

interface Drawing {
  readonly context: CanvasRenderingContext2D;
  readonly points: LatentPoints;
  readonly view: LatentView;
  readonly size: Size;
  readonly colors: LatentColors;
}

/** A half-open range of points: the rows or the columns. */
interface Side {
  readonly from: number;
  readonly to: number;
}

/** The points, the axes and the labels. `first` are named before others. */
export function drawPoints(drawing: Drawing, first: readonly number[]): void {
  const { context, points, size, colors } = drawing;
  context.fillStyle = colors.ground;
  context.fillRect(0, 0, size.width, size.height);
  const sides = [
    { from: 0, to: points.rows },
    { from: points.rows, to: points.count },
  ];
  const dense = sides.filter(({ from, to }) => to - from > mostDiscs);
  if (dense.length > 0) drawDensity(drawing, dense);
  drawAxes(drawing);
  for (const side of sides) if (!dense.includes(side)) drawDiscs(drawing, side);
  drawLabels(drawing, first);
}

function drawAxes({ context, view, size, colors }: Drawing): void {
  const origin = placeOf(0, 0, view, size);
  context.strokeStyle = colors.line;
  context.globalAlpha = 0.5;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(0, Math.round(origin.y) + 0.5);
  context.lineTo(size.width, Math.round(origin.y) + 0.5);
  context.moveTo(Math.round(origin.x) + 0.5, 0);
  context.lineTo(Math.round(origin.x) + 0.5, size.height);
  context.stroke();
  context.globalAlpha = 1;
}

function drawDiscs({ context, points, view, size, colors }: Drawing, { from, to }: Side): void {
  const columns = points.count - points.rows;
  const origin = placeOf(0, 0, view, size);
  for (let p = from; p < to; p++) {
    const at = placeOf(points.x[p]!, points.y[p]!, view, size);
    if (p >= points.rows && columns <= mostArrows) drawArrow(context, origin, at, colors.columns);
    else if (p < points.rows) disc(context, at, 3, colors.rows);
    else square(context, at, 6, colors.columns);
  }
}

/** Rows are discs and columns are squares: they differ in more than their colour. */
function disc(context: CanvasRenderingContext2D, { x, y }: Place, radius: number, color: string): void {
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

function square(context: CanvasRenderingContext2D, { x, y }: Place, side: number, color: string): void {
  context.fillStyle = color;
  context.fillRect(x - side / 2, y - side / 2, side, side);
}

function drawArrow(context: CanvasRenderingContext2D, from: Place, to: Place, color: string): void {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length < 1) return;
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(8, length);
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = 1.25;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x - 0.7 * head * ux, to.y - 0.7 * head * uy);
  context.stroke();
  context.beginPath();
  context.moveTo(to.x, to.y);
  context.lineTo(to.x - head * ux - 0.4 * head * uy, to.y - head * uy + 0.4 * head * ux);
  context.lineTo(to.x - head * ux + 0.4 * head * uy, to.y - head * uy - 0.4 * head * ux);
  context.fill();
}

/** How many points lie in each 2 × 2 pixels, the more the stronger; columns over rows. */
function drawDensity({ context, points, view, size, colors }: Drawing, sides: readonly Side[]): void {
  const { canvas } = context;
  const { width, height } = canvas;
  const ratio = width / size.width;
  const counts = new Uint16Array(width * height);
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer).fill(shadesOf(colors.ground, colors.ground)[0]!);
  const across = view.scale * ratio;
  const [left, top] = [width / 2 - view.centreX * across, height / 2 + view.centreY * across];
  for (const { from, to } of sides) {
    const shades = shadesOf(colors.ground, from < points.rows ? colors.rows : colors.columns);
    counts.fill(0);
    for (let p = from; p < to; p++) {
      const x = (left + points.x[p]! * across) | 0;
      const y = (top - points.y[p]! * across) | 0;
      if (x < 0 || y < 0 || x >= width - 1 || y >= height - 1) continue;
      const at = y * width + x;
      counts[at]!++;
      counts[at + 1]!++;
      counts[at + width]!++;
      counts[at + width + 1]!++;
    }
    for (let at = 0; at < counts.length; at++)
      if (counts[at]! > 0) pixels[at] = shades[Math.min(shades.length - 1, counts[at]!)]!;
  }
  context.putImageData(image, 0, 0);
}

/** From the ground to a colour in 16 steps, as pixels. */
function shadesOf(ground: string, color: string): Uint32Array {
  const canvas = document.createElement('canvas');
  canvas.width = 17;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = ground;
  context.fillRect(0, 0, 17, 1);
  context.fillStyle = color;
  for (let step = 0; step < 17; step++) {
    context.globalAlpha = Math.min(1, 0.45 + 0.14 * Math.log2(Math.max(1, step)));
    context.fillRect(step, 0, 1, 1);
  }
  return new Uint32Array(context.getImageData(0, 0, 17, 1).data.buffer);
}

function drawLabels({ context, points, view, size, colors }: Drawing, first: readonly number[]): void {
  context.font = colors.font;
  context.textBaseline = 'middle';
  const widthOf = (point: number): number => context.measureText(shortName(points, point)).width + 4;
  for (const { point, left, top, width } of placeLabels(points, first, view, size, widthOf)) {
    context.globalAlpha = 0.75;
    context.fillStyle = colors.ground;
    context.fillRect(left, top, width, labelHeight);
    context.globalAlpha = 1;
    context.fillStyle = colors.ink;
    context.fillText(shortName(points, point), left + 2, top + labelHeight / 2);
  }
}

function shortName(points: LatentPoints, point: number): string {
  const name = points.name(point);
  return name.length > 24 ? `${name.slice(0, 23)}…` : name;
}

/** What is chosen, over the points: arrows from the origin, the angle between a pair, and the outline of a lasso. */
export function drawChosen(
  { context, points, view, size, colors }: Drawing,
  chosen: { readonly pair: readonly number[]; readonly inside: readonly number[]; readonly outline: readonly Place[] },
): void {
  context.clearRect(0, 0, size.width, size.height);
  const place = (p: number): Place => placeOf(points.x[p]!, points.y[p]!, view, size);
  const origin = placeOf(0, 0, view, size);
  context.strokeStyle = colors.ink;
  context.lineWidth = 1.5;
  for (const p of chosen.inside.slice(0, mostDiscs)) ring(context, place(p), 4);
  for (const p of chosen.pair) {
    drawArrow(context, origin, place(p), colors.ink);
    ring(context, place(p), 6);
  }
  const [a, b] = chosen.pair;
  if (a !== undefined && b !== undefined) arc(context, origin, place(a), place(b));
  if (chosen.outline.length < 2) return;
  context.setLineDash([4, 3]);
  context.beginPath();
  for (const { x, y } of chosen.outline) context.lineTo(x, y);
  context.closePath();
  context.stroke();
  context.setLineDash([]);
}

function ring(context: CanvasRenderingContext2D, { x, y }: Place, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}

/** The arc of the angle between two places as seen from the origin. */
function arc(context: CanvasRenderingContext2D, origin: Place, a: Place, b: Place): void {
  const from = Math.atan2(a.y - origin.y, a.x - origin.x);
  const to = Math.atan2(b.y - origin.y, b.x - origin.x);
  const turn = (to - from + 3 * Math.PI) % (2 * Math.PI);
  context.beginPath();
  context.arc(origin.x, origin.y, 28, from, to, turn < Math.PI);
  context.stroke();
}
