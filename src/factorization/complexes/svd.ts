import { ulp } from '../checks';
import { magnitude, type ComplexMatrix } from '../complex';
import {
  fromComplexColumns,
  innerProduct,
  jacobiAngle,
  lengthOf,
  rotatePair,
  toComplexColumns,
  unitColumns,
  type ComplexColumn,
} from './columns';
import { conjugateTranspose } from './products';

const maximumSweeps = 60;
/** Columns this much smaller than the largest entry count as zero: the squares of their lengths would underflow. */
const negligible = 2 ** -480;

export interface ComplexSvd {
  /** m × k, k = min(m, n); columns of singular values that are 0 are filled up to be orthonormal. */
  readonly u: ComplexMatrix;
  readonly s: Float64Array;
  readonly v: ComplexMatrix;
  readonly sweeps: number;
  readonly converged: boolean;
}

/**
 * A = USVᴴ by one-sided Jacobi on columns that are turned so that their product is real; for A whose largest entry is
 * about 1. `checkpoint` is called once a column.
 * Source: as of the real `svd`.
 */
export function complexSvd(a: ComplexMatrix, checkpoint: () => void): ComplexSvd {
  if (a.re.rows < a.re.columns) {
    const { u, v, ...rest } = complexSvd(conjugateTranspose(a), checkpoint);
    return { ...rest, u: v, v: u };
  }
  const { rows: m, columns: n } = a.re;
  const left = toComplexColumns(a);
  const right = unitColumns(n);
  const { sweeps, converged } = orthogonalize(left, right, m, checkpoint);
  const lengths = left.map(lengthOf);
  const order = Array.from(lengths.keys()).sort((p, q) => lengths[q]! - lengths[p]!);
  const s = Float64Array.from(order, (j) => (lengths[j]! < negligible ? 0 : lengths[j]!));
  const units: ComplexColumn[] = [];
  order.forEach((j, at) => {
    if (s[at]! > 0) units.push(divided(left[j]!, s[at]!));
  });
  return {
    u: fromComplexColumns(completed(units, m, n), m),
    s,
    v: fromComplexColumns(
      order.map((j) => right[j]!),
      n,
    ),
    sweeps,
    converged,
  };
}

/** The number of singular values above max(m, n) · ulp · σ₁. */
export function complexRank({ re }: ComplexMatrix, s: Float64Array): number {
  const tolerance = Math.max(re.rows, re.columns) * ulp * s[0]!;
  return s.filter((value) => value > tolerance).length;
}

function orthogonalize(
  left: readonly ComplexColumn[],
  right: readonly ComplexColumn[],
  m: number,
  checkpoint: () => void,
): { sweeps: number; converged: boolean } {
  const tolerance = Math.sqrt(m) * ulp;
  for (let sweep = 1; sweep <= maximumSweeps; sweep++) {
    let rotated = false;
    for (let p = 0; p < left.length - 1; p++) {
      checkpoint();
      for (let q = p + 1; q < left.length; q++) {
        const [x, y] = [left[p]!, left[q]!];
        const [alpha, beta] = [innerProduct(x, x).re, innerProduct(y, y).re];
        if (Math.min(alpha, beta) < negligible ** 2) continue;
        const gamma = innerProduct(x, y);
        const size = magnitude(gamma);
        if (size <= tolerance * Math.sqrt(alpha) * Math.sqrt(beta)) continue;
        rotated = true;
        const phase = { re: gamma.re / size, im: gamma.im / size };
        const { c, s } = jacobiAngle(alpha, beta, size);
        rotatePair(x, y, phase, c, s);
        rotatePair(right[p]!, right[q]!, phase, c, s);
      }
    }
    if (!rotated) return { sweeps: sweep, converged: true };
  }
  return { sweeps: maximumSweeps, converged: false };
}

const divided = ({ re, im }: ComplexColumn, by: number): ComplexColumn => ({
  re: re.map((value) => value / by),
  im: im.map((value) => value / by),
});

/** Orthonormal columns of length m, filled up to `count`: unit vectors less their projections, twice. */
function completed(columns: readonly ComplexColumn[], m: number, count: number): ComplexColumn[] {
  const out = columns.slice();
  for (let i = 0; out.length < count && i < m; i++) {
    const x: ComplexColumn = { re: new Float64Array(m), im: new Float64Array(m) };
    x.re[i] = 1;
    for (let pass = 0; pass < 2; pass++)
      for (const column of out) {
        const share = innerProduct(column, x);
        for (let p = 0; p < m; p++) {
          x.re[p]! -= share.re * column.re[p]! - share.im * column.im[p]!;
          x.im[p]! -= share.re * column.im[p]! + share.im * column.re[p]!;
        }
      }
    const length = lengthOf(x);
    // of m unit vectors, one has at least 1/√m left; what is nearly inside the span is passed over
    if (length > 0.5 / Math.sqrt(m)) out.push(divided(x, length));
  }
  return out;
}
