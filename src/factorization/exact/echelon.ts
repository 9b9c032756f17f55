import { copyOf, exactFrom, type ExactMatrix } from './exactMatrix';
import { fractionFreeEchelon } from './fractionFree';
import { exchange } from './lu';
import { fractionText, isZero, minus, negate, one, over, times, zero } from './rational';
import { rowDivision, rowOperation, type Recorder } from './recorder';

export interface Echelon {
  /** The reduced row echelon form, m × n: a leading 1 in each row that is not 0, alone in its column. */
  readonly reduced: ExactMatrix;
  /** The columns of the leading ones; as many as the rank. */
  readonly pivots: readonly number[];
}

/**
 * The reduced row echelon form, without fractions on the way; where every step is asked for, by Gauss and Jordan's
 * elimination as it is done by hand. Pivots are looked for in the first `columns` columns, beside which stands what `right`
 * names. `checkpoint` is called once a column.
 */
export function echelon(
  a: ExactMatrix,
  checkpoint: () => void,
  recorder: Recorder | null = null,
  columns: number = a.columns,
  right: 'B' | 'I' = 'B',
): Echelon {
  if (recorder === null) return fractionFreeEchelon(a, columns, checkpoint);
  const reduced = copyOf(a);
  const pivots: number[] = [];
  const isAugmented = columns < a.columns;
  const record = (sentence: string): void =>
    recorder.add(sentence, { [isAugmented ? `[A | ${right}]` : 'R']: reduced }, isAugmented ? columns : undefined);
  record(
    isAugmented
      ? `Begin with A and ${right} beside one another. Each column of A in turn gets a leading 1, and zeros above and below it.`
      : 'Begin with R = A. Each column in turn gets a leading 1, and zeros above and below it.',
  );
  for (let j = 0; j < columns && pivots.length < a.rows; j++) {
    checkpoint();
    const top = pivots.length;
    const from = reduced.cells.findIndex((row, i) => i >= top && !isZero(row[j]!));
    if (from < 0) {
      recorder.add(`Column ${j + 1} has no pivot from row ${top + 1} down: it is free.`);
      continue;
    }
    pivots.push(j);
    if (from !== top) {
      exchange(reduced.cells, top, from);
      record(`Exchange rows ${top + 1} and ${from + 1}, for a pivot in column ${j + 1}.`);
    }
    const pivot = reduced.cells[top]![j]!;
    reduced.cells[top] = reduced.cells[top]!.map((value) => over(value, pivot));
    const division = rowDivision(pivot, top);
    if (division !== '') record(`${division}, so that it leads with 1.`);
    for (let i = 0; i < a.rows; i++) {
      const row = reduced.cells[i]!;
      const factor = row[j]!;
      if (i === top || isZero(factor)) continue;
      for (let c = j; c < a.columns; c++) row[c] = minus(row[c]!, times(factor, reduced.cells[top][c]!));
      record(`${rowOperation(factor, top, i)}: its ${fractionText(factor)} in column ${j + 1} becomes 0.`);
    }
  }
  return { reduced, pivots };
}

/** A basis of the null space in the columns, n × (n − r): each has a 1 where one free column is. */
export function nullBasis({ reduced, pivots }: Echelon): ExactMatrix {
  const free = Array.from({ length: reduced.columns }, (_, j) => j).filter((j) => !pivots.includes(j));
  return exactFrom(reduced.columns, free.length, (i, at) => {
    const j = free[at]!;
    const row = pivots.indexOf(i);
    if (row >= 0) return negate(reduced.cells[row]![j]!);
    return i === j ? one : zero;
  });
}

/** [A | B]. */
export function beside(a: ExactMatrix, b: ExactMatrix): ExactMatrix {
  return { rows: a.rows, columns: a.columns + b.columns, cells: a.cells.map((row, i) => [...row, ...b.cells[i]!]) };
}

/**
 * X with AX = B, 0 in the free variables; null where no X solves it. The echelon is that of [A | B], with pivots
 * in A's n columns.
 */
export function solutionOf({ reduced, pivots }: Echelon, n: number): ExactMatrix | null {
  const inconsistent = reduced.cells.slice(pivots.length).some((row) => row.slice(n).some((value) => !isZero(value)));
  if (inconsistent) return null;
  return exactFrom(n, reduced.columns - n, (i, j) => {
    const row = pivots.indexOf(i);
    return row < 0 ? zero : reduced.cells[row]![n + j]!;
  });
}
