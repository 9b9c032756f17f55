import { exactNumber, formatComplex } from '../../protocol/numbers';
import type { CellWindow, MatrixSlice } from '../../protocol/panel';
import { withoutRounding } from '../../protocol/rounding';
import type { Cells } from './cells';

/** Rows and columns of one block: 64 kilobytes of real numbers. */
const blockRows = 128;
const blockColumns = 64;
/** Blocks kept: 32 megabytes; the oldest go first. */
const mostBlocks = 512;

type Ask = (window: CellWindow) => Promise<MatrixSlice>;

/** The cells of a matrix that the host keeps: asked for in blocks, when they are to be seen. Numbers up to `negligible` are shown as 0. */
export class WithheldCells implements Cells {
  readonly isWhole = false;
  private readonly blocks = new Map<number, MatrixSlice>();
  private readonly pending = new Map<number, Promise<void>>();
  private readonly across: number;

  constructor(
    readonly rows: number,
    readonly columns: number,
    private readonly ask: Ask,
    private readonly negligible = 0,
  ) {
    this.across = Math.ceil(columns / blockColumns);
  }

  value(row: number, column: number): number | null {
    const found = this.find(row, column);
    if (found === null) return null;
    return found.imaginary === 0 ? found.real : Math.hypot(found.real, found.imaginary);
  }

  text(row: number, column: number): string | null {
    const found = this.find(row, column);
    if (found === null) return null;
    const [real, imaginary] = [found.real, found.imaginary].map((part) => withoutRounding(part, this.negligible));
    return formatComplex(real ?? 0, imaginary ?? 0);
  }

  exact(row: number, column: number): string | null {
    const found = this.find(row, column);
    return found && formatComplex(found.real, found.imaginary, exactNumber);
  }

  async load({ row, column, rows, columns }: CellWindow): Promise<void> {
    const loads: Promise<void>[] = [];
    for (let i = blockOf(row, blockRows); i * blockRows < Math.min(row + rows, this.rows); i++)
      for (let j = blockOf(column, blockColumns); j * blockColumns < Math.min(column + columns, this.columns); j++)
        if (!this.blocks.has(i * this.across + j)) loads.push(this.loadBlock(i, j));
    await Promise.all(loads);
  }

  private loadBlock(i: number, j: number): Promise<void> {
    const key = i * this.across + j;
    const begun = this.pending.get(key);
    if (begun !== undefined) return begun;
    const window = { row: i * blockRows, column: j * blockColumns, rows: blockRows, columns: blockColumns };
    const load = this.ask(window)
      .then((slice) => {
        this.blocks.set(key, slice);
        const [oldest] = this.blocks.keys();
        if (this.blocks.size > mostBlocks && oldest !== undefined) this.blocks.delete(oldest);
      })
      .finally(() => this.pending.delete(key));
    this.pending.set(key, load);
    return load;
  }

  private find(row: number, column: number): { readonly real: number; readonly imaginary: number } | null {
    const [i, j] = [blockOf(row, blockRows), blockOf(column, blockColumns)];
    const block = this.blocks.get(i * this.across + j);
    if (block === undefined) return null;
    const width = Math.min(blockColumns, this.columns - j * blockColumns);
    const at = (row - i * blockRows) * width + (column - j * blockColumns);
    return { real: block.values[at]!, imaginary: block.imaginary?.[at] ?? 0 };
  }
}

function blockOf(index: number, size: number): number {
  return Math.floor(index / size);
}
