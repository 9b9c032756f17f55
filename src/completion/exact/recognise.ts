import type { Biases } from '../../protocol/methods';
import { createMatrix, firstColumns, type Matrix } from '../../matrix/dense';
import { countEach, type Observations } from '../../matrix/observations';
import type { BiasedFactors } from '../../protocol/results';
import { canonical } from '../canonical';
import { countLines } from '../lines';
import { productModel } from '../model';
import { products, propagate, sums, type Operation, type Separable } from './propagate';
import { singularCompletion } from './singular';

/** A structure that all known cells have to the last digits, and that leaves one value for each missing cell. */
export interface Exact {
  readonly structure: 'constant' | 'sum' | 'rank 1' | 'singular';
  readonly rank: number;
  readonly bias: Biases;
  readonly model: BiasedFactors;
}

/** What may be looked for: `rank` where one is asked, and whether the model has biases. */
export interface Asked {
  readonly rank: 'auto' | number;
  readonly bias: Biases;
}

/** Errors of up to so many units in the last place of the largest cell are rounding: "0.1 + 0.2" is not 0.3. */
const roundings = 64;

/**
 * A structure is taken for more than chance where at least so many known cells agree with what the others demand; one
 * is enough where a single cell is missing.
 */
const fewestAgreeing = 2;

/** Three ratings of 1 to 5 are the same once in 25 times, four once in 125. */
const fewestEqual = 4;

/** Sums of ratings are ratings too: those that agree by chance with this probability or a higher one say nothing. */
const chanceOfSums = 0.02;

/**
 * Looks for a sum r_i + c_j and a product r_i c_j that every known cell is, and, where the rank asked is one below the
 * size of a square matrix without biases, for the value of its only missing cell that makes it singular.
 * Null where there is none, where two disagree, where a missing cell is left open, and where a sum or product fits
 * because it could not do otherwise, unless its rank was asked for, or may well do so by chance. Rows and columns without a
 * known cell play no part.
 */
export function recognise(known: Observations, asked: Asked): Exact | null {
  // A sum needs both biases, and a product none: with one side's alone the model is neither.
  if (typeof asked.bias === 'string') return null;
  if (known.values.length >= fewestEqual && known.values.every((value) => value === known.values[0]))
    return constant(known);
  const isAsked = !asked.bias && asked.rank === 1;
  const sum = asked.bias ? separate(known, sums, false) : null;
  const product = asked.rank === 1 || asked.rank === 'auto' ? separate(known, products, isAsked) : null;
  if (sum !== null) {
    const isOnly = product === null || agree(sum, product);
    return isOnly && chanceToAgree(known) < chanceOfSums ? additive(known, sum) : null;
  }
  if (product !== null) return { structure: 'rank 1', rank: 1, bias: false, model: rankOne(product) };
  if (asked.bias || asked.rank !== known.rows - 1) return null;
  const completed = singularCompletion(known);
  return completed === null
    ? null
    : { structure: 'singular', rank: asked.rank, bias: false, model: leading(completed, asked.rank) };
}

/** The sum or product that the known cells are; null where they are none, or where that says nothing. */
function separate(known: Observations, operation: Operation, isAsked: boolean): Separable | null {
  const { values, rowIndex, columnIndex } = known;
  if (operation === products && values.includes(0)) return null;
  const found = propagate(known, operation);
  if (found.components > 1) return null;
  const lines = countLines(known);
  const agreeing = cellsToSpare(known);
  const missing = lines.rows * lines.columns - values.length;
  if (!isAsked && agreeing < (missing === 1 ? 1 : fewestAgreeing)) return null;
  const largest = values.reduce((most, y) => Math.max(most, Math.abs(y)), 0);
  const tolerance = roundings * Number.EPSILON * largest;
  const fits = values.every((y, t) => {
    const made = operation.combine(found.row[rowIndex[t]!]!, found.column[columnIndex[t]!]!);
    return Math.abs(made - y) <= tolerance;
  });
  return fits ? withMeans(found, known) : null;
}

/** How many known cells the others leave no choice, where all are connected: those beyond r + c − 1. */
function cellsToSpare(known: Observations): number {
  const { rows, columns } = countLines(known);
  return known.values.length - (rows + columns - 1);
}

/**
 * How likely cells on a scale like that of the known ones, each step of it as likely, are to agree with a sum: once in so
 * many steps for each that the others leave no choice.
 */
function chanceToAgree(known: Observations): number {
  return stepsOf(known.values) ** -cellsToSpare(known);
}

/** How many values there are from the lowest to the highest in the largest steps that reach them all, by Euclid's algorithm. */
function stepsOf(values: Float64Array): number {
  const low = values.reduce((least, y) => Math.min(least, y), Number.POSITIVE_INFINITY);
  const range = values.reduce((most, y) => Math.max(most, y - low), 0);
  const rounding = 1e-9 * range;
  let step = range;
  for (const y of values) {
    let rest = y - low;
    while (rest > rounding) [step, rest] = [rest, Math.abs(step - rest * Math.round(step / rest))];
  }
  return range / step + 1;
}

/** The same, with the mean of the others for each row and column that has no known cell. */
function withMeans(found: Separable, known: Observations): Separable {
  const side = (numbers: Float64Array, indices: Uint32Array): Float64Array => {
    const counts = countEach(indices, numbers.length);
    const mean = average(numbers.filter((_, index) => counts[index]! > 0));
    return numbers.map((number, index) => (counts[index]! > 0 ? number : mean));
  };
  return { ...found, row: side(found.row, known.rowIndex), column: side(found.column, known.columnIndex) };
}

const average = (values: Float64Array): number => values.reduce((sum, value) => sum + value / values.length, 0);

/** Whether a sum and a product make the same matrix. */
function agree(sum: Separable, product: Separable): boolean {
  const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
  return sum.row.every((r, i) => sum.column.every((c, j) => close(r + c, product.row[i]! * product.column[j]!)));
}

/** mean + b_i + c_j with biases of zero mean. */
function additive(known: Observations, { row, column }: Separable): Exact {
  const [meanRow, meanColumn] = [average(row), average(column)];
  const model = {
    ...constant(known).model,
    mean: meanRow + meanColumn,
    rowBias: row.map((r) => r - meanRow),
    columnBias: column.map((c) => c - meanColumn),
  };
  return { structure: 'sum', rank: 0, bias: true, model };
}

function constant({ rows, columns, values }: Observations): Exact {
  const model = { ...productModel(createMatrix(rows, 0), createMatrix(columns, 0)), mean: values[0]! };
  return { structure: 'constant', rank: 0, bias: true, model };
}

function rankOne({ row, column }: Separable): BiasedFactors {
  return canonical(
    productModel({ rows: row.length, columns: 1, values: row }, { rows: column.length, columns: 1, values: column }),
  );
}

/** The largest `rank` components of a matrix, UVᵀ. */
function leading(matrix: Matrix, rank: number): BiasedFactors {
  const size = matrix.columns;
  const identity = createMatrix(size, size);
  for (let i = 0; i < size; i++) identity.values[i * size + i] = 1;
  const { row, column } = canonical(productModel(matrix, identity));
  return productModel(firstColumns(row, rank), firstColumns(column, rank));
}
