import { createMatrix, transpose, type LabelledMatrix, type Matrix } from '../matrix/dense';
import { pivotedQr as kernelPivotedQr } from '../kernels';
import { multiply } from './multiply';
import { equilibrate, timesPowerOfTwo } from '../matrix/scale';
import { backwardError, eps, orthogonalityError, orthogonalityWarnings } from './checks';
import { norm } from './columns';
import { factor, permuteLabels, type Decomposition } from './factor';
import { applyLeft, columnBelow, orthogonalFrom, reflector, type Reflector } from './householder';
import { rowPermutation } from './lu';

/** LAPACK's bound for ‖AP − QR‖ / (max(m, n) ‖A‖ eps) and ‖I − QᵀQ‖ / (m eps). */
const bound = 30;

/** The shorter side beyond which the kernels are faster. */
const largestByColumns = 24;

export interface PivotedQr {
  /** m × k, k = min(m, n). */
  readonly q: Matrix;
  /** k × n, upper triangular, |r_11| ≥ |r_22| ≥ … */
  readonly r: Matrix;
  /** Column j of AP is column order[j] of A. */
  readonly order: readonly number[];
}

/**
 * AP = QR with Householder reflectors; at every step the longest column that is left comes next. By the kernels where A is
 * large; else lengths are measured again at each step, so that of columns that are as long the first is taken, and
 * `checkpoint` is called once a column.
 * Source: P. Businger and G. H. Golub, Numerische Mathematik 7, 1965; Golub and Van Loan, Matrix Computations, 4th
 * edition, section 5.4.2.
 */
function pivotedQr(a: Matrix, checkpoint: () => void): PivotedQr {
  const { rows: m, columns: n } = a;
  const k = Math.min(m, n);
  if (k > largestByColumns) {
    const { q, r, order } = kernelPivotedQr(a);
    return { q, r, order: Array.from(order) };
  }
  const work: Matrix = { rows: m, columns: n, values: a.values.slice() };
  const order = Array.from({ length: n }, (_, j) => j);
  const reflectors: Reflector[] = [];
  for (let j = 0; j < k; j++) {
    checkpoint();
    let longest = j;
    let most = -1;
    for (let c = j; c < n; c++) {
      const length = norm(columnBelow(work, j, c));
      // of columns that are as long within rounding, the first
      if (length > most * (1 + 4 * eps)) [longest, most] = [c, length];
    }
    swapColumns(work, j, longest);
    [order[j], order[longest]] = [order[longest]!, order[j]!];
    const h = reflector(columnBelow(work, j, j));
    applyLeft(h, work, j, j);
    reflectors.push(h);
  }
  const r = createMatrix(k, n);
  for (let i = 0; i < k; i++) for (let j = i; j < n; j++) r.values[i * n + j] = work.values[i * n + j]!;
  return { q: orthogonalFrom(reflectors, m, checkpoint), r, order };
}

/** APᵀ: column j of A becomes column order[j]. */
function permuteColumns(a: Matrix, order: readonly number[]): Matrix {
  const out = createMatrix(a.rows, a.columns);
  for (let i = 0; i < a.rows; i++)
    order.forEach((to, j) => (out.values[i * a.columns + to] = a.values[i * a.columns + j]!));
  return out;
}

function swapColumns(a: Matrix, p: number, q: number): void {
  if (p === q) return;
  for (let i = 0; i < a.rows; i++) {
    const [x, y] = [i * a.columns + p, i * a.columns + q];
    [a.values[x], a.values[y]] = [a.values[y]!, a.values[x]!];
  }
}

/** The diagonal entries of R above max(m, n) eps |r_11|. */
function rankOf({ q, r }: PivotedQr): number {
  const pivots = Array.from({ length: r.rows }, (_, i) => Math.abs(r.values[i * r.columns + i]!));
  const tolerance = Math.max(q.rows, r.columns) * eps * (pivots[0] ?? 0);
  return pivots.filter((pivot) => pivot > tolerance).length;
}

/** AP = QR that shows the rank: the diagonal of R falls, and the columns of A that come first are independent. */
export function rankRevealingQr(a: LabelledMatrix, checkpoint: () => void): Decomposition {
  const { scaled, exponent } = equilibrate(a);
  const answer = pivotedQr(scaled, checkpoint);
  const { q, r, order } = answer;
  const rank = rankOf(answer);
  const p = transpose(rowPermutation(order));
  const product = permuteColumns(multiply(q, r), order);
  const defect = orthogonalityError(q);
  const columnLabels = permuteLabels(a.columnLabels, order);
  return {
    formula: 'A = QRPᵀ',
    factors: [
      factor('Q', 'orthonormal columns', q, { rowLabels: a.rowLabels }),
      factor('R', 'upper triangular, its diagonal falling in size', timesPowerOfTwo(r, exponent), { columnLabels }),
      factor('P', 'permutation of the columns, AP = QR', p, { rowLabels: a.columnLabels, columnLabels }),
    ],
    reconstruction: timesPowerOfTwo(product, exponent),
    orthogonality: defect,
    backwardError: backwardError('‖AP − QR‖ / (max(m, n) ‖A‖ eps)', { a: scaled, product, unit: eps, bound }),
    quantities: [
      { name: 'rank', text: String(rank), value: rank },
      {
        name: 'independent columns',
        text: order
          .slice(0, rank)
          .map((j) => a.columnLabels?.[j] ?? String(j + 1))
          .join(', '),
        value: null,
      },
    ],
    warnings: orthogonalityWarnings('Rank-revealing QR', defect / (a.rows * eps), bound),
  };
}
