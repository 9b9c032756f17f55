import { copyOf, exactFrom, exactIdentity, type ExactMatrix } from './exactMatrix';
import { exchange } from './lu';
import { add, fractionText, isZero, minus, over, times, zero, type Rational } from './rational';
import type { Recorder } from './recorder';

export interface ExactLdl {
  /** Row i of PAPᵀ is row order[i] of A. */
  readonly order: readonly number[];
  /** Unit lower triangular. */
  readonly l: ExactMatrix;
  /** Diagonal, but for a 2×2 block where every diagonal entry that was left was 0. */
  readonly d: ExactMatrix;
}

/**
 * PAPᵀ = LDLᵀ of a symmetric A. Rows and columns are exchanged only where a pivot is 0; where all that is left has a
 * zero diagonal, a 2×2 block is the pivot. `checkpoint` is called once a pivot.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, sections 4.1.2 and 4.4.
 */
export function exactLdl(a: ExactMatrix, checkpoint: () => void, recorder: Recorder | null = null): ExactLdl {
  const n = a.rows;
  const rest = copyOf(a);
  const l = exactIdentity(n);
  const d = exactFrom(n, n, () => zero);
  const order = Array.from({ length: n }, (_, i) => i);
  recorder?.add('Begin with the matrix S = A, which is symmetric. Each step takes one pivot out of it.', { S: rest });
  for (let k = 0; k < n;) {
    checkpoint();
    const pivot = choosePivot(rest, k);
    if (pivot === null) {
      recorder?.add('What is left is 0, so the remaining pivots are 0.', { L: l, D: d });
      break;
    }
    pivot.forEach((from, at) => {
      if (from === k + at) return;
      swapSymmetric(rest, l, order, k + at, from, k);
      recorder?.add(`The pivot is 0: exchange rows ${k + at + 1} and ${from + 1}, and the same columns.`, { S: rest });
    });
    if (pivot.length === 1) takeOne(rest, l, d, k);
    else takeTwo(rest, l, d, k);
    recorder?.add(pivotSentence(d, k, pivot.length, n), { S: rest, L: l, D: d });
    k += pivot.length;
  }
  return { order, l, d };
}

function pivotSentence(d: ExactMatrix, k: number, size: number, n: number): string {
  const place = `column ${k + 1}`;
  if (size === 2)
    return `Every diagonal entry that is left is 0: the 2×2 block in rows ${k + 1} and ${k + 2} is the pivot.`;
  const pivot = fractionText(d.cells[k]![k]!);
  return k === n - 1
    ? `The last pivot is ${pivot}.`
    : `Pivot ${k + 1} is ${pivot}: divide ${place} of S by it for ${place} of L, and subtract ${pivot} times that column times its transpose from S.`;
}

/** The row of a non-zero diagonal entry, or the two rows of a non-zero entry off it; null where the rest is 0. */
function choosePivot(rest: ExactMatrix, k: number): readonly number[] | null {
  for (let i = k; i < rest.rows; i++) if (!isZero(rest.cells[i]![i]!)) return [i];
  for (let i = k; i < rest.rows; i++)
    for (let j = i + 1; j < rest.rows; j++) if (!isZero(rest.cells[i]![j]!)) return [i, j];
  return null;
}

function swapSymmetric(
  rest: ExactMatrix,
  l: ExactMatrix,
  order: number[],
  to: number,
  from: number,
  done: number,
): void {
  exchange(rest.cells, to, from);
  for (const row of rest.cells) exchange(row, to, from);
  exchange(order, to, from);
  for (let c = 0; c < done; c++) {
    const [upper, lower] = [l.cells[to]!, l.cells[from]!];
    [upper[c], lower[c]] = [lower[c]!, upper[c]!];
  }
}

/** S := S − d l lᵀ with d = s_kk and l = S_·k / d. */
function takeOne(rest: ExactMatrix, l: ExactMatrix, d: ExactMatrix, k: number): void {
  const pivot = rest.cells[k]![k]!;
  d.cells[k]![k] = pivot;
  const column = rest.cells.map((row) => row[k]!);
  for (let i = k + 1; i < rest.rows; i++) l.cells[i]![k] = over(column[i]!, pivot);
  for (let i = k; i < rest.rows; i++)
    for (let j = k; j < rest.rows; j++) {
      const row = rest.cells[i]!;
      row[j] = i === k || j === k ? zero : minus(row[j]!, times(l.cells[i]![k]!, column[j]!));
    }
}

/** S := S − C E⁻¹ Cᵀ with the 2×2 block E in rows k, k + 1 and the columns C below it; L takes C E⁻¹. */
function takeTwo(rest: ExactMatrix, l: ExactMatrix, d: ExactMatrix, k: number): void {
  const n = rest.rows;
  const at = (i: number, j: number): Rational => rest.cells[i]![j]!;
  const [e11, e21, e22] = [at(k, k), at(k + 1, k), at(k + 1, k + 1)];
  const determinant = minus(times(e11, e22), times(e21, e21));
  d.cells[k]![k] = e11;
  d.cells[k + 1]![k] = e21;
  d.cells[k]![k + 1] = e21;
  d.cells[k + 1]![k + 1] = e22;
  const columns = rest.cells.map((row) => [row[k]!, row[k + 1]!] as const);
  for (let i = k + 2; i < n; i++) {
    const [x, y] = columns[i]!;
    l.cells[i]![k] = over(minus(times(x, e22), times(y, e21)), determinant);
    l.cells[i]![k + 1] = over(minus(times(y, e11), times(x, e21)), determinant);
  }
  for (let i = k; i < n; i++)
    for (let j = k; j < n; j++) {
      const row = rest.cells[i]!;
      if (i < k + 2 || j < k + 2) row[j] = zero;
      else {
        const [x, y] = columns[j]!;
        row[j] = minus(row[j]!, add(times(l.cells[i]![k]!, x), times(l.cells[i]![k + 1]!, y)));
      }
    }
}
