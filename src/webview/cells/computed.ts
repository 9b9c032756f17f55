import { exactNumber, formatNumber } from '../../protocol/numbers';
import type { CellWindow } from '../../protocol/panel';
import { withoutRounding } from '../../protocol/rounding';
import type { Cells } from './cells';

/** Cells that are worked out from others as they are looked at, such as a sum of factors or a difference. */
export class ComputedCells implements Cells {
  /** `compute` gives null while what it is made of is not here. Numbers up to `negligible` are shown as 0. */
  constructor(
    readonly rows: number,
    readonly columns: number,
    private readonly compute: (row: number, column: number) => number | null,
    private readonly sources: readonly Cells[] = [],
    private readonly negligible = 0,
  ) {}

  get isWhole(): boolean {
    return this.sources.every((source) => source.isWhole);
  }

  value(row: number, column: number): number | null {
    return this.compute(row, column);
  }

  text(row: number, column: number): string | null {
    const value = this.compute(row, column);
    return value === null ? null : formatNumber(withoutRounding(value, this.negligible));
  }

  exact(row: number, column: number): string | null {
    const value = this.compute(row, column);
    return value === null ? null : exactNumber(value);
  }

  async load(window: CellWindow): Promise<void> {
    await Promise.all(this.sources.map((source) => source.load(window)));
  }
}

/** A − B, missing where either is; up to `negligible` it is shown as 0. */
export function difference(a: Cells, b: Cells, negligible = 0): Cells {
  return new ComputedCells(
    a.rows,
    a.columns,
    (row, column) => {
      const [left, right] = [a.value(row, column), b.value(row, column)];
      return left === null || right === null ? null : left - right;
    },
    [a, b],
    negligible,
  );
}
