import { createMatrix, multiply, transpose, type Matrix } from '../../matrix/dense';
import type { BiasedFactors } from '../../protocol/results';
import { sidesOf } from '../biases';
import { canonical } from '../canonical';
import { orthonormalize } from '../spectral';
import type { Chain } from './chain';

/** Draws whose factors are kept, evenly spaced: their products' mean is what the summary comes near to. */
const mostSnapshots = 24;

/** Passes of orthogonal iteration, from factors that were drawn: few are needed. */
const passes = 6;

/** Gathers draws of the model, to be summed up as one set of biases and factors. */
export interface Summary {
  add(chain: Pick<Chain, 'rows' | 'columns' | 'width' | 'bias'>): void;
  /**
   * The mean biases over all draws, and the factors of the given rank, in canonical form, whose product is nearest to
   * the mean of the products u_i·v_j. Their mean over all draws may be given; else it is that of the snapshots.
   */
  model(interactions: Matrix | null): BiasedFactors;
  /** What was gathered, to be gone on from. */
  save(): Float64Array[];
  restore(saved: readonly Float64Array[]): void;
  /** Mean biases of the rows and of the columns. */
  biases(): { readonly row: Float64Array; readonly column: Float64Array };
}

/** The factors U and V of one draw. */
interface Snapshot {
  readonly row: Matrix;
  readonly column: Matrix;
}

/** A summary of `most` draws at the most, of m × n matrices at rank k: of evenly spaced ones the factors are kept. */
export function createSummary(rows: number, columns: number, rank: number, most: number): Summary {
  const rowBias = new Float64Array(rows);
  const columnBias = new Float64Array(columns);
  const snapshots: Snapshot[] = [];
  const stride = Math.max(1, Math.ceil(most / mostSnapshots));
  let draws = 0;
  const scaled = (sum: Float64Array): Float64Array => sum.map((value) => value / draws);

  return {
    add: (chain) => {
      const sides = sidesOf(chain.bias);
      if (sides.row) addBiases(chain.rows, chain.width, rowBias);
      if (sides.column) addBiases(chain.columns, chain.width, columnBias);
      if (draws % stride === 0)
        snapshots.push({
          row: factorsOf(chain.rows, rows, chain.width, rank),
          column: factorsOf(chain.columns, columns, chain.width, rank),
        });
      draws++;
    },
    save: () => [
      Float64Array.of(draws),
      rowBias,
      columnBias,
      ...snapshots.flatMap(({ row, column }) => [row.values, column.values]),
    ],
    restore: ([count, rowSums, columnSums, ...factors]) => {
      draws = count![0]!;
      rowBias.set(rowSums!);
      columnBias.set(columnSums!);
      snapshots.length = 0;
      for (let at = 0; at < factors.length; at += 2)
        snapshots.push({
          row: { rows, columns: rank, values: factors[at]! },
          column: { rows: columns, columns: rank, values: factors[at + 1]! },
        });
    },
    biases: () => ({ row: scaled(rowBias), column: scaled(columnBias) }),
    model: (interactions) => {
      const product = interactions === null ? meanProduct(snapshots) : productOf(interactions);
      return canonical({
        mean: 0,
        rowBias: scaled(rowBias),
        columnBias: scaled(columnBias),
        ...nearestOfRank(product, snapshots.at(-1)!.column),
      });
    },
  };
}

function addBiases(vectors: Float64Array, width: number, sum: Float64Array): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += vectors[i * width]!;
}

/** The model that a chain is at, of the cells that it is given. */
export function drawnModel(
  { rows, columns, width, bias }: Pick<Chain, 'rows' | 'columns' | 'width' | 'bias'>,
  rowCount: number,
  columnCount: number,
  rank: number,
): BiasedFactors {
  const sides = sidesOf(bias);
  const rowBias = new Float64Array(rowCount);
  const columnBias = new Float64Array(columnCount);
  if (sides.row) addBiases(rows, width, rowBias);
  if (sides.column) addBiases(columns, width, columnBias);
  return {
    mean: 0,
    rowBias,
    columnBias,
    row: factorsOf(rows, rowCount, width, rank),
    column: factorsOf(columns, columnCount, width, rank),
  };
}

/** The factors without the biases, n × rank. */
function factorsOf(vectors: Float64Array, count: number, width: number, rank: number): Matrix {
  const out = createMatrix(count, rank);
  const first = width - rank;
  for (let i = 0; i < count; i++)
    for (let f = 0; f < rank; f++) out.values[i * rank + f] = vectors[i * width + first + f]!;
  return out;
}

/** A matrix G that is known by what it does: V ↦ GV and U ↦ GᵀU. */
interface Product {
  readonly times: (v: Matrix) => Matrix;
  readonly timesTransposed: (u: Matrix) => Matrix;
}

function productOf(g: Matrix): Product {
  const transposed = transpose(g);
  return { times: (v) => multiply(g, v), timesTransposed: (u) => multiply(transposed, u) };
}

/** G = mean of U_s V_sᵀ. */
function meanProduct(snapshots: readonly Snapshot[]): Product {
  const mean = (side: keyof Snapshot, other: keyof Snapshot, x: Matrix): Matrix => {
    const out = createMatrix(snapshots[0]![side].rows, x.columns);
    for (const snapshot of snapshots) {
      const product = multiply(snapshot[side], multiply(transpose(snapshot[other]), x));
      product.values.forEach((value, at) => (out.values[at]! += value / snapshots.length));
    }
    return out;
  };
  return { times: (v) => mean('row', 'column', v), timesTransposed: (u) => mean('column', 'row', u) };
}

/**
 * The U and V whose UVᵀ is nearest to G of those of their rank, by orthogonal iteration from V₀: V ← orth(GᵀGV); then
 * U = GV is best. Source: Golub and Van Loan, Matrix Computations, section 8.2.4.
 */
function nearestOfRank({ times, timesTransposed }: Product, start: Matrix): Snapshot {
  let column = start;
  for (let pass = 0; pass < passes; pass++) {
    const next = timesTransposed(times(column));
    if (!orthonormalize(next.values, next.rows, next.columns)) break;
    column = next;
  }
  return { row: times(column), column };
}
