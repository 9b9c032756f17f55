import type { Matrix } from '../../matrix/dense';
import { originalOf } from '../../protocol/analyses';
import { negligibleIn, negligibleShare, type ShownMatrix } from '../../protocol/rounding';
import type { CellWindow, MatrixRef, MatrixSlice, PanelResult } from '../../protocol/panel';
import type { Analysis, Factor } from '../../protocol/results';
import { largestOf, type Cells } from './cells';
import { difference } from './computed';
import { GivenCells } from './given';
import { WithheldCells } from './withheld';

export type AskSlice = (matrix: MatrixRef, window: CellWindow) => Promise<MatrixSlice>;

/** The matrices of a result, sent or withheld. */
export interface AnalysisCells {
  /** Null where there is none, as with factors given without a matrix. */
  readonly original: Cells | null;
  readonly reconstruction: Cells | null;
  /** A − Â, missing where A is. */
  readonly residual: Cells | null;
  /** The largest magnitude in the original and the reconstruction. */
  readonly largest: number;
  /** Numbers of a product of factors up to here are shown as 0. */
  readonly negligible: number;
  factor(factor: Factor): FactorCells;
}

export interface FactorCells {
  readonly cells: Cells;
  readonly largest: number;
}

const known = new WeakMap<Analysis, AnalysisCells>();

/** Made once an analysis, so that what was loaded is kept. */
export function cellsOf({ analysis, withheld }: PanelResult, ask: AskSlice): AnalysisCells {
  const before = known.get(analysis);
  if (before !== undefined) return before;
  const cells = makeCells(analysis, withheld, ask);
  known.set(analysis, cells);
  return cells;
}

function makeCells(analysis: Analysis, withheld: PanelResult['withheld'], ask: AskSlice): AnalysisCells {
  const left = (ref: MatrixRef): number | null =>
    withheld?.matrices.find(({ matrix }) => keyOf(matrix) === keyOf(ref))?.largest ?? null;
  const a = originalOf(analysis);
  const rounded = analysis.kind === 'decompose' ? negligibleShare(a) : 0;
  const read = (matrix: ShownMatrix, ref: MatrixRef): FactorCells => {
    const share = ref === 'original' ? 0 : rounded;
    const largest = left(ref);
    const asked = (window: CellWindow): Promise<MatrixSlice> => ask(ref, window);
    if (largest !== null)
      return { largest, cells: new WithheldCells(matrix.rows, matrix.columns, asked, share * largest) };
    const cells = new GivenCells(matrix, negligibleIn(matrix, share));
    return { largest: largestOf(cells), cells };
  };
  const product = analysis.kind === 'train' ? null : analysis.reconstruction;
  const original = a && read(a, 'original');
  const reconstruction = product && read(product, 'reconstruction');
  const factors = new Map(analysis.factors.map((factor) => [factor.name, read(factor, { factor: factor.name })]));
  const negligible = rounded * (reconstruction?.largest ?? 0);
  return {
    original: original?.cells ?? null,
    reconstruction: reconstruction?.cells ?? null,
    residual: original && reconstruction ? difference(original.cells, reconstruction.cells, negligible) : null,
    largest: Math.max(original?.largest ?? 0, reconstruction?.largest ?? 0),
    negligible,
    factor: (factor) => factors.get(factor.name) ?? read(factor, { factor: factor.name }),
  };
}

function keyOf(ref: MatrixRef): string {
  return typeof ref === 'object' ? `factor ${ref.factor}` : ref;
}

/** Cells asked for at once. */
const cellsAtOnce = 100_000;

/** All cells as a matrix, loaded in parts. Rejects with a `Fault`. */
export async function wholeMatrix(cells: Cells): Promise<Matrix> {
  const { rows, columns } = cells;
  const values = new Float64Array(rows * columns);
  const step = Math.max(1, Math.floor(cellsAtOnce / Math.max(1, columns)));
  for (let row = 0; row < rows; row += step) {
    const end = Math.min(rows, row + step);
    await cells.load({ row, column: 0, rows: end - row, columns });
    for (let i = row; i < end; i++)
      for (let j = 0; j < columns; j++) values[i * columns + j] = cells.value(i, j) ?? Number.NaN;
  }
  return { rows, columns, values };
}
