import type { Format, Label, MatrixBlock, Problem, Range } from '../matrix/block';
import type { CellReader } from './cells/reading';
import { readDecimal } from './decimal';
import { readGrid, type Grid } from './grid';
import { longestCell } from './problems';

/** A cell of the text; `value` where it says more than this one, as 1:6 says six. */
export interface CellSpan extends Range {
  readonly value?: number;
}

/** A row of the text: where it stands and where its cells do. */
export interface RowSpan extends Range {
  readonly cells: readonly CellSpan[];
}

/** A candidate: the places of its cells, before any is read. */
export interface Draft extends Range {
  readonly format: Format;
  readonly name: string | null;
  readonly rows: readonly RowSpan[];
  readonly rowLabels: readonly Label[] | null;
  readonly columnLabels: readonly Label[] | null;
  readonly problems: readonly Problem[];
  /** How many cells of words beside these are left out: they tell whether all is a matrix. */
  readonly words?: number;
}

/** What a draft has where nothing around the cells labels them and nothing is wrong with them. */
export const unlabelled = { rowLabels: null, columnLabels: null, problems: [] } as const satisfies Partial<Draft>;

/**
 * Reads every cell of a draft; null where it turns out not to be a matrix. `plainDecimals`: that 1.5 is what it is in most
 * formats, so that nobody need be asked; in C, 010 is eight, and among 1,5 and 2,5 who knows what 1.250 is.
 */
export function buildBlock(
  text: string,
  draft: Draft,
  readCell: CellReader,
  plainDecimals = draft.format !== 'c',
): MatrixBlock | null {
  const rows = draft.rows.length;
  const columns = draft.columnLabels?.length ?? draft.rows[0]?.cells.length ?? 0;
  if (rows === 0 || columns === 0) return null;
  const grid: Grid = {
    rows,
    columns,
    values: new Float64Array(rows * columns).fill(Number.NaN),
    cellStarts: new Uint32Array(rows * columns),
    cellEnds: new Uint32Array(rows * columns),
    width: (i) => draft.rows[i]!.cells.length,
    place: (i) => draft.rows[i]!,
  };
  for (let i = 0, at = 0; i < rows; i++) {
    const row = draft.rows[i]!;
    for (let j = 0; j < columns; j++, at++) {
      const cell = row.cells[j];
      grid.cellStarts[at] = cell?.start ?? row.end;
      grid.cellEnds[at] = cell?.end ?? row.end;
      if (cell?.value !== undefined) grid.values[at] = cell.value;
      else if (plainDecimals && cell !== undefined && cell.end - cell.start <= longestCell)
        grid.values[at] = readDecimal(text, cell.start, cell.end);
    }
  }
  return readGrid(text, draft, grid, readCell);
}
