import type { LatentView } from '../model/choices';
import type { PictureColors } from '../model/gridPicture';
import { hasArrows } from '../model/latentFrame';
import { labelHeight, placeOf, type LabelBox, type Place, type Size } from '../model/latentPlane';
import type { LatentPoints } from '../model/latentPoints';
import { drawArrow, type Pen } from '../model/pen';

/** Points up to which each is a disc; beyond, the picture shows how many lie at each pixel. */
const mostDiscs = 3_000;

/** What is seen of the points. */
export interface Plane {
  readonly points: LatentPoints;
  readonly view: LatentView;
  readonly size: Size;
  readonly colors: PictureColors;
}

/** A half-open range of points: the rows or the columns. */
export interface Side {
  readonly from: number;
  readonly to: number;
}

/** Labels that were placed in one view; in another they stay beside their points. */
export interface PlacedLabels {
  readonly boxes: readonly LabelBox[];
  readonly view: LatentView;
}

/** Rows and columns, by whether they are too many to be drawn one by one. */
export function sidesOf({ rows, count }: LatentPoints): {
  readonly dense: readonly Side[];
  readonly few: readonly Side[];
} {
  const sides = [
    { from: 0, to: rows },
    { from: rows, to: count },
  ];
  const isDense = ({ from, to }: Side): boolean => to - from > mostDiscs;
  return { dense: sides.filter(isDense), few: sides.filter((side) => !isDense(side)) };
}

/** The axes, the points that are few and the labels; what is dense lies under them. */
export function drawPoints(pen: Pen, plane: Plane, labels: PlacedLabels): void {
  drawAxes(pen, plane);
  const { dense, few } = sidesOf(plane.points);
  for (const side of few) drawSide(pen, plane, side, dense.length > 0);
  drawLabels(pen, plane, labels);
}

function drawAxes(pen: Pen, { view, size, colors }: Plane): void {
  const origin = placeOf(0, 0, view, size);
  const [x, y] = [Math.round(origin.x) + 0.5, Math.round(origin.y) + 0.5];
  pen.line({ x: 0, y }, { x: size.width, y }, colors.quiet, 1, 0.5);
  pen.line({ x, y: 0 }, { x, y: size.height }, colors.quiet, 1, 0.5);
}

/**
 * Rows are discs and columns are arrows, or squares: they differ in more than their colour. Over a crowd, arrows have
 * the ground along them, whatever the crowd's colour is.
 */
function drawSide(pen: Pen, { points, view, size, colors }: Plane, { from, to }: Side, isOverCrowd: boolean): void {
  const origin = placeOf(0, 0, view, size);
  const isArrow = hasArrows(points);
  for (let p = from; p < to; p++) {
    const at = placeOf(points.x[p]!, points.y[p]!, view, size);
    if (p < points.rows) pen.disc(at, 3, colors.negative);
    else if (isArrow) {
      if (isOverCrowd) pen.line(origin, at, colors.ground, 5, 0.75);
      drawArrow(pen, origin, at, colors.positive);
    } else pen.rectangle(at.x - 3, at.y - 3, 6, 6, colors.positive, 1);
  }
}

function drawLabels(pen: Pen, { points, view, size, colors }: Plane, labels: PlacedLabels): void {
  for (const { point, left, top, width } of labels.boxes) {
    const [x, y] = [points.x[point]!, points.y[point]!];
    const [now, then] = [placeOf(x, y, view, size), placeOf(x, y, labels.view, size)];
    const [at, above] = [left + now.x - then.x, top + now.y - then.y];
    pen.rectangle(at, above, width, labelHeight, colors.ground, 0.75);
    pen.text(at + 2, above + labelHeight / 2, shortName(points, point), colors.ink);
  }
}

/** A name as its label has it. */
export function shortName(points: LatentPoints, point: number): string {
  const name = points.name(point);
  return name.length > 24 ? `${name.slice(0, 23)}…` : name;
}

/** Points of a lasso up to which each has a ring; beyond, each has a dot. */
const mostRings = 300;

/** What is chosen: rings around those of a lasso, and arrows from the origin to a pair. */
export function drawMarks(pen: Pen, plane: Plane, pair: readonly number[], inside: readonly number[]): void {
  const { points, view, size, colors } = plane;
  const place = (p: number): Place => placeOf(points.x[p]!, points.y[p]!, view, size);
  const isFew = inside.length <= mostRings;
  for (const p of inside.slice(0, mostDiscs)) {
    const at = place(p);
    if (isFew) pen.ring(at, 4, colors.ink);
    else pen.rectangle(Math.round(at.x) - 1, Math.round(at.y) - 1, 2, 2, colors.ink, 1);
  }
  for (const p of pair) {
    drawArrow(pen, placeOf(0, 0, view, size), place(p), colors.ink);
    pen.ring(place(p), 6, colors.ink);
  }
}
