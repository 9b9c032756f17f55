import type { BigNumber } from 'mathjs';

/** An m × n matrix of numbers of the precision that mathjs is set to, row by row. */
export type BigRows = readonly (readonly BigNumber[])[];

export interface BigLu {
  /** Row i of PA is row order[i] of A. */
  readonly order: readonly number[];
  /** m × k, unit lower triangular, k = min(m, n). */
  readonly l: BigNumber[][];
  /** k × n, upper triangular. */
  readonly u: BigNumber[][];
}

/** max |a_ij|. */
export function largestOf(a: BigRows, zero: BigNumber): BigNumber {
  return a.flat().reduce((most, value) => (value.abs().gt(most) ? value.abs() : most), zero);
}

/**
 * PA = LU with partial pivoting, of every shape; a column without a pivot leaves a 0 on U's diagonal. `checkpoint` is called
 * once a column.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 3.4.
 */
export function bigLu(a: BigRows, zero: BigNumber, checkpoint: () => void): BigLu {
  const [m, n] = [a.length, a[0]!.length];
  const k = Math.min(m, n);
  const one = zero.plus(1);
  const work = a.map((row) => row.slice());
  const order = Array.from({ length: m }, (_, i) => i);
  for (let j = 0; j < k; j++) {
    checkpoint();
    let pivot = j;
    for (let i = j + 1; i < m; i++) if (work[i]![j]!.abs().gt(work[pivot]![j]!.abs())) pivot = i;
    [work[j], work[pivot]] = [work[pivot]!, work[j]!];
    [order[j], order[pivot]] = [order[pivot]!, order[j]!];
    const top = work[j]!;
    if (top[j]!.isZero()) continue;
    for (let i = j + 1; i < m; i++) {
      const row = work[i]!;
      const share = row[j]!.div(top[j]!);
      row[j] = share;
      for (let c = j + 1; c < n; c++) row[c] = row[c]!.minus(share.times(top[c]!));
    }
  }
  return {
    order,
    l: work.map((row, i) => Array.from({ length: k }, (_, j) => (j < i ? row[j]! : j === i ? one : zero))),
    u: work.slice(0, k).map((row, i) => row.map((value, j) => (j < i ? zero : value))),
  };
}

/** X with AX = B from PA = LU of a square A; null where a pivot is 0. */
export function bigSolve({ order, l, u }: BigLu, b: BigRows): BigNumber[][] | null {
  const n = u.length;
  if (u.some((row, i) => row[i]!.isZero())) return null;
  const x = order.map((from) => b[from]!.slice());
  const subtractRows = (i: number, row: readonly BigNumber[], from: number, to: number): void => {
    for (let j = from; j < to; j++) x[i] = x[i]!.map((value, c) => value.minus(row[j]!.times(x[j]![c]!)));
  };
  for (let i = 0; i < n; i++) subtractRows(i, l[i]!, 0, i);
  for (let i = n - 1; i >= 0; i--) {
    subtractRows(i, u[i]!, i + 1, n);
    x[i] = x[i]!.map((value) => value.div(u[i]![i]!));
  }
  return x;
}

/**
 * The rank by elimination with complete pivoting: pivots up to max(m, n) · unit · max |a| count as 0. `checkpoint` is
 * called once a pivot.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 3.4.8.
 */
export function bigRank(a: BigRows, unit: BigNumber, zero: BigNumber, checkpoint: () => void): number {
  const work = a.map((row) => row.slice());
  const [m, n] = [work.length, work[0]!.length];
  const tolerance = largestOf(a, zero).times(unit).times(Math.max(m, n));
  for (let k = 0; k < Math.min(m, n); k++) {
    checkpoint();
    let [row, column] = [k, k];
    for (let i = k; i < m; i++)
      for (let j = k; j < n; j++) if (work[i]![j]!.abs().gt(work[row]![column]!.abs())) [row, column] = [i, j];
    const pivot = work[row]![column]!;
    if (pivot.abs().lte(tolerance)) return k;
    [work[k], work[row]] = [work[row]!, work[k]!];
    for (const each of work) [each[k], each[column]] = [each[column]!, each[k]!];
    for (let i = k + 1; i < m; i++) {
      const share = work[i]![k]!.div(pivot);
      for (let j = k; j < n; j++) work[i]![j] = work[i]![j]!.minus(share.times(work[k]![j]!));
    }
  }
  return Math.min(m, n);
}
