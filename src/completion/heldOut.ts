import type { HeldOut, Interval } from '../protocol/results';
import { intervalLevels } from '../protocol/intervals';

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
 * Where residuals come in lines that were held out whole, for a cell of a line of which nothing is known, each of the n
 * lines has one vote, shared out among its residuals.
 * Source: Lei, G'Sell, Rinaldo, Tibshirani and Wasserman, JASA 113 (2018), section 2.2; Lee, Barber and Willett, JRSS B
 * 87 (2025), section 3, for lines.
 */
export function conformalIntervals(
  residuals: Float64Array,
  lines: Uint32Array | null = null,
): (value: number) => Interval[] {
  const lineOf = (t: number): number => lines?.[t] ?? t;
  const held = Array.from(residuals.keys()).filter((t) => !Number.isNaN(residuals[t]));
  const shared = new Map<number, number>();
  for (const t of held) shared.set(lineOf(t), (shared.get(lineOf(t)) ?? 0) + 1);
  held.sort((s, t) => Math.abs(residuals[s]!) - Math.abs(residuals[t]!));
  let votes = 0;
  const votesUpTo = held.map((t) => (votes += 1 / shared.get(lineOf(t))!));
  const halfWidths = intervalLevels.flatMap((level) => {
    const at = votesUpTo.findIndex((sum) => sum >= (shared.size + 1) * level - 1e-9);
    return at === -1 ? [] : [{ level, halfWidth: Math.abs(residuals[held[at]!]!) }];
  });
  return (value) =>
    halfWidths.map(({ level, halfWidth }) => ({ level, lower: value - halfWidth, upper: value + halfWidth }));
}

/** √(Σ x² / n); NaN of none. */
export function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
}
