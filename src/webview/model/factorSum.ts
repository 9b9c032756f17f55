import { transpose, type Matrix } from '../../matrix/dense';
import type { Analysis, Factor } from '../../protocol/results';

/**
 * A matrix as a sum of factors: Â_ij = mean + rowBias_i + columnBias_j + Σ_f row_if · column_jf, with m × k and n × k, the
 * factors in the order in which they are added; kept within `scale` where there is one.
 */
export interface FactorSum {
  readonly row: Matrix;
  readonly column: Matrix;
  readonly mean: number;
  readonly rowBias: Float64Array | null;
  readonly columnBias: Float64Array | null;
  readonly scale: { readonly low: number; readonly high: number } | null;
  /** "factor 1", "PC1". */
  readonly names: readonly string[];
  /** What the coordinates of rows and of columns are: "U√S" and "V√S". */
  readonly coordinates: readonly [rows: string, columns: string];
}

export type ReadFactor = (factor: Factor) => Promise<Matrix>;

/** The sum that an analysis is; null for one that is none, such as LU. Reads whole factors. */
export async function factorSum(analysis: Analysis, read: ReadFactor): Promise<FactorSum | null> {
  const parts = partsOf(analysis);
  if (parts === null) return null;
  const by = new Map<string, Matrix>();
  for (const factor of parts.factors) by.set(factor.name, await read(factor));
  return parts.build((name) => by.get(name) ?? null);
}

/** Whether an analysis is such a sum. */
export function isFactorSum(analysis: Analysis): boolean {
  return partsOf(analysis) !== null;
}

interface Parts {
  readonly factors: readonly Factor[];
  build(factor: (name: string) => Matrix | null): FactorSum | null;
}

const plain = { mean: 0, rowBias: null, columnBias: null, scale: null } as const;

function partsOf(analysis: Analysis): Parts | null {
  const { factors } = analysis;
  if (factors.some(({ imaginary, fractions }) => imaginary !== null || fractions !== undefined)) return null;
  switch (analysis.kind) {
    case 'decompose':
      return decompositionParts(analysis.method, analysis.formula, factors);
    case 'complete':
      return biased(factors, analysis.model.mean, analysis.scale);
    case 'train':
      return biased(factors, 0, null);
    case 'reconstruct': {
      const [u, v] = factors;
      if (u === undefined || v === undefined) return null;
      return { factors: [u, v], build: (get) => pair(get(u.name), get(v.name), [u.name, v.name]) };
    }
  }
}

function decompositionParts(method: string, formula: string, factors: readonly Factor[]): Parts | null {
  switch (method) {
    case 'svd':
    case 'approximate':
    case 'denoise':
      return { factors, build: (get) => diagonalSum(get('U'), get('S'), get('V'), ['U√S', 'V√S']) };
    case 'eigen':
      if (!formula.endsWith('VDVᵀ')) return null;
      return { factors, build: (get) => diagonalSum(get('V'), get('D'), get('V'), ['V√|D|', 'V√|D| sgn D']) };
    case 'pca':
      return { factors, build: (get) => principal(get('T'), get('V'), get('μ'), get('σ')) };
    case 'nmf':
    case 'gd':
    case 'adam':
      return { factors, build: (get) => pair(get('W'), transposed(get('H')), ['W', 'Hᵀ']) };
    default:
      return null;
  }
}

function biased(factors: readonly Factor[], mean: number, scale: FactorSum['scale']): Parts {
  return {
    factors,
    build: (get) => {
      const sum = pair(get('U'), get('V'), ['U', 'V']);
      return sum && { ...sum, mean, scale, rowBias: get('b')?.values ?? null, columnBias: get('c')?.values ?? null };
    },
  };
}

function pair(row: Matrix | null, column: Matrix | null, coordinates: readonly [string, string]): FactorSum | null {
  if (row === null || column === null || row.columns !== column.columns || row.columns === 0) return null;
  return { ...plain, row, column, coordinates, names: factorNames(row.columns) };
}

/** U S Vᵀ as U√|S| (V√|S| sgn S)ᵀ, the largest |s| first: so an inner product of two points is an entry. */
function diagonalSum(
  u: Matrix | null,
  s: Matrix | null,
  v: Matrix | null,
  coordinates: readonly [string, string],
): FactorSum | null {
  if (u === null || s === null || v === null || s.rows === 0) return null;
  const values = Array.from({ length: s.rows }, (_, f) => s.values[f * s.columns + f]!);
  const order = values.map((_, f) => f).sort((f, g) => Math.abs(values[g]!) - Math.abs(values[f]!));
  const scaled = (matrix: Matrix, weight: (value: number) => number): Matrix =>
    byColumn(matrix, order, (f) => weight(values[f]!));
  const row = scaled(u, (value) => Math.sqrt(Math.abs(value)));
  const column = scaled(v, (value) => Math.sign(value) * Math.sqrt(Math.abs(value)));
  return { ...plain, row, column, coordinates, names: factorNames(order.length) };
}

/** 1μᵀ + TVᵀdiag(σ): scores, and loadings times the deviations. */
function principal(t: Matrix | null, v: Matrix | null, mu: Matrix | null, sigma: Matrix | null): FactorSum | null {
  const sum = pair(t, v, sigma ? ['T', 'diag(σ)V'] : ['T', 'V']);
  if (sum === null) return null;
  const { columns, values } = sum.column;
  const column = sigma
    ? { ...sum.column, values: values.map((value, at) => value * sigma.values[Math.floor(at / columns)]!) }
    : sum.column;
  return { ...sum, column, columnBias: mu?.values ?? null, names: factorNames(columns, 'PC') };
}

/** Columns `order` of a matrix, each times its weight. */
function byColumn({ rows, columns, values }: Matrix, order: readonly number[], weight: (f: number) => number): Matrix {
  const out = new Float64Array(rows * order.length);
  order.forEach((f, to) => {
    const by = weight(f);
    for (let i = 0; i < rows; i++) out[i * order.length + to] = by * values[i * columns + f]!;
  });
  return { rows, columns: order.length, values: out };
}

function transposed(matrix: Matrix | null): Matrix | null {
  return matrix && transpose(matrix);
}

function factorNames(count: number, word = 'factor '): string[] {
  return Array.from({ length: count }, (_, f) => `${word}${f + 1}`);
}

/** Â_ij with the first `rank` factors. */
export function sumAt(sum: FactorSum, i: number, j: number, rank: number): number {
  const value = offsetAt(sum, i, j) + innerProduct(sum.row, i, sum.column, j, rank);
  return sum.scale === null ? value : Math.min(sum.scale.high, Math.max(sum.scale.low, value));
}

/** What is there before any factor. */
export function offsetAt({ mean, rowBias, columnBias }: FactorSum, i: number, j: number): number {
  return mean + (rowBias?.[i] ?? 0) + (columnBias?.[j] ?? 0);
}

/** Σ_{f < rank} a_if b_jf of two n × k matrices of equal k. */
export function innerProduct(a: Matrix, i: number, b: Matrix, j: number, rank: number): number {
  let product = 0;
  for (let f = 0; f < rank; f++) product += a.values[i * a.columns + f]! * b.values[j * b.columns + f]!;
  return product;
}
