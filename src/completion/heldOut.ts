import type { HeldOut, Interval } from '../protocol/results';
import { intervalLevels } from './bayes/quantiles';

/** Nominal coverage of every interval. */
export const coverage = 0.9;

/**
 * Errors at held-out cells, the model's beside the baseline's; NaN stands for a cell that was not held out. `covered` is
 * the share of the cells within their intervals. Null with fewer than two cells.
 */
export function summarizeHeldOut(
  method: HeldOut['method'],
  residuals: Float64Array,
  baselineResiduals: Float64Array,
  covered: number | null = null,
): HeldOut | null {
  const isHeld = (_: number, t: number): boolean => !Number.isNaN(residuals[t]) && !Number.isNaN(baselineResiduals[t]);
  const own = residuals.filter(isHeld);
  const others = baselineResiduals.filter(isHeld);
  if (own.length < 2) return null;
  const errors = measureErrors(own, others);
  return { method, cells: own.length, ...errors, ...(covered === null ? {} : { coverage: covered }) };
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
 * Symmetric intervals about any prediction by split conformal inference: half the width for a level is the
 * ⌈level (n + 1)⌉-th smallest of n held-out |residuals|. Levels for which n is too small are left out: 90 % takes 9.
 * Source: Lei, G'Sell, Rinaldo, Tibshirani and Wasserman, JASA 113 (2018), section 2.2.
 */
export function conformalIntervals(residuals: Float64Array): (value: number) => Interval[] {
  const sizes = residuals.filter((residual) => !Number.isNaN(residual)).map(Math.abs);
  sizes.sort();
  const halfWidths = intervalLevels.flatMap((level) => {
    const position = Math.ceil((sizes.length + 1) * level - 1e-9);
    return position > sizes.length ? [] : [{ level, halfWidth: sizes[position - 1]! }];
  });
  return (value) =>
    halfWidths.map(({ level, halfWidth }) => ({ level, lower: value - halfWidth, upper: value + halfWidth }));
}

export function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
}
