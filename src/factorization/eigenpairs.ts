import { frobeniusNorm, type Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { eigen, symmetricEigen } from '../kernels';
import { ulp } from './checks';
import { flip, signOf, toColumns } from './columns';
import { conjugate, entry, magnitude, type Complex, type ComplexMatrix } from './complex';
import { complexSchur, triangularEigenvector, type ComplexSchur } from './complexSchur';
import { symmetricJacobi } from './jacobi';
import { schurForm } from './schur';

/** Beyond this the kernels are faster. */
export const largestByJacobi = 24;

/** An eigenvalue and an eigenvector of length 1, as its real and imaginary parts. */
export interface Eigenpair {
  readonly value: Complex;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** By magnitude, descending; of equals the larger real part first, and of a conjugate pair the one above the axis. */
function bySize(p: Eigenpair, q: Eigenpair): number {
  return magnitude(q.value) - magnitude(p.value) || q.value.re - p.value.re || q.value.im - p.value.im;
}

function byKernels(a: Matrix): { values: Float64Array; vectors: Float64Array[] } {
  const { values, vectors } = symmetricEigen(a);
  return { values, vectors: toColumns(vectors) };
}

/** Eigenpairs of a symmetric matrix, in order; vectors are orthonormal, the largest entry of each positive. */
export function symmetricEigenpairs(a: Matrix, checkpoint: () => void): Eigenpair[] {
  const answer = a.rows > largestByJacobi ? byKernels(a) : symmetricJacobi(a, checkpoint);
  if (answer === null) throw faults.didNotConverge('Eigendecomposition', 'the Jacobi sweeps were used up');
  return answer.vectors
    .map((re, j) => {
      if (signOf(re) < 0) flip(re);
      return { value: { re: answer.values[j]!, im: 0 }, re, im: new Float64Array(a.rows) };
    })
    .sort(bySize);
}

/**
 * n eigenpairs of a square matrix of moderate size, in order, from its Schur form; the largest entry of each vector is real
 * and positive. Of a defective matrix some vectors are parallel within rounding.
 */
export function generalEigenpairs(a: Matrix, checkpoint: () => void): Eigenpair[] {
  if (a.rows > largestByJacobi) return kernelPairs(a).sort(bySize);
  const form = complexSchur(schurForm(a, checkpoint));
  const smallest = Math.max(ulp * frobeniusNorm(a), Number.MIN_VALUE / ulp);
  const pairs: Eigenpair[] = [];
  for (let k = 0; k < a.rows; k++) {
    checkpoint();
    const value = entry(form.t, k, k);
    const previous = pairs.at(-1);
    // the second of a conjugate pair follows the first on the diagonal
    if (value.im < 0 && previous !== undefined) {
      pairs.push({ value: conjugate(previous.value), re: previous.re, im: previous.im.map((part) => -part) });
    } else {
      pairs.push(eigenpair(form, k, smallest));
    }
  }
  return pairs.sort(bySize);
}

/** The same by the kernels. */
function kernelPairs(a: Matrix): Eigenpair[] {
  const { re: real, im: imaginary, vectors } = eigen(a);
  const columns = toColumns(vectors);
  const pairs: Eigenpair[] = [];
  for (let k = 0; k < a.rows; k++) {
    const value = { re: real[k]!, im: imaginary[k]! };
    const re = columns[k]!;
    const im = value.im === 0 ? new Float64Array(a.rows) : columns[k + 1]!;
    turn(re, im);
    if (value.im === 0) im.fill(0);
    pairs.push({ value, re, im });
    if (value.im === 0) continue;
    pairs.push({ value: conjugate(value), re, im: im.map((part) => -part) });
    k++;
  }
  return pairs;
}

function eigenpair({ q, t }: ComplexSchur, k: number, smallest: number): Eigenpair {
  const value = entry(t, k, k);
  // a real eigenvalue of a real matrix has a real eigenvector
  return { value, ...turned(q, triangularEigenvector(t, k, smallest), k, value.im === 0) };
}

/**
 * Qx of length 1, its entry of largest magnitude real and positive; only x_0 … x_k are not zero. Where `real`, what
 * rounding left in the imaginary part is dropped.
 */
export function turned(
  q: ComplexMatrix,
  x: readonly Complex[],
  k: number,
  real: boolean,
): { re: Float64Array; im: Float64Array } {
  const { re, im } = product(q, x, k);
  turn(re, im);
  if (real) im.fill(0);
  let scale = 0;
  for (let i = 0; i < re.length; i++) scale = Math.hypot(scale, re[i]!, im[i]!);
  return { re: re.map((part) => part / scale), im: im.map((part) => part / scale) };
}

/** Qx, where only x_0 … x_k are not zero, over the largest |x_i| so that nothing overflows. */
function product(q: ComplexMatrix, x: readonly Complex[], k: number): { re: Float64Array; im: Float64Array } {
  const n = q.re.rows;
  const size = Math.max(...x.map(magnitude));
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= k; j++) {
      const [a, b] = [q.re.values[i * n + j]!, q.im.values[i * n + j]!];
      const [c, d] = [x[j]!.re / size, x[j]!.im / size];
      re[i]! += a * c - b * d;
      im[i]! += a * d + b * c;
    }
  return { re, im };
}

/** Turns the vector's phase, in place, so that its entry of largest magnitude is real and positive. */
function turn(re: Float64Array, im: Float64Array): void {
  let at = 0;
  for (let i = 1; i < re.length; i++) {
    if (Math.hypot(re[i]!, im[i]!) > Math.hypot(re[at]!, im[at]!) * (1 + 1e-12)) at = i;
  }
  const size = Math.hypot(re[at]!, im[at]!);
  const [c, s] = [re[at]! / size, im[at]! / size];
  for (let i = 0; i < re.length; i++) {
    const [x, y] = [re[i]!, im[i]!];
    re[i] = x * c + y * s;
    im[i] = y * c - x * s;
  }
  im[at] = 0;
}
