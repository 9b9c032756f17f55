import type { PictureColors } from '../model/gridPicture';
import { framedPicture, type LatentNames } from '../model/latentFrame';
import { placeLabels, placeOf, type Place } from '../model/latentPlane';
import { colorsAt } from '../model/pictures';
import { SvgPen } from '../model/svgPen';
import { CanvasPen } from './canvasPen';
import { Density } from './density';
import { drawMarks, drawPoints, shortName, sidesOf, type PlacedLabels, type Plane } from './drawLatent';

const fontSize = 12;

/** What a person has chosen or is drawing, over the points. */
export interface Marks {
  readonly pair: readonly number[];
  readonly inside: readonly number[];
  /** Of a lasso that is being drawn. */
  readonly outline: readonly Place[];
}

/** Draws the plane on two canvases: the points and their labels, and over them what follows the pointer. */
export class LatentPainter {
  private readonly density = new Density();
  private known: PictureColors | null = null;
  private labels: PlacedLabels | null = null;

  constructor(private readonly element: Element) {}

  /** The theme's, read once: to read them at every frame would make the page reckon its styles anew. */
  get colors(): PictureColors {
    this.known ??= colorsAt(this.element);
    return this.known;
  }

  forgetColors(): void {
    this.known = null;
  }

  /** The labels find their places at the next drawing: those of `first` before others. */
  forgetLabels(): void {
    this.labels = null;
  }

  drawPoints(canvas: HTMLCanvasElement, plane: Plane, first: readonly number[]): void {
    const context = this.context(canvas, plane);
    const { size, colors } = plane;
    context.fillStyle = colors.ground;
    context.fillRect(0, 0, size.width, size.height);
    if (this.drawDensity(plane)) context.drawImage(this.density.canvas, 0, 0, size.width, size.height);
    this.labels ??= place(context, plane, first);
    drawPoints(new CanvasPen(context), plane, this.labels);
  }

  drawMarks(canvas: HTMLCanvasElement, plane: Plane, { pair, inside, outline }: Marks): void {
    const context = this.context(canvas, plane);
    const { points, view, size, colors } = plane;
    context.clearRect(0, 0, size.width, size.height);
    drawMarks(new CanvasPen(context), plane, pair, inside);
    const [a, b] = pair.map((p) => placeOf(points.x[p]!, points.y[p]!, view, size));
    context.strokeStyle = colors.ink;
    if (a && b) strokeAngle(context, placeOf(0, 0, view, size), a, b);
    if (outline.length > 1) strokeOutline(context, outline);
  }

  /** What is seen as an SVG picture with the names around it; a crowd in it is an image of dots. */
  svg(plane: Plane, { pair, inside }: Marks, names: LatentNames): string {
    const { size, view, colors } = plane;
    const pen = new SvgPen();
    pen.rectangle(0, 0, size.width, size.height, colors.ground, 1);
    if (this.drawDensity(plane)) {
      const image = this.density.canvas.toDataURL();
      pen.parts.push(`<image width="${size.width}" height="${size.height}" href="${image}"/>`);
    }
    drawPoints(pen, plane, this.labels ?? { boxes: [], view });
    drawMarks(pen, plane, pair, inside);
    return framedPicture(pen.parts, size, names, colors);
  }

  /** Whether there is any. */
  private drawDensity({ points, view, size, colors }: Plane): boolean {
    const { dense } = sidesOf(points);
    if (dense.length > 0) this.density.draw(points, dense, view, size, colors);
    return dense.length > 0;
  }

  /** A canvas as fine as the screen, whose unit is a pixel of the page. */
  private context(canvas: HTMLCanvasElement, { size }: Plane): CanvasRenderingContext2D {
    const ratio = window.devicePixelRatio;
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.font = `${fontSize}px ${getComputedStyle(this.element).fontFamily}`;
    return context;
  }
}

function place(
  context: CanvasRenderingContext2D,
  { points, view, size }: Plane,
  first: readonly number[],
): PlacedLabels {
  const widthOf = (point: number): number => context.measureText(shortName(points, point)).width + 4;
  return { boxes: placeLabels(points, first, view, size, widthOf), view };
}

/** The arc of the angle between two places as seen from the origin. */
function strokeAngle(context: CanvasRenderingContext2D, origin: Place, a: Place, b: Place): void {
  const from = Math.atan2(a.y - origin.y, a.x - origin.x);
  const to = Math.atan2(b.y - origin.y, b.x - origin.x);
  const turn = (to - from + 3 * Math.PI) % (2 * Math.PI);
  context.beginPath();
  context.arc(origin.x, origin.y, 28, from, to, turn < Math.PI);
  context.stroke();
}

function strokeOutline(context: CanvasRenderingContext2D, outline: readonly Place[]): void {
  context.setLineDash([4, 3]);
  context.beginPath();
  for (const { x, y } of outline) context.lineTo(x, y);
  context.closePath();
  context.stroke();
  context.setLineDash([]);
}
