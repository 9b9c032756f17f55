import type { HeldOut } from '../protocol/results';

/** Nominal coverage of every interval. */
export const coverage = 0.9;

/** Errors at held-out cells, the model's beside the baseline's. Null with fewer than two cells. */
export function summarizeHeldOut(
  method: HeldOut['method'],
  residuals: Float64Array,
  baselineResiduals: Float64Array,
): HeldOut | null {
  const cells = residuals.length;
  if (cells < 2) return null;
  return { method, cells, ...measureErrors(residuals, baselineResiduals) };
}

/** The errors of predictions, and of a baseline's predictions of the same cells. There is at least one cell. */
export function measureErrors(
  residuals: Float64Array,
  baselineResiduals: Float64Array,
): Pick<HeldOut, 'rmse' | 'mae' | 'baselineRmse'> {
  return {
    rmse: rootMeanSquare(residuals),
    mae: residuals.reduce((sum, e) => sum + Math.abs(e), 0) / residuals.length,
    baselineRmse: rootMeanSquare(baselineResiduals),
  };
}

/**
 * Half the width of a symmetric 90 % interval: the ⌈0.9 (n + 1)⌉-th smallest of n held-out |residuals|; null where
 * that exceeds n, which is for fewer than 9.
 * Source: Lei, G'Sell, Rinaldo, Tibshirani and Wasserman, JASA 113 (2018), section 2.2.
 */
export function intervalHalfWidth(residuals: Float64Array): number | null {
  const position = Math.ceil((residuals.length + 1) * coverage - 1e-9);
  if (position > residuals.length) return null;
  return residuals.map(Math.abs).sort()[position - 1]!;
}

export function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
}
