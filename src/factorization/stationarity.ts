import { frobeniusNorm, subtract, transpose, type Matrix } from '../matrix/dense';
import { equilibrate, timesPowerOfTwo } from '../matrix/scale';
import type { NmfLoss } from '../protocol/methods';
import type { Fit } from '../protocol/results';
import { norm, toColumns } from './columns';
import { multiply } from './multiply';
import type { NonNegativeFactors } from './nmfStart';

/** A gradient up to here counts as 0: runs that have come to rest were seen to end at 1e-15 to 7e-5. */
const bound = 1e-4;

interface Fitted {
  /** That of the factors, in the units of A. */
  readonly objective: number;
  readonly loss: NmfLoss;
  /** Whether a cell at 0 that would fall below is held there. */
  readonly nonNegative: boolean;
}

const formulas: Readonly<Record<NmfLoss, string>> = {
  frobenius: '‖∇f‖ ‖(W, H)‖ / mean a²',
  'kullback-leibler': '‖∇f‖ ‖(W, H)‖ / mean a',
};

/** The objective of WH ≈ A and its gradient, as `relativeGradient` measures it. */
export function fitOf(a: Matrix, factors: NonNegativeFactors, fitted: Fitted): Fit {
  const gradientNorm = relativeGradient(a, factors, fitted);
  return { objective: fitted.objective, gradientFormula: formulas[fitted.loss], gradientNorm, bound };
}

/**
 * ‖∇f‖ ‖(W, H)‖ / s, the change of the objective f to first order when W and H change by their own size, as a share of
 * s = mean a² (Frobenius) or mean a (Kullback–Leibler): 0 where f is least. Columns of W and rows of H are brought to equal
 * lengths first, which leaves WH as it is. Held to cells of at least 0, ∇f has only the parts that cells can follow.
 * Shapes: A m × n, W m × k, H k × n. Source: C.-J. Lin, Neural Computation 19, 2007, section 3.3 (projected gradient).
 */
export function relativeGradient(
  a: Matrix,
  factors: NonNegativeFactors,
  { loss, nonNegative }: Omit<Fitted, 'objective'>,
): number {
  const { scaled, exponent } = equilibrate(a);
  const { w, h } = balanced({ w: factors.w, h: timesPowerOfTwo(factors.h, -exponent) });
  const product = multiply(w, h);
  // ∂f/∂W = E Hᵀ and ∂f/∂H = Wᵀ E, but for the factor 1/mn
  const e: Matrix =
    loss === 'frobenius'
      ? timesPowerOfTwo(subtract(product, scaled), 1)
      : { ...scaled, values: scaled.values.map((value, at) => (value === 0 ? 1 : 1 - value / product.values[at]!)) };
  const gradients = [
    { of: w, gradient: multiply(e, transpose(h)) },
    { of: h, gradient: multiply(transpose(w), e) },
  ];
  const free = gradients.map(({ of, gradient }) =>
    frobeniusNorm({
      ...gradient,
      values: gradient.values.map((slope, at) => (nonNegative && of.values[at] === 0 ? Math.min(slope, 0) : slope)),
    }),
  );
  const size = Math.hypot(frobeniusNorm(w), frobeniusNorm(h));
  const total =
    loss === 'frobenius' ? frobeniusNorm(scaled) ** 2 : scaled.values.reduce((sum, value) => sum + value, 0);
  const change = Math.hypot(...free) * size;
  return total === 0 ? change : change / total;
}

/** The same product of columns of W and rows of H that are equally long. */
function balanced({ w, h }: NonNegativeFactors): NonNegativeFactors {
  const k = w.columns;
  const [columns, rows] = [toColumns(w), toColumns(transpose(h))];
  const shares = columns.map((column, j) => {
    const [left, right] = [norm(column), norm(rows[j]!)];
    return left === 0 || right === 0 ? 1 : Math.sqrt(right / left);
  });
  return {
    w: { ...w, values: w.values.map((value, at) => value * shares[at % k]!) },
    h: { ...h, values: h.values.map((value, at) => value / shares[Math.floor(at / h.columns)]!) },
  };
}

/** What a person should know of factors that are not yet where their objective is least. */
export function fitWarnings({ gradientNorm, bound: limit }: Fit): string[] {
  if (gradientNorm < limit) return [];
  return [
    `The iteration ended before its objective was least: its gradient is ${gradientNorm.toPrecision(2)} of its size, ` +
      `where at most ${limit} counts as 0. More iterations may come closer.`,
  ];
}
