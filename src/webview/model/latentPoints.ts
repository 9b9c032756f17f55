import type { Matrix } from '../../matrix/dense';
import type { Labels, Nouns } from '../../protocol/analyses';
import { innerProduct, offsetAt, sumAt, type FactorSum } from './factorSum';

/** Rows and columns as points in the plane of two factors: the m rows first, then the n columns. */
export interface LatentPoints {
  readonly sum: FactorSum;
  readonly nouns: Nouns;
  readonly rows: number;
  readonly count: number;
  /** As drawn: those of the columns times `stretch`. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** How many times longer columns are drawn, where they would be lost beside the rows, or the rows beside them; or 1. */
  readonly stretch: number;
  /** From the farthest from the origin to the nearest: the order in which labels are given room. */
  readonly outermost: Uint32Array;
  /** The greatest distance of a coordinate from 0. */
  readonly reach: number;
  name(point: number): string;
}

/** Sides whose reaches differ by more than this factor are drawn equally long. */
const mostApart = 3;

export function latentPoints(sum: FactorSum, labels: Labels, nouns: Nouns, across: number, up: number): LatentPoints {
  const rows = sum.row.rows;
  const count = rows + sum.column.rows;
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const at = ({ columns, values }: Matrix, i: number, f: number): number =>
    f < columns ? values[i * columns + f]! : 0;
  const reachOf = (side: Matrix): number => {
    let most = 0;
    for (let i = 0; i < side.rows; i++) most = Math.max(most, Math.abs(at(side, i, across)), Math.abs(at(side, i, up)));
    return most;
  };
  const ratio = reachOf(sum.row) / reachOf(sum.column);
  const isApart = ratio > mostApart || ratio < 1 / mostApart;
  const stretch = isApart && Number.isFinite(ratio) && ratio > 0 ? ratio : 1;
  for (let p = 0; p < count; p++) {
    const [side, i, times] = p < rows ? ([sum.row, p, 1] as const) : ([sum.column, p - rows, stretch] as const);
    x[p] = times * at(side, i, across);
    y[p] = across === up ? 0 : times * at(side, i, up);
  }
  let reach = 0;
  const distances = new Float64Array(count);
  for (let p = 0; p < count; p++) {
    reach = Math.max(reach, Math.abs(x[p]!), Math.abs(y[p]!));
    distances[p] = Math.hypot(x[p]!, y[p]!);
  }
  const outermost = descending(distances, reach);
  const name = (point: number): string => pointName(point, rows, labels, nouns);
  return { sum, nouns, rows, count, x, y, stretch, outermost, reach, name };
}

/** Steps of a distance that are told apart in the order of the points; with up to 2²¹ points, keys are exact. */
const steps = 2 ** 31;

/**
 * The points from the greatest distance to the least, those equal to a step in their own order. Distances are within
 * √2 · reach. Numbers sort without calling back, which for 100,000 points is the difference of several frames.
 */
function descending(distances: Float64Array, reach: number): Uint32Array {
  const { length } = distances;
  const unit = reach > 0 ? steps / (2 * reach) : 0;
  const keys = distances.map((distance, p) => (steps - Math.round(unit * distance)) * length + p).sort();
  return new Uint32Array(keys.map((key) => key % length));
}

function pointName(point: number, rows: number, labels: Labels, nouns: Nouns): string {
  const isRow = point < rows;
  const index = isRow ? point : point - rows;
  const label = (isRow ? labels.rows : labels.columns)?.[index];
  return label === undefined || label === '' ? `${isRow ? nouns.row : nouns.column} ${index + 1}` : label;
}

/** What two points have to do with one another. */
export interface Pair {
  /** Between them in the plane that is shown, in degrees; null where one is at the origin. */
  readonly angle: number | null;
  /** In all factors. */
  readonly cosine: number | null;
  readonly product: number;
  /** Of a row and a column: what stands before the product, and the entry that they predict. */
  readonly entry: { readonly offset: number; readonly value: number } | null;
}

export function pairOf(points: LatentPoints, p: number, q: number): Pair {
  const { sum, rows, x, y } = points;
  const [a, i] = vectorOf(points, p);
  const [b, j] = vectorOf(points, q);
  const k = sum.row.columns;
  const product = innerProduct(a, i, b, j, k);
  const size = Math.sqrt(innerProduct(a, i, a, i, k)) * Math.sqrt(innerProduct(b, j, b, j, k));
  const [row, column] = p < rows ? [i, j] : [j, i];
  const isEntry = p < rows !== q < rows;
  return {
    angle: angleBetween(x[p]!, y[p]!, x[q]!, y[q]!),
    cosine: size > 0 ? product / size : null,
    product,
    entry: isEntry ? { offset: offsetAt(sum, row, column), value: sumAt(sum, row, column, k) } : null,
  };
}

function vectorOf({ sum, rows }: LatentPoints, p: number): readonly [Matrix, number] {
  return p < rows ? [sum.row, p] : [sum.column, p - rows];
}

function angleBetween(ax: number, ay: number, bx: number, by: number): number | null {
  if ((ax === 0 && ay === 0) || (bx === 0 && by === 0)) return null;
  return Math.abs((Math.atan2(ax * by - ay * bx, ax * bx + ay * by) * 180) / Math.PI);
}

export interface Neighbour {
  readonly point: number;
  readonly cosine: number;
}

/** The points of the same side whose factors point most nearly the same way, in all factors. */
export function nearest(points: LatentPoints, p: number, most: number): readonly Neighbour[] {
  const { sum, rows } = points;
  const [side, own] = vectorOf(points, p);
  const first = p < rows ? 0 : rows;
  const k = sum.row.columns;
  const length = (i: number): number => Math.sqrt(innerProduct(side, i, side, i, k));
  const ownLength = length(own);
  const found: Neighbour[] = [];
  if (ownLength === 0) return found;
  let least = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < side.rows; i++) {
    if (i === own) continue;
    const cosine = innerProduct(side, own, side, i, k) / (ownLength * length(i));
    if (!(cosine > least)) continue;
    found.push({ point: first + i, cosine });
    found.sort((one, other) => other.cosine - one.cosine);
    if (found.length > most) found.pop();
    if (found.length === most) least = found[most - 1]!.cosine;
  }
  return found;
}
