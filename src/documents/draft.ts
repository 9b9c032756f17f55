import type { Format, Label, MatrixBlock, Problem, Range } from '../matrix/block';
import type { CellReader } from './cells/reading';
import { isMatrix } from './accept';
import { longestCell, problems } from './problems';

/** A row of the text: where it stands and where its cells do. */
export interface RowSpan extends Range {
  readonly cells: readonly Range[];
}

/** A candidate: the places of its cells, before any is read. */
export interface Draft extends Range {
  readonly format: Format;
  readonly name: string | null;
  readonly rows: readonly RowSpan[];
  readonly rowLabels: readonly Label[] | null;
  readonly columnLabels: readonly Label[] | null;
  readonly problems: readonly Problem[];
}

/** A matrix with more faults than this lists the first ones only. */
const mostProblems = 100;
const looksNumeric = /^[\d.,+\-\seE]+$/;

/** Reads every cell of a draft; null where it turns out not to be a matrix. */
export function buildBlock(text: string, draft: Draft, readCell: CellReader): MatrixBlock | null {
  const rows = draft.rows.length;
  const columns = draft.columnLabels?.length ?? draft.rows[0]?.cells.length ?? 0;
  if (rows === 0 || columns === 0) return null;
  const values = new Float64Array(rows * columns).fill(Number.NaN);
  const cellStarts = new Uint32Array(rows * columns);
  const cellEnds = new Uint32Array(rows * columns);
  const found: Problem[] = [...draft.problems];
  const report = (problem: () => Problem): void => {
    if (found.length < mostProblems) found.push(problem());
  };
  const tally = { numbers: 0, marks: 0, faults: 0 };
  let missing = 0;

  draft.rows.forEach((row, i) => {
    if (row.cells.length !== columns) report(() => problems.raggedRow(i, row.cells.length, columns, rangeOf(row)));
    for (let j = 0; j < columns; j++) {
      const at = i * columns + j;
      const range = row.cells[j];
      cellStarts[at] = range?.start ?? row.end;
      cellEnds[at] = range?.end ?? row.end;
      if (range === undefined) continue;
      if (range.end - range.start > longestCell) {
        report(() => problems.tooLong(i, j, rangeOf(range)));
        if (looksNumeric.test(text.slice(range.start, range.start + longestCell))) tally.numbers++;
        else tally.faults++;
        continue;
      }
      const cell = text.slice(range.start, range.end);
      const reading = readCell(cell);
      switch (reading.kind) {
        case 'number':
          values[at] = reading.value;
          tally.numbers++;
          break;
        case 'missing':
          missing++;
          if (cell !== '') tally.marks++;
          break;
        case 'fault':
          // An infinity is a number, if one that cannot be computed with.
          if (reading.code === 'infinite') tally.numbers++;
          else tally.faults++;
          report(() => problems.cell(reading.code, i, j, cell, rangeOf(range)));
      }
    }
  });
  if (!isMatrix(draft.format, tally)) return null;

  return {
    format: draft.format,
    start: draft.start,
    end: draft.end,
    name: draft.name,
    rows,
    columns,
    values,
    missing,
    cellStarts,
    cellEnds,
    rowLabels: textsOf(draft.rowLabels),
    columnLabels: textsOf(draft.columnLabels),
    rowLabelRanges: draft.rowLabels,
    columnLabelRanges: draft.columnLabels,
    problems: found,
  };
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}

function textsOf(labels: readonly Label[] | null): string[] | null {
  return labels === null ? null : labels.map((label) => label.text);
}
