import type { Random } from '../../matrix/random';
import { factorCholesky } from '../cholesky';
import { gamma } from './gamma';

/**
 * What the vectors x_i of one side are drawn from, N(μ, Λ⁻¹), as the kernel takes it: Λ, of which only the lower
 * triangle is used, and Λμ.
 */
export interface Hyper {
  readonly precision: Float64Array;
  readonly shift: Float64Array;
}

/** How many observations the prior mean counts for. */
const beta0 = 2;

/**
 * Draws μ and Λ from their conditional given the n vectors of one side, each of `width` k, under the Normal-Wishart
 * prior Λ ~ W(I, k), μ | Λ ~ N(0, (β₀Λ)⁻¹). With x̄ the mean and S = Σ (x_i − x̄)(x_i − x̄)ᵀ:
 *   Λ ~ W(M⁻¹, k + n),  M = I + S + nβ₀/(n + β₀) x̄x̄ᵀ,  μ ~ N(n x̄/(n + β₀), ((n + β₀)Λ)⁻¹).
 * It is given Σ (1, x_i)(1, x_i)ᵀ, (k + 1) × (k + 1), in the lower triangle. What it gives is overwritten by the next
 * draw. Source: Salakhutdinov and Mnih, ICML 2008, section 3.2 and its equation 14.
 */
export function createHyperDraw(width: number, random: Random): { draw(moments: Float64Array): Hyper } {
  const k = width;
  const mean = new Float64Array(k);
  const scatter = new Float64Array(k * k);
  const root = new Float64Array(k * k);
  const column = new Float64Array(k);
  const precision = new Float64Array(k * k);
  const shift = new Float64Array(k);

  const summarize = (moments: Float64Array, n: number): void => {
    for (let p = 0; p < k; p++) mean[p] = moments[(p + 1) * (k + 1)]! / n;
    // M = I + Σ x_i x_iᵀ − n²/(n + β₀) x̄x̄ᵀ
    const weight = n ** 2 / (n + beta0);
    for (let p = 0; p < k; p++)
      for (let q = 0; q <= p; q++)
        scatter[p * k + q] = (p === q ? 1 : 0) + moments[(p + 1) * (k + 1) + q + 1]! - weight * mean[p]! * mean[q]!;
  };

  /** A with Λ = XXᵀ, X = C⁻ᵀA, M = CCᵀ: lower triangular, √χ² on the diagonal, normal below (Bartlett). */
  const drawBartlett = (degrees: number): void => {
    for (let p = 0; p < k; p++) {
      for (let q = 0; q < p; q++) root[p * k + q] = random.normal();
      root[p * k + p] = Math.sqrt(2 * gamma((degrees - p) / 2, random));
    }
  };

  /** μ = n x̄/(n + β₀) + (n + β₀)^-½ C A⁻ᵀz, in place of x̄. */
  const drawMean = (n: number): void => {
    for (let p = 0; p < k; p++) column[p] = random.normal();
    for (let p = k - 1; p >= 0; p--) {
      for (let s = p + 1; s < k; s++) column[p]! -= root[s * k + p]! * column[s]!;
      column[p]! /= root[p * k + p]!;
    }
    for (let p = 0; p < k; p++) {
      let deviation = 0;
      for (let s = 0; s <= p; s++) deviation += scatter[p * k + s]! * column[s]!;
      mean[p] = (n * mean[p]!) / (n + beta0) + deviation / Math.sqrt(n + beta0);
    }
  };

  /** A ← X = C⁻ᵀA, column by column. */
  const solveRoot = (): void => {
    for (let q = 0; q < k; q++)
      for (let p = k - 1; p >= 0; p--) {
        let x = p >= q ? root[p * k + q]! : 0;
        for (let s = p + 1; s < k; s++) x -= scatter[s * k + p]! * root[s * k + q]!;
        root[p * k + q] = x / scatter[p * k + p]!;
      }
  };

  /** Λ = XXᵀ and Λμ. */
  const multiplyOut = (): void => {
    for (let p = 0; p < k; p++)
      for (let q = 0; q < k; q++) {
        let sum = 0;
        for (let s = 0; s < k; s++) sum += root[p * k + s]! * root[q * k + s]!;
        precision[p * k + q] = sum;
      }
    for (let p = 0; p < k; p++) {
      let sum = 0;
      for (let q = 0; q < k; q++) sum += precision[p * k + q]! * mean[q]!;
      shift[p] = sum;
    }
  };

  return {
    draw: (moments) => {
      const n = moments[0]!;
      summarize(moments, n);
      factorCholesky(scatter, k);
      drawBartlett(k + n);
      // before A is overwritten
      drawMean(n);
      solveRoot();
      multiplyOut();
      return { precision, shift };
    },
  };
}

/** The precision of a bias that is not there, for cells of unit spread: it strays from zero by rounding alone. */
const absent = 1e24;

/** The same for vectors [b_i, u_i] whose biases b_i are to be zero: the hyperprior is that of u_i. */
export function createUnbiasedHyperDraw(width: number, random: Random): { draw(moments: Float64Array): Hyper } {
  const k = width - 1;
  const factors = createHyperDraw(k, random);
  const ownMoments = new Float64Array((k + 1) * (k + 1));
  const precision = new Float64Array(width * width);
  const shift = new Float64Array(width);
  precision[0] = absent;
  return {
    draw: (moments) => {
      // Without the bias, the second entry of (1, b_i, u_i).
      for (let p = 0; p <= k; p++)
        for (let q = 0; q <= p; q++)
          ownMoments[p * (k + 1) + q] = moments[(p === 0 ? 0 : p + 1) * (width + 1) + (q === 0 ? 0 : q + 1)]!;
      const own = factors.draw(ownMoments);
      for (let p = 0; p < k; p++) precision.set(own.precision.subarray(p * k, (p + 1) * k), (p + 1) * width + 1);
      shift.set(own.shift, 1);
      return { precision, shift };
    },
  };
}
