import type { CellRef } from '../../protocol/panel';
import type { Cells } from '../cells/cells';
import { offsetAt, sumAt, type FactorSum } from './factorSum';
import { eachRow, type Pause } from './stretches';

/**
 * The relative error ‖A − Â_r‖_F / ‖A‖_F over the known cells with the first r factors, r = 0 … k; `scale` does not cut
 * what is not the whole sum. Empty where A is 0.
 */
export async function rankErrors(a: Cells, sum: FactorSum, size: number, pause: Pause): Promise<Float64Array> {
  const k = sum.row.columns;
  const squares = new Float64Array(k + 1);
  let total = 0;
  await eachRow(a.rows, pause, (i) => {
    for (let j = 0; j < a.columns; j++) {
      const value = a.value(i, j);
      if (value === null || Number.isNaN(value)) continue;
      total += (value / size) ** 2;
      // left = a − Â_r, one factor less each time
      let left = value - offsetAt(sum, i, j);
      squares[0]! += (left / size) ** 2;
      for (let f = 0; f < k; f++) {
        left -= sum.row.values[i * k + f]! * sum.column.values[j * k + f]!;
        squares[f + 1]! += (left / size) ** 2;
      }
    }
  });
  return !(total > 0) ? new Float64Array() : squares.map((square) => Math.sqrt(square / total));
}

/** What the shares of factors are shares of. */
export type ExplainedWhole = 'the sum of squares' | 'the variance' | 'what mean and biases leave' | 'what means leave';

/**
 * What each factor adds to what is explained: (e²_{f−1} − e²_f) / e²_0 of the relative errors with so many factors, below 0 where it
 * adds to the error. Empty where nothing is left for them, or nothing is known.
 */
export function explainedShares(errors: Float64Array): readonly number[] {
  const whole = (errors[0] ?? 0) ** 2;
  return whole === 0 ? [] : Array.from(errors.subarray(1), (error, f) => (errors[f]! ** 2 - error ** 2) / whole);
}

/** What a sum without any factor leaves. */
export function explainedWhole({ mean, rowBias, columnBias }: FactorSum): ExplainedWhole {
  if (mean === 0 && rowBias === null) return columnBias === null ? 'the sum of squares' : 'what means leave';
  return 'what mean and biases leave';
}

export interface Residual extends CellRef {
  readonly original: number;
  readonly reconstructed: number;
  /** original − reconstructed. */
  readonly residual: number;
}

/** The known cells that are farthest from their reconstruction, the farthest first. */
export async function largestResiduals(a: Cells, product: Cells, count: number, pause: Pause): Promise<Residual[]> {
  const found: Residual[] = [];
  let least = 0;
  await eachRow(a.rows, pause, (row) => {
    for (let column = 0; column < a.columns; column++) {
      const [original, reconstructed] = [a.value(row, column), product.value(row, column)];
      if (original === null || reconstructed === null) continue;
      const residual = original - reconstructed;
      if (!(Math.abs(residual) > least)) continue;
      found.push({ row, column, original, reconstructed, residual });
      found.sort((one, other) => Math.abs(other.residual) - Math.abs(one.residual));
      if (found.length > count) found.pop();
      if (found.length === count) least = Math.abs(found[count - 1]!.residual);
    }
  });
  return found;
}

/** Cells that are compared to see whether the sum is the reconstruction. */
const sampled = 2_000;

/** Whether the whole sum is the reconstruction but for rounding: only then its parts say something of it. */
export function addsUp(sum: FactorSum, product: Cells, size: number): boolean {
  if (product.rows !== sum.row.rows || product.columns !== sum.column.rows) return false;
  const all = product.rows * product.columns;
  const step = Math.max(1, Math.floor(all / sampled));
  for (let at = 0; at < all; at += step) {
    const [i, j] = [Math.floor(at / product.columns), at % product.columns];
    const value = product.value(i, j);
    if (value !== null && Math.abs(value - sumAt(sum, i, j, sum.row.columns)) > 1e-9 * size) return false;
  }
  return true;
}
