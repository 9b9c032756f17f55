import { create, type FactoryFunctionMap, type MathCollection } from 'mathjs';
import { createMatrix, type Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { guardedFunctions } from './complexNumbers';
import * as functions from './mathFunctions';

const factories: FactoryFunctionMap = Object.fromEntries(
  Object.entries(functions).flatMap(([name, factory]) => (factory === undefined ? [] : [[name, factory]])),
);

/**
 * The one mathjs instance. It holds only what is asked of it, so that the worker's bundle stays small, and
 * compares numbers exactly: with mathjs's own tolerances a pivot below 1e-15 counts as zero, which spoils
 * LU and QR of a matrix of small numbers.
 */
export const math = create(factories, { relTol: Number.MIN_VALUE, absTol: 0 });

Object.assign(
  Object.getPrototypeOf(math.complex(0, 0)) as object,
  guardedFunctions((re, im) => math.complex(re, im)),
);

/** mathjs's own, which stay reachable where the calculator puts functions of the same name in their place. */
export const native = {
  lup: math.lup.bind(math),
  qr: math.qr.bind(math),
  slu: math.slu.bind(math),
  expm: math.expm.bind(math),
  det: math.det.bind(math),
  inv: math.inv.bind(math),
  lusolve: math.lusolve.bind(math),
  norm: math.norm.bind(math),
  cumsum: math.cumsum.bind(math),
  diff: math.diff.bind(math),
  round: math.round.bind(math),
  floor: math.floor.bind(math),
  ceil: math.ceil.bind(math),
  fix: math.fix.bind(math),
  parse: math.parse,
  config: math.config.bind(math),
};

/** The matrix as mathjs takes it, an array of rows. */
export function toMath(matrix: Matrix): number[][] {
  return Array.from({ length: matrix.rows }, (_, i) =>
    Array.from(matrix.values.subarray(i * matrix.columns, (i + 1) * matrix.columns)),
  );
}

/** A real m × n answer of mathjs, dense or sparse, as ours. Throws the `unexpected` fault if it is anything else. */
export function fromMath(collection: MathCollection, rows: number, columns: number): Matrix {
  const out = createMatrix(rows, columns);
  const data: unknown = collection.valueOf();
  if (!Array.isArray(data) || data.length < rows) throw faults.unexpected('mathjs gave a matrix of another shape');
  for (let i = 0; i < rows; i++) {
    const row: unknown = data[i];
    if (!Array.isArray(row) || row.length < columns) throw faults.unexpected('mathjs gave a matrix of another shape');
    for (let j = 0; j < columns; j++) {
      const value: unknown = row[j];
      if (typeof value !== 'number') throw faults.unexpected('mathjs gave a cell that is not a real number');
      out.values[i * columns + j] = value;
    }
  }
  return out;
}
