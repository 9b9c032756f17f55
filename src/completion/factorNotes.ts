import type { LabelledMatrix, Matrix } from '../matrix/dense';
import type { BiasedFactors } from '../protocol/results';

/**
 * What each factor separates, in a sentence: the row and the column at each of its ends. A row and a column at the same
 * end raise the value of their cell.
 */
export function factorNotes(model: BiasedFactors, matrix: LabelledMatrix): string[] {
  const row = (i: number): string => matrix.rowLabels?.[i] ?? `row ${i + 1}`;
  const column = (j: number): string => matrix.columnLabels?.[j] ?? `column ${j + 1}`;
  return Array.from({ length: model.row.columns }, (_, f) => {
    const rows = extremes(model.row, f);
    const columns = extremes(model.column, f);
    return (
      `Factor ${f + 1} sets ${row(rows.high)} apart from ${row(rows.low)}, and ` +
      `${column(columns.high)} apart from ${column(columns.low)}.`
    );
  });
}

/** Where a column of factors is highest and lowest. */
function extremes({ rows, columns, values }: Matrix, f: number): { readonly high: number; readonly low: number } {
  let [high, low] = [0, 0];
  for (let i = 1; i < rows; i++) {
    if (values[i * columns + f]! > values[high * columns + f]!) high = i;
    if (values[i * columns + f]! < values[low * columns + f]!) low = i;
  }
  return { high, low };
}
