import { subtract, type LabelledMatrix, type Matrix } from '../../matrix/dense';
import { originalOf, predictionsOf, type Labels } from '../../protocol/analyses';
import type { Analysis } from '../../protocol/results';
import { largestMagnitude } from './colorScale';

/** m × n of what was factored. */
export function shape(analysis: Analysis): readonly [number, number] {
  if (analysis.kind === 'train') return [analysis.users, analysis.items];
  const { rows, columns } = analysis.kind === 'decompose' ? analysis.request.matrix : analysis.reconstruction;
  return [rows, columns];
}

/** The three matrices that are looked at side by side, on one colour scale. */
export interface Comparison {
  /** A; null where the factors were given without one. */
  readonly original: LabelledMatrix | null;
  readonly reconstruction: Matrix;
  /** A − Â, missing where A is. */
  readonly residual: Matrix | null;
  /** The predicted cells, by i·n + j. */
  readonly predicted: ReadonlySet<number>;
  /** The largest magnitude in any of them. */
  readonly largest: number;
}

const comparisons = new WeakMap<Analysis, Comparison>();

/**
 * A, Â and A − Â, worked out once an analysis; null for ratings files, whose matrices are too large to send, and where
 * the answer does not multiply out to a matrix.
 */
export function compare(analysis: Analysis): Comparison | null {
  if (analysis.kind === 'train' || analysis.reconstruction === null) return null;
  const known = comparisons.get(analysis);
  if (known) return known;
  const a = originalOf(analysis);
  const product = analysis.reconstruction;
  const comparison: Comparison = {
    original: a,
    reconstruction: product,
    residual: a && subtract(a, product),
    predicted: new Set(predictionsOf(analysis).map(({ row, column }) => row * product.columns + column)),
    largest: largestMagnitude(product.values, ...(a ? [a.values] : [])),
  };
  comparisons.set(analysis, comparison);
  return comparison;
}

/** "row 1, column 3", or with names: "Ann (row 1), Alien (column 3)". */
export function cellName(row: number, column: number, names: Labels): string {
  return `${name('row', row, names.rows)}, ${name('column', column, names.columns)}`;
}

function name(side: 'row' | 'column', index: number, names: readonly string[] | null): string {
  const given = names?.[index];
  const place = `${side} ${index + 1}`;
  return given === undefined || given === '' ? place : `${given} (${place})`;
}
