import type { LatentView } from './choices';
import type { LatentPoints } from './latentPoints';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A place on the picture, in pixels from its upper left. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** All points, with room for their labels; one unit is as long up as across, so that angles are true. */
export function wholeView({ reach }: Pick<LatentPoints, 'reach'>, { width, height }: Size): LatentView {
  const room = Math.max(40, Math.min(width, height) / 2 - 28);
  return { centreX: 0, centreY: 0, scale: reach > 0 ? room / reach : 1 };
}

export function placeOf(x: number, y: number, view: LatentView, { width, height }: Size): Place {
  return { x: width / 2 + (x - view.centreX) * view.scale, y: height / 2 - (y - view.centreY) * view.scale };
}

/** Moved by a drag of so many pixels. */
export function panned(view: LatentView, dx: number, dy: number): LatentView {
  return { ...view, centreX: view.centreX - dx / view.scale, centreY: view.centreY + dy / view.scale };
}

/** Zoomed by a factor; what lies at the place stays there. */
export function zoomed(view: LatentView, by: number, at: Place, { width, height }: Size): LatentView {
  const scale = view.scale * by;
  const [dx, dy] = [at.x - width / 2, at.y - height / 2];
  return {
    scale,
    centreX: view.centreX + dx / view.scale - dx / scale,
    centreY: view.centreY - dy / view.scale + dy / scale,
  };
}

/** The point nearest to a place, within `within` pixels; null where there is none. */
export function pointAt(points: LatentPoints, at: Place, view: LatentView, size: Size, within: number): number | null {
  let found: number | null = null;
  let least = within ** 2;
  for (let p = 0; p < points.count; p++) {
    const place = placeOf(points.x[p]!, points.y[p]!, view, size);
    const distance = (place.x - at.x) ** 2 + (place.y - at.y) ** 2;
    if (distance <= least) [found, least] = [p, distance];
  }
  return found;
}

/** The nearest point that lies within 45° of a direction from another; null where there is none. */
export function pointBeside(points: LatentPoints, from: number, dx: number, dy: number): number | null {
  let found: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let p = 0; p < points.count; p++) {
    const [x, y] = [points.x[p]! - points.x[from]!, points.y[p]! - points.y[from]!];
    const along = x * dx + y * dy;
    const beside = Math.abs(x * dy - y * dx);
    if (p === from || along <= 0 || beside > along) continue;
    const distance = Math.hypot(along, 2 * beside);
    if (distance < least) [found, least] = [p, distance];
  }
  return found;
}

/** The points inside a closed outline of places, by the even–odd rule. */
export function pointsInside(points: LatentPoints, outline: readonly Place[], view: LatentView, size: Size): number[] {
  const isInside = insideOf(outline);
  const inside: number[] = [];
  for (let p = 0; p < points.count; p++) if (isInside(placeOf(points.x[p]!, points.y[p]!, view, size))) inside.push(p);
  return inside;
}

interface Edge {
  readonly from: Place;
  readonly to: Place;
}

/** Stripes across an outline: a place is held only against the edges that cross its own. */
const stripes = 128;

function insideOf(outline: readonly Place[]): (place: Place) => boolean {
  const heights = outline.map(({ y }) => y);
  const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
  const stripeOf = (y: number): number => Math.min(stripes - 1, Math.floor((stripes * (y - top)) / (bottom - top)));
  const edges = Array.from({ length: stripes }, (): Edge[] => []);
  outline.forEach((to, i) => {
    const from = outline.at(i - 1)!;
    if (from.y === to.y) return;
    const last = stripeOf(Math.max(from.y, to.y));
    for (let stripe = stripeOf(Math.min(from.y, to.y)); stripe <= last; stripe++) edges[stripe]!.push({ from, to });
  });
  return ({ x, y }) => {
    if (!(y >= top && y < bottom)) return false;
    let inside = false;
    for (const { from, to } of edges[stripeOf(y)]!)
      if (to.y > y !== from.y > y && x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)) inside = !inside;
    return inside;
  };
}

export interface LabelBox {
  readonly point: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/** The height of a label, with the room around it. */
export const labelHeight = 15;
const mostLabels = 70;
/** Points looked at for a label: the outermost that are seen. */
const mostCandidates = 1_500;

/** Points up to which no label covers any. */
const mostObstacles = 400;

/** Labels that touch neither one another nor the edges: those of `first`, then the outermost points'. */
export function placeLabels(
  points: LatentPoints,
  first: readonly number[],
  view: LatentView,
  size: Size,
  widthOf: (point: number) => number,
): LabelBox[] {
  const boxes: LabelBox[] = [];
  const obstacles =
    points.count > mostObstacles ? [] : Array.from(points.x, (x, p) => placeOf(x, points.y[p]!, view, size));
  const named = new Set<number>();
  const tryPoint = (point: number): void => {
    if (named.has(point)) return;
    const at = placeOf(points.x[point]!, points.y[point]!, view, size);
    const width = widthOf(point);
    const [right, left] = [at.x + 6, at.x - 6 - width];
    const outward = points.x[point]! < 0 ? [left, right] : [right, left];
    const beside = at.y - labelHeight / 2;
    for (const [left, top] of [
      [outward[0]!, beside],
      [at.x - width / 2, at.y - labelHeight - 5],
      [at.x - width / 2, at.y + 5],
      [outward[1]!, beside],
    ] as const) {
      const box = { point, left, top, width };
      const fits = left >= 0 && top >= 0 && left + width <= size.width && top + labelHeight <= size.height;
      if (!fits || boxes.some((other) => touches(box, other)) || covers(box, obstacles)) continue;
      boxes.push(box);
      named.add(point);
      return;
    }
  };
  first.forEach(tryPoint);
  let candidates = 0;
  for (const point of points.outermost) {
    if (boxes.length >= mostLabels || candidates >= mostCandidates) break;
    const { x, y } = placeOf(points.x[point]!, points.y[point]!, view, size);
    if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
    candidates++;
    tryPoint(point);
  }
  return boxes;
}

function touches(a: LabelBox, b: LabelBox): boolean {
  return (
    a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + labelHeight && b.top < a.top + labelHeight
  );
}

function covers({ left, top, width }: LabelBox, places: readonly Place[]): boolean {
  return places.some(({ x, y }) => x > left - 2 && x < left + width + 2 && y > top - 2 && y < top + labelHeight + 2);
}
