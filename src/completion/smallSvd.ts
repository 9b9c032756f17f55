import { createMatrix, frobeniusNorm, type Matrix } from '../matrix/dense';

/**
 * A = QR with Q m × k of orthonormal columns and R k × k upper triangular, for m ≥ k; A may be rank deficient.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 5.2.2 (Householder).
 */
export function thinQr(a: Matrix): { q: Matrix; r: Matrix } {
  const { rows: m, columns: k } = a;
  const work = a.values.slice();
  const q = createMatrix(m, k);
  const r = createMatrix(k, k);
  const reflectors: Float64Array[] = [];
  for (let p = 0; p < k; p++) {
    const v = new Float64Array(m);
    for (let i = p; i < m; i++) v[i] = work[i * k + p]!;
    const length = norm(v);
    if (length > 0) {
      v[p]! += v[p]! >= 0 ? length : -length;
      const scale = norm(v);
      for (let i = p; i < m; i++) v[i]! /= scale;
    }
    reflectors.push(v);
    reflect(work, v, p, k);
    for (let i = 0; i <= p; i++) r.values[i * k + p] = work[i * k + p]!;
  }
  // Q = H₁ … H_k I
  for (let p = 0; p < k; p++) q.values[p * k + p] = 1;
  for (let p = k - 1; p >= 0; p--) reflect(q.values, reflectors[p]!, p, k);
  return { q, r };
}

/** A ← (I − 2vvᵀ) A, for a unit v that is zero before row `from`; A has k columns. */
function reflect(values: Float64Array, v: Float64Array, from: number, k: number): void {
  for (let q = 0; q < k; q++) {
    let dot = 0;
    for (let i = from; i < v.length; i++) dot += v[i]! * values[i * k + q]!;
    for (let i = from; i < v.length; i++) values[i * k + q]! -= 2 * dot * v[i]!;
  }
}

function norm(values: Float64Array): number {
  return frobeniusNorm({ rows: values.length, columns: 1, values });
}

export interface SmallSvd {
  readonly left: Matrix;
  readonly singularValues: Float64Array;
  readonly right: Matrix;
}

/**
 * A = W S Zᵀ of a k × k matrix, S descending. A column of W is zero where its singular value is.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 8.6.3 (one-sided Jacobi).
 */
export function jacobiSvd(a: Matrix): SmallSvd {
  const k = a.columns;
  const w = a.values.slice();
  const z = new Float64Array(k * k);
  for (let p = 0; p < k; p++) z[p * k + p] = 1;

  const maximumSweeps = 60;
  for (let sweep = 0, turned = true; turned && sweep < maximumSweeps; sweep++) {
    turned = false;
    for (let p = 0; p < k; p++)
      for (let q = p + 1; q < k; q++) {
        let [alpha, beta, gamma] = [0, 0, 0];
        for (let i = 0; i < k; i++) {
          alpha += w[i * k + p]! ** 2;
          beta += w[i * k + q]! ** 2;
          gamma += w[i * k + p]! * w[i * k + q]!;
        }
        if (Math.abs(gamma) <= Number.EPSILON * Math.sqrt(alpha * beta)) continue;
        turned = true;
        const zeta = (beta - alpha) / (2 * gamma);
        const tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const cosine = 1 / Math.hypot(1, tangent);
        rotate(w, k, p, q, cosine, cosine * tangent);
        rotate(z, k, p, q, cosine, cosine * tangent);
      }
  }

  const lengths = Array.from({ length: k }, (_, p) => norm(w.filter((_value, at) => at % k === p)));
  const order = lengths.map((_, p) => p).sort((p, q) => lengths[q]! - lengths[p]!);
  const left = createMatrix(k, k);
  const right = createMatrix(k, k);
  order.forEach((from, to) => {
    const length = lengths[from]!;
    for (let i = 0; i < k; i++) {
      left.values[i * k + to] = length > 0 ? w[i * k + from]! / length : 0;
      right.values[i * k + to] = z[i * k + from]!;
    }
  });
  return { left, singularValues: Float64Array.from(order, (p) => lengths[p]!), right };
}

/** Columns p and q of a k × k matrix turned by the angle of this cosine and sine. */
function rotate(values: Float64Array, k: number, p: number, q: number, cosine: number, sine: number): void {
  for (let i = 0; i < k; i++) {
    const [x, y] = [values[i * k + p]!, values[i * k + q]!];
    values[i * k + p] = cosine * x - sine * y;
    values[i * k + q] = sine * x + cosine * y;
  }
}
