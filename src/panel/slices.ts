import type { Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { originalOf } from '../protocol/analyses';
import type { CellWindow, MatrixRef, MatrixSlice } from '../protocol/panel';
import type { Analysis } from '../protocol/results';

/** Cells of one slice at most: 800 kilobytes of real numbers, half as many where they are complex. */
const mostCells = 100_000;

type SlicedMatrix = Matrix & { readonly imaginary?: Float64Array | null };

/** A window of one of an analysis' matrices, cut to its shape. Throws `noResults` where there is no such matrix. */
export function sliceOf(analysis: Analysis, ref: MatrixRef, window: CellWindow): MatrixSlice {
  if (ref !== 'residual') return cut(matrixOf(analysis, ref), window);
  const original = cut(matrixOf(analysis, 'original'), window);
  const product = cut(matrixOf(analysis, 'reconstruction'), window);
  return { values: original.values.map((value, at) => value - product.values[at]!), imaginary: null };
}

function matrixOf(analysis: Analysis, ref: Exclude<MatrixRef, 'residual'>): SlicedMatrix {
  const matrix =
    typeof ref === 'object'
      ? analysis.factors.find(({ name }) => name === ref.factor)
      : ref === 'original'
        ? originalOf(analysis)
        : analysis.kind === 'train'
          ? null
          : analysis.reconstruction;
  if (!matrix) throw faults.noResults();
  return matrix;
}

function cut({ rows, columns, values, imaginary }: SlicedMatrix, window: CellWindow): MatrixSlice {
  const [top, left] = [inside(window.row, rows), inside(window.column, columns)];
  const width = inside(window.columns, columns - left);
  const most = Math.floor(mostCells / (Math.max(1, width) * (imaginary ? 2 : 1)));
  const height = Math.min(inside(window.rows, rows - top), most);
  const part = (numbers: Float64Array): Float64Array => {
    const out = new Float64Array(height * width);
    for (let i = 0; i < height; i++) {
      const from = (top + i) * columns + left;
      out.set(numbers.subarray(from, from + width), i * width);
    }
    return out;
  };
  return { values: part(values), imaginary: imaginary ? part(imaginary) : null };
}

function inside(index: number, most: number): number {
  return Math.max(0, Math.min(most, Math.floor(index)));
}
