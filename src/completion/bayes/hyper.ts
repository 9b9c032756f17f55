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

/** Draws what the vectors of one side are drawn from. */
export interface HyperDraw {
  /**
   * Given Σ (1, x_i)(1, x_i)ᵀ, (width + 1) × (width + 1), in the lower triangle. What it gives is overwritten by the
   * next draw.
   */
  draw(moments: Float64Array): Hyper;
}

/**
 * Draws μ and Λ from their conditional given the n vectors of one side, each of `width` k, under the Normal-Wishart
 * prior Λ ~ W(I, k), μ | Λ ~ N(0, (β₀Λ)⁻¹). With x̄ the mean and S = Σ (x_i − x̄)(x_i − x̄)ᵀ:
 *   Λ ~ W(M⁻¹, k + n),  M = I + S + nβ₀/(n + β₀) x̄x̄ᵀ,  μ ~ N(n x̄/(n + β₀), ((n + β₀)Λ)⁻¹).
 * Source: Salakhutdinov and Mnih, ICML 2008, section 3.2 and its equation 14.
 */
export class NormalWishart implements HyperDraw {
  private readonly mean: Float64Array;
  private readonly scatter: Float64Array;
  private readonly root: Float64Array;
  private readonly column: Float64Array;
  private readonly precision: Float64Array;
  private readonly shift: Float64Array;

  constructor(
    private readonly width: number,
    private readonly random: Random,
  ) {
    [this.mean, this.column, this.shift] = [vector(width), vector(width), vector(width)];
    [this.scatter, this.root, this.precision] = [vector(width ** 2), vector(width ** 2), vector(width ** 2)];
  }

  draw(moments: Float64Array): Hyper {
    const n = moments[0]!;
    this.summarize(moments, n);
    factorCholesky(this.scatter, this.width);
    this.drawBartlett(this.width + n);
    // before A is overwritten
    this.drawMean(n);
    this.solveRoot();
    this.multiplyOut();
    return { precision: this.precision, shift: this.shift };
  }

  /** M = I + Σ x_i x_iᵀ − n²/(n + β₀) x̄x̄ᵀ, which is factored in its place. */
  private summarize(moments: Float64Array, n: number): void {
    const { width: k, mean, scatter } = this;
    for (let p = 0; p < k; p++) mean[p] = moments[(p + 1) * (k + 1)]! / n;
    const weight = n ** 2 / (n + beta0);
    for (let p = 0; p < k; p++)
      for (let q = 0; q <= p; q++)
        scatter[p * k + q] = (p === q ? 1 : 0) + moments[(p + 1) * (k + 1) + q + 1]! - weight * mean[p]! * mean[q]!;
  }

  /** A with Λ = XXᵀ, X = C⁻ᵀA, M = CCᵀ: lower triangular, √χ² on the diagonal, normal below (Bartlett). */
  private drawBartlett(degrees: number): void {
    const { width: k, root, random } = this;
    for (let p = 0; p < k; p++) {
      for (let q = 0; q < p; q++) root[p * k + q] = random.normal();
      root[p * k + p] = Math.sqrt(2 * gamma((degrees - p) / 2, random));
    }
  }

  /** μ = n x̄/(n + β₀) + (n + β₀)^-½ C A⁻ᵀz, in place of x̄. */
  private drawMean(n: number): void {
    const { width: k, mean, scatter, root, column, random } = this;
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
  }

  /** A ← X = C⁻ᵀA, column by column. */
  private solveRoot(): void {
    const { width: k, scatter, root } = this;
    for (let q = 0; q < k; q++)
      for (let p = k - 1; p >= 0; p--) {
        let x = p >= q ? root[p * k + q]! : 0;
        for (let s = p + 1; s < k; s++) x -= scatter[s * k + p]! * root[s * k + q]!;
        root[p * k + q] = x / scatter[p * k + p]!;
      }
  }

  /** Λ = XXᵀ and Λμ. */
  private multiplyOut(): void {
    const { width: k, mean, root, precision, shift } = this;
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
  }
}

const vector = (length: number): Float64Array => new Float64Array(length);

/** The precision of a bias that is not there, for cells of unit spread: it strays from zero by rounding alone. */
const absent = 1e24;

/** The same for vectors [b_i, u_i] whose biases b_i are to be zero: the hyperprior is that of u_i. */
export function unbiasedNormalWishart(width: number, random: Random): HyperDraw {
  const k = width - 1;
  const factors = new NormalWishart(k, random);
  const [ownMoments, precision, shift] = [vector((k + 1) ** 2), vector(width ** 2), vector(width)];
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
