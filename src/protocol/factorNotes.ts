import type { LabelledMatrix, Matrix } from '../matrix/dense';
import { columnName, rowName } from './prediction';
import type { BiasedFactors } from './results';

/** Which rows and columns have no known cell. */
interface Absent {
  readonly row: (index: number) => boolean;
  readonly column: (index: number) => boolean;
}

/**
 * What each factor separates, in a sentence: the row and the column at each of its ends. A row and a column at the same
 * end raise the value of their cell. Those without a known cell are at no end.
 */
export function factorNotes(
  model: Pick<BiasedFactors, 'row' | 'column'>,
  matrix: Pick<LabelledMatrix, 'rowLabels' | 'columnLabels'>,
  isAbsent: Absent = { row: () => false, column: () => false },
): string[] {
  const row = (i: number): string => rowName(matrix, i);
  const column = (j: number): string => columnName(matrix, j);
  const present = (count: number, absent: (index: number) => boolean): number[] =>
    Array.from({ length: count }, (_, index) => index).filter((index) => !absent(index));
  const [ownRows, ownColumns] = [present(model.row.rows, isAbsent.row), present(model.column.rows, isAbsent.column)];
  return Array.from({ length: model.row.columns }, (_, f) => f).flatMap((f) => {
    const rows = extremes(model.row, f, ownRows);
    const columns = extremes(model.column, f, ownColumns);
    const apart = [
      ...(rows.high === rows.low ? [] : [`${row(rows.high)} apart from ${row(rows.low)}`]),
      ...(columns.high === columns.low ? [] : [`${column(columns.high)} apart from ${column(columns.low)}`]),
    ];
    return apart.length === 0 ? [] : [`Factor ${f + 1} sets ${apart.join(', and ')}.`];
  });
}

/** Where a column of factors is highest and lowest, among some rows. */
function extremes(
  { columns, values }: Matrix,
  f: number,
  among: readonly number[],
): { readonly high: number; readonly low: number } {
  let [high, low] = [among[0]!, among[0]!];
  for (const i of among) {
    if (values[i * columns + f]! > values[high * columns + f]!) high = i;
    if (values[i * columns + f]! < values[low * columns + f]!) low = i;
  }
  return { high, low };
}
