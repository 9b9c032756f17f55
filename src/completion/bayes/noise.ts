import type { Random } from '../../matrix/random';
import { gamma } from './gamma';

/**
 * The prior on the precision α of the noise, for cells of unit spread: α ~ Gamma(shape, ρ), one cell's worth of belief in
 * noise of a variance of 2ρ, where ρ itself is not known, ρ ~ Exponential(1 / scale). So the density of the deviation σ
 * falls in proportion to σ towards 0: cells without noise are believed to be that once there are some of them, and few
 * cells that a model happens to fit are not.
 * Source: Chung, Rabe-Hesketh, Dorie, Gelman and Liu, Psychometrika 78 (2013), section 3, for a density that avoids the
 * boundary in this way.
 */
export const noisePrior = { shape: 0.5, scale: 0.1 };

/** The least deviation of the noise: beyond, the vectors' conditionals are so narrow that rounding shows in them. */
const leastDeviation = 1e-4;

/** Draws α given itself as it was, through ρ, and the Σ (y − ŷ)² of so many cells. */
export function drawNoisePrecision(
  { noisePrecision, squares }: { readonly noisePrecision: number; readonly squares: number },
  cells: number,
  random: Random,
): number {
  // ρ | α ~ Gamma(1 + shape, 1/scale + α),  α | ρ, y ~ Gamma(shape + n/2, ρ + Σ e²/2)
  const rate = gamma(1 + noisePrior.shape, random) / (1 / noisePrior.scale + noisePrecision);
  const atLeast = squares + cells * leastDeviation ** 2;
  return gamma(noisePrior.shape + cells / 2, random) / (rate + atLeast / 2);
}
