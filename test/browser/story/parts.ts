import type { LabelledMatrix, Matrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import type { Diagnostics, Factor, HistoryPoint } from '../../../src/protocol/results';

export function labelled(matrix: Matrix, name: string | null, rows?: string[], columns?: string[]): LabelledMatrix {
  return { ...matrix, name, rowLabels: rows ?? null, columnLabels: columns ?? null };
}

export function factor(name: string, role: string, matrix: Matrix, more: Partial<Factor> = {}): Factor {
  return {
    ...matrix,
    name,
    role,
    imaginary: null,
    rowLabels: null,
    columnLabels: null,
    totalRows: matrix.rows,
    ...more,
  };
}

export const noDiagnostics: Diagnostics = {
  relativeResidual: null,
  meanSquaredError: null,
  conditionNumber: null,
  rank: null,
  orthogonality: null,
};

/** A curve that falls as Adam's does: slowly, then by decades, with a little noise at the end. */
export function fallingHistory(iterations: number, last: number, heldOut: boolean): HistoryPoint[] {
  const random = createRandom(7);
  return Array.from({ length: iterations }, (_, i) => {
    const share = i / (iterations - 1);
    const objective = 4.2 * 10 ** (Math.log10(last / 4.2) * share ** 0.7) * (1 + 0.15 * share * random.normal());
    return {
      iteration: i + 1,
      objective: Math.abs(objective),
      rmse: heldOut ? Math.sqrt(Math.abs(objective)) : null,
      holdoutRmse: heldOut ? 0.86 + 0.5 * Math.exp(-6 * share) + 0.03 * share : null,
    };
  });
}

export function normal(rows: number, columns: number, scale = 1): Matrix {
  const random = createRandom(rows * 1000 + columns);
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, () => scale * random.normal()) };
}
