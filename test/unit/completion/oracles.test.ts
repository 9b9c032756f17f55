import assert from 'node:assert/strict';
import fc from 'fast-check';
import { add, det, diag, lusolve, matrix as toMathjs, multiply, transpose } from 'mathjs';
import { complete } from '../../../src/completion';
import { solveSide } from '../../../src/completion/als';
import { copyModel, randomModel } from '../../../src/completion/model';
import { gradient } from '../../../src/completion/objective';
import { sgd } from '../../../src/completion/sgd';
import { createMatrix } from '../../../src/matrix/dense';
import { group } from '../../../src/matrix/observations';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { assertClose, completeRequest, label, randomObservations, solverDefaults } from './fixtures';

describe('A half-step of least squares', () => {
  for (const bias of [true, false])
    for (const weighted of [false, true])
      it(`solves (DᵀD + nΛ) x = Dᵀr as mathjs does, ${bias ? 'with' : 'without'} biases, ${weighted ? 'n the known cells' : 'n = 1'}`, () => {
        const [rank, regularization, biasShare] = [2, 0.3, 0.1];
        const known = randomObservations(6, 8, 0.6, 5);
        const model = randomModel(6, 8, rank, 1, createRandom(1));
        if (bias) model.columnBias.forEach((_, j) => (model.columnBias[j] = Math.cos(j)));
        const rows = group(known, 'row');
        solveSide(
          rows,
          { bias: model.rowBias, factors: model.row.values },
          { bias: model.columnBias, factors: model.column.values },
          { rank, bias, regularization, biasShare, weighted, control: quiet },
        );
        for (let i = 0; i < 6; i++) {
          const cells = Array.from({ length: rows.starts[i + 1]! - rows.starts[i]! }, (_, t) => rows.starts[i]! + t);
          const design = cells.map((t) => {
            const v = Array.from({ length: rank }, (_, f) => model.column.values[rows.others[t]! * rank + f]!);
            return bias ? [1, ...v] : v;
          });
          const target = cells.map((t) => [rows.values[t]! - model.columnBias[rows.others[t]!]!]);
          const weight = weighted ? cells.length : 1;
          const shares = [...(bias ? [biasShare] : []), 1, 1].map((share) => weight * regularization * share);
          const [d, ridge] = [toMathjs(design), toMathjs(diag(shares))];
          const normal = add(multiply(transpose(d), d), ridge);
          const x = lusolve(normal, multiply(transpose(d), toMathjs(target)))
            .toArray()
            .flat();
          const own = [...(bias ? [model.rowBias[i]!] : []), ...model.row.values.subarray(i * rank, (i + 1) * rank)];
          x.forEach((value, p) => assertClose(own[p]!, Number(value), 1e-12, `row ${i}`));
        }
      });
});

describe('An epoch of stochastic steps', () => {
  it('moves by −η/2 of the gradient of the objective, in the limit of small η', () => {
    const known = randomObservations(6, 5, 0.7, 9);
    const start = randomModel(6, 5, 2, 0.7, createRandom(3));
    start.rowBias.forEach((_, i) => (start.rowBias[i] = Math.sin(i)));
    const slopes = copyModel(start);
    gradient(start, known, 0.4, true, slopes, 0.5);
    const rate = 1e-7;
    const options = {
      ...solverDefaults,
      regularization: 0.4,
      biasShare: 0.5,
      learningRate: rate,
      iterations: 1,
      start,
    };
    const { model } = sgd(known, options);
    for (const [after, before, slope] of [
      [model.rowBias, start.rowBias, slopes.rowBias],
      [model.columnBias, start.columnBias, slopes.columnBias],
      [model.row.values, start.row.values, slopes.row.values],
      [model.column.values, start.column.values, slopes.column.values],
    ] as const)
      after.forEach((value, p) => assertClose((value - before[p]!) / rate, -slope[p]! / 2, 1e-4));
  });
});

describe('Closed forms', () => {
  const shape = { seed: fc.integer({ min: 0, max: 10_000 }), size: fc.integer({ min: 2, max: 5 }) };

  it('rank n − 1 of an n×n matrix with one missing cell: its determinant is zero, by mathjs too', () => {
    fc.assert(
      fc.property(shape.seed, shape.size, (seed, size) => {
        const random = createRandom(seed);
        const matrix = createMatrix(size, size);
        matrix.values.forEach((_, at) => (matrix.values[at] = 1 + random.integer(9)));
        matrix.values[random.integer(size * size)] = Number.NaN;
        const request = completeRequest(label(matrix), { rank: size - 1, bias: false });
        if (new Set(matrix.values.filter((value) => !Number.isNaN(value))).size === 1) return;
        const { predictions, intervalMethod } = complete({ ...request, iterations: 30 }, quiet);
        // Where the cofactor of the cell is zero no number, or every one, makes the determinant zero.
        if (intervalMethod !== 'exact') return;
        const [{ row, column, value }] = [predictions[0]!];
        const filled = Array.from({ length: size }, (_, i) =>
          Array.from({ length: size }, (_, j) => (i === row && j === column ? value : matrix.values[i * size + j]!)),
        );
        // Hadamard's bound of the determinant is its unit of rounding.
        const bound = filled.reduce((product, line) => product * Math.hypot(...line), 1);
        assertClose(det(filled), 0, 1e-13 * bound);
      }),
      { numRuns: 60 },
    );
  });

  it('rank 1 of a connected graph of known cells: every missing cell is r_i c_j', () => {
    fc.assert(
      fc.property(shape.seed, shape.size, shape.size, (seed, rows, columns) => {
        const random = createRandom(seed);
        const draw = (count: number): number[] =>
          Array.from({ length: count }, () => (1 + random.uniform()) * (random.uniform() < 0.5 ? -1 : 1));
        const [r, c] = [draw(rows), draw(columns)];
        const matrix = createMatrix(rows, columns, Number.NaN);
        // The first row and the first column connect all.
        matrix.values.forEach((_, at) => {
          const [i, j] = [Math.floor(at / columns), at % columns];
          if (i === 0 || j === 0 || random.uniform() < 0.3) matrix.values[at] = r[i]! * c[j]!;
        });
        if (!matrix.values.some(Number.isNaN)) return;
        const analysis = complete(completeRequest(label(matrix), { rank: 1, bias: false }), quiet);
        assert.equal(analysis.intervalMethod, 'exact');
        for (const { row, column, value } of analysis.predictions) assertClose(value, r[row]! * c[column]!, 1e-13 * 16);
      }),
      { numRuns: 60 },
    );
  });
});
