import { exactFrom, copyOf, type ExactMatrix } from './exactMatrix';
import { fractionText, isZero, minus, one, over, times, zero } from './rational';
import { rowOperation, type Recorder } from './recorder';

export interface ExactLu {
  /** Row i of PA is row order[i] of A. */
  readonly order: readonly number[];
  /** m × k, unit lower triangular, k = min(m, n). */
  readonly l: ExactMatrix;
  /** k × n, upper triangular. */
  readonly u: ExactMatrix;
  /** Row exchanges that were made: each changes the sign of the determinant. */
  readonly exchanges: number;
}

/**
 * PA = LU by elimination, as it is done by hand: rows are exchanged only where a pivot is 0. Works on every shape; a
 * column without a pivot leaves a 0 on U's diagonal. `checkpoint` is called once a column.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 3.2 and 3.4.1.
 */
export function exactLu(a: ExactMatrix, checkpoint: () => void, recorder: Recorder | null = null): ExactLu {
  const { rows: m, columns: n } = a;
  const k = Math.min(m, n);
  const u = copyOf(a);
  const l = exactFrom(m, m, (i, j) => (i === j ? one : zero));
  const order = Array.from({ length: m }, (_, i) => i);
  let exchanges = 0;
  recorder?.add('Begin with U = A and L = I. Each step makes one entry below the diagonal of U zero.', { U: u, L: l });
  for (let j = 0; j < k; j++) {
    checkpoint();
    const pivotRow = u.cells.findIndex((row, i) => i >= j && !isZero(row[j]!));
    if (pivotRow < 0) {
      if (j < m - 1) recorder?.add(`Column ${j + 1} is 0 from row ${j + 1} down: there is nothing to eliminate.`);
      continue;
    }
    if (pivotRow !== j) {
      exchange(u.cells, j, pivotRow);
      exchange(order, j, pivotRow);
      for (let c = 0; c < j; c++) {
        const [upper, lower] = [l.cells[j]!, l.cells[pivotRow]!];
        [upper[c], lower[c]] = [lower[c]!, upper[c]!];
      }
      exchanges++;
      const also = j === 0 ? '' : ', and what these rows of L have so far';
      recorder?.add(`The pivot in column ${j + 1} is 0: exchange rows ${j + 1} and ${pivotRow + 1} of U${also}.`, {
        U: u,
        L: l,
      });
    }
    const pivot = u.cells[j]![j]!;
    for (let i = j + 1; i < m; i++) {
      const row = u.cells[i]!;
      if (isZero(row[j]!)) continue;
      const factor = over(row[j]!, pivot);
      l.cells[i]![j] = factor;
      const entry = fractionText(row[j]!);
      for (let c = j; c < n; c++) row[c] = minus(row[c]!, times(factor, u.cells[j]![c]!));
      recorder?.add(
        `${rowOperation(factor, j, i)}: ${entry} over the pivot ${fractionText(pivot)} is ${fractionText(factor)}, ` +
          `which goes in row ${i + 1}, column ${j + 1} of L.`,
        { U: u, L: l },
      );
    }
  }
  return {
    order,
    exchanges,
    l: { rows: m, columns: k, cells: l.cells.map((row) => row.slice(0, k)) },
    u: { rows: k, columns: n, cells: u.cells.slice(0, k) },
  };
}

/** Exchanges items i and j in place. */
export function exchange(items: unknown[], i: number, j: number): void {
  [items[i], items[j]] = [items[j], items[i]];
}
