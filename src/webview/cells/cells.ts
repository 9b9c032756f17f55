import type { CellWindow } from '../../protocol/panel';

/** The cells of one matrix, as a grid reads them. What is withheld by the host comes when it is loaded. */
export interface Cells {
  readonly rows: number;
  readonly columns: number;
  /** What the colour stands for: the value, or the modulus of a complex one; NaN where missing, null while not here. */
  value(row: number, column: number): number | null;
  /** As a person reads it; null while not here. */
  text(row: number, column: number): string | null;
  /** To the last digit, as it is copied and read out; null while not here. */
  exact(row: number, column: number): string | null;
  /** Resolves when the cells of the window are here; at once where nothing is withheld. Rejects with a `Fault`. */
  load(window: CellWindow): Promise<void>;
  /** Whether every cell is here. */
  readonly isWhole: boolean;
}

/** The larger end of the colour scale of cells that are all here. */
export function largestOf(...all: readonly Cells[]): number {
  let largest = 0;
  for (const cells of all)
    for (let i = 0; i < cells.rows; i++)
      for (let j = 0; j < cells.columns; j++) {
        const value = cells.value(i, j);
        if (value !== null && Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
      }
  return largest;
}
