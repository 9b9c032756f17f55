import type { Matrix } from './dense';

/**
 * The known cells of an m × n matrix in coordinate form: cell t stands at (rowIndex[t], columnIndex[t]) and is
 * values[t]. What completion works on, be it a small matrix with holes or millions of ratings.
 */
export interface Observations {
  readonly rows: number;
  readonly columns: number;
  readonly rowIndex: Uint32Array;
  readonly columnIndex: Uint32Array;
  readonly values: Float64Array;
}

/** Ratings with the ids of users (rows) and items (columns) as the file writes them. */
export interface Ratings extends Observations {
  readonly userIds: readonly string[];
  readonly itemIds: readonly string[];
}

/** The known cells of a matrix with holes, row by row. */
export function observed({ rows, columns, values: cells }: Matrix): Observations {
  let count = 0;
  for (let at = 0; at < cells.length; at++) if (!Number.isNaN(cells[at])) count++;
  const [rowIndex, columnIndex] = [new Uint32Array(count), new Uint32Array(count)];
  const values = new Float64Array(count);
  let t = 0;
  for (let at = 0; at < cells.length; at++) {
    if (Number.isNaN(cells[at])) continue;
    rowIndex[t] = Math.floor(at / columns);
    columnIndex[t] = at % columns;
    values[t++] = cells[at]!;
  }
  return { rows, columns, rowIndex, columnIndex, values };
}

/** The observations at the positions `keep`, in that order; the shape stays. */
export function pick(observations: Observations, keep: Uint32Array): Observations {
  const values = new Float64Array(keep.length);
  for (let at = 0; at < keep.length; at++) values[at] = observations.values[keep[at]!]!;
  return {
    rows: observations.rows,
    columns: observations.columns,
    rowIndex: keep.map((t) => observations.rowIndex[t]!),
    columnIndex: keep.map((t) => observations.columnIndex[t]!),
    values,
  };
}

/** Observations grouped by row (compressed sparse rows): row i owns positions starts[i] … starts[i + 1] − 1. */
export interface Grouped {
  readonly starts: Uint32Array;
  /** The other side's index of each observation. */
  readonly others: Uint32Array;
  readonly values: Float64Array;
}

/** Groups by row, or by column, in one counting pass; the order within a group is the order given. */
export function group(observations: Observations, side: 'row' | 'column'): Grouped {
  const values = new Float64Array(observations.values.length);
  return { ...groupInto(observations, side, values), values };
}

/** The same, with the values written into `values`, as long as there are observations. */
export function groupInto(
  observations: Observations,
  side: 'row' | 'column',
  values: Float64Array | Float32Array,
): Pick<Grouped, 'starts' | 'others'> {
  const [count, own, other] =
    side === 'row'
      ? [observations.rows, observations.rowIndex, observations.columnIndex]
      : [observations.columns, observations.columnIndex, observations.rowIndex];
  const starts = new Uint32Array(count + 1);
  for (let t = 0; t < own.length; t++) starts[own[t]! + 1]!++;
  for (let i = 0; i < count; i++) starts[i + 1]! += starts[i]!;
  const next = starts.slice();
  const others = new Uint32Array(own.length);
  for (let t = 0; t < own.length; t++) {
    const at = next[own[t]!]!++;
    others[at] = other[t]!;
    values[at] = observations.values[t]!;
  }
  return { starts, others };
}

/** How often each of 0 … count − 1 occurs. */
export function countEach(indices: Uint32Array, count: number): Uint32Array {
  const counts = new Uint32Array(count);
  for (let t = 0; t < indices.length; t++) counts[indices[t]!]!++;
  return counts;
}
