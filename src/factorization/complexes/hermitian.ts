import { eps } from '../checks';
import { magnitude, type Complex, type ComplexMatrix } from '../complex';
import { jacobiAngle, lengthOf, rotatePair, toComplexColumns, unitColumns, type ComplexColumn } from './columns';

const maximumSweeps = 60;

/** A = Aᴴ exactly: a real diagonal, and conjugates on both sides of it. */
export function isHermitian({ re, im }: ComplexMatrix): boolean {
  const n = re.rows;
  if (n !== re.columns) return false;
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const [one, other] = [i * n + j, j * n + i];
      if (re.values[one] !== re.values[other] || im.values[one] !== -im.values[other]!) return false;
    }
  return true;
}

export interface HermitianEigen {
  readonly values: Float64Array;
  /** Orthonormal; vectors[j] belongs to values[j]. */
  readonly vectors: readonly ComplexColumn[];
  readonly sweeps: number;
  readonly converged: boolean;
}

/**
 * The eigenvalues and orthonormal eigenvectors of a Hermitian A by cyclic Jacobi: before each rotation a column is turned so
 * that the entry to be made zero is real. `checkpoint` is called once a row.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 8.5 and problem 8.5.8.
 */
export function hermitianJacobi(a: ComplexMatrix, checkpoint: () => void): HermitianEigen {
  const n = a.re.rows;
  const columns = toComplexColumns(a);
  const vectors = unitColumns(n);
  const small = (eps * Math.hypot(...columns.map(lengthOf))) / n;
  for (let sweep = 1; sweep <= maximumSweeps; sweep++) {
    let rotated = false;
    for (let p = 0; p < n - 1; p++) {
      checkpoint();
      for (let q = p + 1; q < n; q++) {
        const entry: Complex = { re: columns[q]!.re[p]!, im: columns[q]!.im[p]! };
        const size = magnitude(entry);
        if (size <= small) continue;
        rotated = true;
        const phase = { re: entry.re / size, im: entry.im / size };
        const { c, s } = jacobiAngle(columns[p]!.re[p]!, columns[q]!.re[q]!, size);
        // A := UᴴAU, V := VU: the columns, then the rows with the conjugate phase
        rotatePair(columns[p]!, columns[q]!, phase, c, s);
        for (const column of columns) rotateEntries(column, p, q, phase, c, s);
        columns[p]!.im[p] = 0;
        columns[q]!.im[q] = 0;
        rotatePair(vectors[p]!, vectors[q]!, phase, c, s);
      }
    }
    if (!rotated) return { values: diagonalOf(columns), vectors, sweeps: sweep, converged: true };
  }
  return { values: diagonalOf(columns), vectors, sweeps: maximumSweeps, converged: false };
}

/** Entries p and q of one column: y := y e^(iφ), then (x, y) := (c x − s y, s x + c y). */
function rotateEntries({ re, im }: ComplexColumn, p: number, q: number, phase: Complex, c: number, s: number): void {
  const turnedRe = re[q]! * phase.re - im[q]! * phase.im;
  const turnedIm = im[q]! * phase.re + re[q]! * phase.im;
  const [xRe, xIm] = [re[p]!, im[p]!];
  re[p] = c * xRe - s * turnedRe;
  im[p] = c * xIm - s * turnedIm;
  re[q] = s * xRe + c * turnedRe;
  im[q] = s * xIm + c * turnedIm;
}

const diagonalOf = (columns: readonly ComplexColumn[]): Float64Array =>
  Float64Array.from(columns, (column, j) => column.re[j]!);
