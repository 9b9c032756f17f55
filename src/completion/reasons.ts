import { frobeniusNorm, type Matrix } from '../matrix/dense';
import { group, type Grouped, type Observations } from '../matrix/observations';
import type { BiasedFactors, Influence, Likeness } from '../protocol/results';
import { fitLine, transposedModel, type Line, type Penalty } from './lineSystem';

/** What is told of each cell, at most. */
const mostInfluences = 4;
const mostAlike = 3;

/** Beyond so many rows or columns, which are most alike is not looked for: it takes comparing all with all. */
const mostCompared = 2000;

/** Why cells are predicted as they are. */
export interface Reasons {
  /** The known cells of its row and of its column that add most to a prediction, each given the other side's vectors. */
  influences(row: number, column: number): Influence[];
  /** The rows, or columns, whose factors point most nearly the same way; none with fewer than two factors. */
  alikeRows(row: number): readonly Likeness[];
  alikeColumns(column: number): readonly Likeness[];
}

/** Of a model that was fitted to the known cells under these penalties. Each line is fitted when it is first asked about. */
export function createReasons(
  known: Observations,
  model: BiasedFactors,
  penalties: { readonly row: Penalty; readonly column: Penalty },
): Reasons {
  const [byRow, byColumn] = [group(known, 'row'), group(known, 'column')];
  const turned = transposedModel(model);
  const rowFit = remembered((i) => fitLine(lineOf(byRow, i), model, penalties.row));
  const columnFit = remembered((j) => fitLine(lineOf(byColumn, j), turned, penalties.column));
  return {
    influences: (row, column) => {
      const ofRow = rowFit(row).shares(column);
      const ofColumn = columnFit(column).shares(row);
      const columns = lineOf(byRow, row).others;
      const rows = lineOf(byColumn, column).others;
      return [
        ...Array.from(ofRow, (shift, t) => ({ row, column: columns[t]!, shift })),
        ...Array.from(ofColumn, (shift, t) => ({ row: rows[t]!, column, shift })),
      ]
        .filter(({ shift }) => shift !== 0)
        .sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift))
        .slice(0, mostInfluences);
    },
    alikeRows: alikeAmong(model.row),
    alikeColumns: alikeAmong(model.column),
  };
}

function lineOf({ starts, others, values }: Grouped, index: number): Line {
  const [start, end] = [starts[index]!, starts[index + 1]!];
  return { others: others.subarray(start, end), values: values.subarray(start, end) };
}

function alikeAmong(factors: Matrix): (index: number) => readonly Likeness[] {
  const { rows, columns, values } = factors;
  if (columns < 2 || rows > mostCompared) return () => [];
  const norms = Float64Array.from({ length: rows }, (_, i) =>
    frobeniusNorm({ rows: 1, columns, values: values.subarray(i * columns, (i + 1) * columns) }),
  );
  return remembered((index) => {
    const alike: Likeness[] = [];
    for (let other = 0; other < rows; other++) {
      if (other === index || !(norms[index]! > 0) || !(norms[other]! > 0)) continue;
      let dot = 0;
      for (let f = 0; f < columns; f++) dot += values[index * columns + f]! * values[other * columns + f]!;
      alike.push({ index: other, cosine: Math.min(Math.max(dot / norms[index]! / norms[other]!, -1), 1) });
    }
    return alike.sort((a, b) => b.cosine - a.cosine || a.index - b.index).slice(0, mostAlike);
  });
}

/** The same function, that computes each answer once. */
function remembered<T>(compute: (index: number) => T): (index: number) => T {
  const answers = new Map<number, T>();
  return (index) => {
    const known = answers.get(index);
    if (known !== undefined) return known;
    const answer = compute(index);
    answers.set(index, answer);
    return answer;
  };
}
