import type { Matrix } from '../../matrix/dense';
import { exactNumber, formatComplex } from '../../protocol/numbers';
import type { Cells } from './cells';

export interface GivenMatrix extends Matrix {
  readonly imaginary?: Float64Array | null;
  /** The cells in fractions, row-major. */
  readonly fractions?: readonly string[] | null;
}

/** The cells of a matrix that was sent whole. */
export class GivenCells implements Cells {
  readonly rows: number;
  readonly columns: number;
  readonly isWhole = true;

  constructor(private readonly matrix: GivenMatrix) {
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
    const at = row * this.columns + column;
    return this.matrix.fractions?.[at] ?? formatComplex(this.matrix.values[at]!, this.matrix.imaginary?.[at] ?? 0);
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
