import { createMatrix, transpose, type Matrix } from '../matrix/dense';
import { singularValues as kernelSingularValues, svd as kernelSvd } from '../kernels';
import { ulp } from './checks';
import { identity } from './factor';
import { completeOrthonormal, dot, flip, fromColumns, norm, rotate, signOf, toColumns } from './columns';
import { equilibrate, timesTwoTo } from '../matrix/scale';

/** Convergence is quadratic; well-behaved matrices take 5 to 10 sweeps. */
const maximumSweeps = 60;
/** Beyond this the kernels are faster; up to it Jacobi keeps tiny singular values to full relative accuracy. */
const largestByJacobi = 24;
/** Columns this much smaller than the largest entry count as zero: their squares would underflow. */
const negligible = 2 ** -480;

export interface Svd {
  /** m × k with orthonormal columns, k = min(m, n). */
  readonly u: Matrix;
  /** k singular values, descending. */
  readonly s: Float64Array;
  /** n × k with orthonormal columns. */
  readonly v: Matrix;
  /** Sweeps over all pairs of columns, or steps of the kernels' iterations. */
  readonly sweeps: number;
  readonly converged: boolean;
}

/**
 * A = U diag(s) Vᵀ, of a small A by one-sided Jacobi: columns of A are rotated, two at a time, until all are orthogonal;
 * their lengths are the singular values. Of a larger one by the kernels. Signs: the largest entry of each column of V is positive, or of U where A is
 * wider than tall.
 * `checkpoint` is called once a column. A singular value may be infinite where ‖A‖ exceeds the largest number.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 8.6.3; Demmel and Veselić, SIAM J. Matrix
 * Anal. Appl. 13, 1992.
 */
export function svd(a: Matrix, checkpoint: () => void = () => undefined): Svd {
  const { scaled, exponent } = equilibrate(a);
  const result = scaledSvd(scaled, true, checkpoint);
  return { ...result, s: result.s.map((value) => timesTwoTo(value, exponent)) };
}

/** The same for A whose largest entry is 0 or between 1 and 2; without `vectors`, U and V are only partly formed. */
export function scaledSvd(a: Matrix, vectors: boolean, checkpoint: () => void): Svd {
  if (Math.min(a.rows, a.columns) > largestByJacobi) return byKernels(a, vectors);
  if (a.rows < a.columns) {
    const { u, v, ...rest } = scaledSvd(transpose(a), vectors, checkpoint);
    return { ...rest, u: v, v: u };
  }
  const left = toColumns(a);
  const right = vectors ? toColumns(identity(a.columns)) : [];
  const { sweeps, converged } = orthogonalize(left, right, a.rows, checkpoint);

  const lengths = Float64Array.from(left, (column) => norm(column));
  const order = Array.from(left.keys()).sort((p, q) => lengths[q]! - lengths[p]!);
  const s = Float64Array.from(order, (j) => (lengths[j]! < negligible ? 0 : lengths[j]!));
  if (!vectors) return { u: createMatrix(0, 0), s, v: createMatrix(0, 0), sweeps, converged };

  const rank = s.findLastIndex((value) => value > 0) + 1;
  const unit = order.slice(0, rank).map((j, i) => left[j]!.map((value) => value / s[i]!));
  const sorted = order.map((j) => right[j]!);
  sorted.forEach((column, j) => {
    if (signOf(column) > 0) return;
    flip(column);
    if (j < rank) flip(unit[j]!);
  });
  return {
    u: fromColumns(completeOrthonormal(unit, a.rows, a.columns), a.rows),
    s,
    v: fromColumns(sorted, a.columns),
    sweeps,
    converged,
  };
}

/** Throws `didNotConverge`. */
function byKernels(a: Matrix, vectors: boolean): Svd {
  if (!vectors) {
    const s = kernelSingularValues(a);
    return { u: createMatrix(0, 0), s, v: createMatrix(0, 0), sweeps: 0, converged: true };
  }
  const { u, s, v, iterations } = kernelSvd(a);
  const [leading, other] = a.rows < a.columns ? [toColumns(u), toColumns(v)] : [toColumns(v), toColumns(u)];
  leading.forEach((column, j) => {
    if (signOf(column) > 0) return;
    flip(column);
    flip(other[j]!);
  });
  const [long, short] = [Math.max(a.rows, a.columns), Math.min(a.rows, a.columns)];
  const [first, second] = [fromColumns(leading, short), fromColumns(other, long)];
  const [left, right] = a.rows < a.columns ? [first, second] : [second, first];
  return { u: left, s, v: right, sweeps: iterations, converged: true };
}

/**
 * Sweeps over all pairs of columns until each is orthogonal to each within √m ulp; `right` takes the same rotations.
 * Before each row of pairs the longest column left is moved to the front, which saves sweeps (P. P. M. de Rijk, SIAM
 * J. Sci. Stat. Comput. 10, 1989).
 */
function orthogonalize(
  left: Float64Array[],
  right: Float64Array[],
  m: number,
  checkpoint: () => void,
): { sweeps: number; converged: boolean } {
  const tolerance = Math.sqrt(m) * ulp;
  for (let sweep = 1; sweep <= maximumSweeps; sweep++) {
    // squared lengths, fresh each sweep and kept up within it
    const squares = Float64Array.from(left, (column) => dot(column, column));
    let rotated = false;
    for (let p = 0; p < left.length - 1; p++) {
      checkpoint();
      const longest = indexOfLargest(squares, p);
      swap(left, p, longest);
      swap(squares, p, longest);
      if (right.length > 0) swap(right, p, longest);
      for (let q = p + 1; q < left.length; q++) {
        const [alpha, beta] = [squares[p]!, squares[q]!];
        if (Math.min(alpha, beta) < negligible ** 2) continue;
        const gamma = dot(left[p]!, left[q]!);
        if (Math.abs(gamma) <= tolerance * Math.sqrt(alpha) * Math.sqrt(beta)) continue;
        rotated = true;
        // tan 2θ = 2γ / (β − α), the smaller of the two angles
        const zeta = (beta - alpha) / (2 * gamma);
        const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const c = 1 / Math.hypot(1, t);
        rotate(left[p]!, left[q]!, c, c * t);
        if (right.length > 0) rotate(right[p]!, right[q]!, c, c * t);
        squares[p] = alpha - t * gamma;
        squares[q] = beta + t * gamma;
      }
    }
    if (!rotated) return { sweeps: sweep, converged: true };
  }
  return { sweeps: maximumSweeps, converged: false };
}

function indexOfLargest(values: Float64Array, from: number): number {
  let at = from;
  for (let i = from + 1; i < values.length; i++) if (values[i]! > values[at]!) at = i;
  return at;
}

function swap<T>(items: { [index: number]: T }, i: number, j: number): void {
  [items[i], items[j]] = [items[j]!, items[i]!];
}
