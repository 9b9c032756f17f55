import { exactNumber, formatComplex } from '../../protocol/numbers';
import { cellText, type ShownMatrix } from '../../protocol/rounding';
import type { Cells } from './cells';

/** The cells of a matrix that was sent whole; numbers up to `negligible` are shown as 0. */
export class GivenCells implements Cells {
  readonly rows: number;
  readonly columns: number;
  readonly isWhole = true;

  constructor(
    private readonly matrix: ShownMatrix,
    private readonly negligible = 0,
  ) {
    this.rows = matrix.rows;
    this.columns = matrix.columns;
  }

  value(row: number, column: number): number {
    const at = row * this.columns + column;
    const real = this.matrix.values[at]!;
    const imaginary = this.matrix.imaginary?.[at] ?? 0;
    return imaginary === 0 ? real : Math.hypot(real, imaginary);
  }

  text(row: number, column: number): string {
    return cellText(this.matrix, row * this.columns + column, this.negligible);
  }

  exact(row: number, column: number): string {
    const at = row * this.columns + column;
    const decimal = formatComplex(this.matrix.values[at]!, this.matrix.imaginary?.[at] ?? 0, exactNumber);
    const fraction = this.matrix.fractions?.[at];
    return fraction?.includes('/') === true ? `${fraction} ≈ ${decimal}` : (fraction ?? decimal);
  }

  load(): Promise<void> {
    return Promise.resolve();
  }
}
