import { identity } from './factor';
import { frobeniusNorm, type Matrix } from '../matrix/dense';
import { eps } from './checks';
import { rotate, toColumns } from './columns';

const maximumSweeps = 60;

/**
 * The eigenvalues and orthonormal eigenvectors of a symmetric A, in no particular order, by cyclic Jacobi: each
 * rotation makes one entry off the diagonal zero, and all of them shrink. vectors[j] belongs to values[j].
 * Null when 60 sweeps did not do, which has never been seen. `checkpoint` is called once a row.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, algorithms 8.5.1 and 8.5.3.
 */
export function symmetricJacobi(
  a: Matrix,
  checkpoint: () => void,
): { values: Float64Array; vectors: Float64Array[] } | null {
  const n = a.rows;
  // rows of A, which are its columns
  const rows = toColumns(a);
  const vectors = toColumns(identity(n));
  const small = (eps * frobeniusNorm(a)) / n;
  for (let sweep = 0; sweep < maximumSweeps; sweep++) {
    let rotated = false;
    for (let p = 0; p < n - 1; p++) {
      checkpoint();
      for (let q = p + 1; q < n; q++) {
        const apq = rows[p]![q]!;
        if (Math.abs(apq) <= small) continue;
        rotated = true;
        // t = tan θ solves t² + 2ζt − 1 = 0, the smaller root
        const zeta = (rows[q]![q]! - rows[p]![p]!) / (2 * apq);
        const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const c = 1 / Math.hypot(1, t);
        const s = c * t;
        // A := JᵀAJ, V := VJ
        rotate(rows[p]!, rows[q]!, c, s);
        for (const row of rows) {
          const [x, y] = [row[p]!, row[q]!];
          row[p] = c * x - s * y;
          row[q] = s * x + c * y;
        }
        rows[p]![q] = 0;
        rows[q]![p] = 0;
        rotate(vectors[p]!, vectors[q]!, c, s);
      }
    }
    if (!rotated) return { values: Float64Array.from(rows, (row, j) => row[j]!), vectors };
  }
  return null;
}
