import type { Labels } from '../../protocol/analyses';
import type { CellRef } from '../../protocol/panel';
import type { Cells } from '../cells/cells';
import { GivenCells } from '../cells/given';

/** What a grid shows before it is told what to. */
export const noCells: Cells = new GivenCells({ rows: 0, columns: 0, values: new Float64Array() });
export const noLabels: Labels = { rows: null, columns: null };

/** Whether a grid with other labels is to be drawn anew. */
export const labelsDiffer = (a: Labels, b: Labels | undefined): boolean =>
  a.rows !== b?.rows || a.columns !== b.columns;
export const listsDiffer = (a: readonly Cells[], b: readonly Cells[] | undefined): boolean =>
  a.length !== b?.length || a.some((cells, i) => cells !== b[i]);

/** The shown cell that an event happened in; null on labels and gaps. */
export function cellOf({ target }: Event): CellRef | null {
  const cell = target instanceof Element ? target.closest('[role=gridcell]') : null;
  const row = cell?.parentElement;
  return cell && row ? { row: Number(row.ariaRowIndex) - 2, column: Number(cell.ariaColIndex) - 2 } : null;
}
