import assert from 'node:assert/strict';
import fc from 'fast-check';
import { als, solveSide } from '../../../src/completion/als';
import { solveCholesky } from '../../../src/completion/cholesky';
import { randomModel } from '../../../src/completion/model';
import { gradient, measure } from '../../../src/completion/objective';
import { thinQr } from '../../../src/completion/smallSvd';
import { copyModel } from '../../../src/completion/model';
import { createMatrix } from '../../../src/matrix/dense';
import { group } from '../../../src/matrix/observations';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { assertClose, eps, randomObservations, solverDefaults } from './fixtures';

describe('Cholesky solution', () => {
  it('leaves a residual of a few eps for A = BBᵀ + I', () => {
    const random = createRandom(3);
    for (const n of [1, 2, 5, 12]) {
      const b = Float64Array.from({ length: n * n }, () => random.normal());
      const a = new Float64Array(n * n);
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) {
          a[i * n + j] = i === j ? 1 : 0;
          for (let s = 0; s < n; s++) a[i * n + j]! += b[i * n + s]! * b[j * n + s]!;
        }
      const target = Float64Array.from({ length: n }, () => random.normal());
      const x = target.slice();
      assert.ok(solveCholesky(a.slice(), x, n));
      for (let i = 0; i < n; i++) {
        let [sum, size] = [0, 0];
        for (let j = 0; j < n; j++) {
          sum += a[i * n + j]! * x[j]!;
          size += Math.abs(a[i * n + j]! * x[j]!);
        }
        assertClose(sum, target[i]!, 30 * n * eps * (size + 1));
      }
    }
  });

  it('says when the matrix is not positive definite', () => {
    assert.equal(solveCholesky(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1), 2), false);
  });
});

describe('Alternating least squares', () => {
  it('never raises the objective, whatever shape, density, rank and λ', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 8 }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(0, 1e-9, 0.01, 1, 30),
        fc.boolean(),
        fc.integer({ min: 0, max: 1000 }),
        (rows, columns, density, rank, regularization, bias, seed) => {
          const known = randomObservations(rows, columns, density, seed);
          const objectives: number[] = [];
          als(known, {
            ...solverDefaults,
            rank: Math.min(rank, rows, columns),
            regularization,
            bias,
            seed,
            onStep: (_, point) => objectives.push(point.objective),
          });
          const slack = 1e-10 * (1 + known.values.reduce((sum, z) => sum + z * z, 0));
          objectives.slice(1).forEach((objective, t) => {
            assert.ok(objective <= objectives[t]! * (1 + 1e-12) + slack, `${objective} after ${objectives[t]!}`);
          });
          assert.ok(objectives.every(Number.isFinite));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('solves each row as the QR factorization of the stacked system [D; √λ I] does', () => {
    const [rows, columns, rank, regularization] = [7, 9, 3, 0.2];
    const known = randomObservations(rows, columns, 0.6, 5);
    const model = randomModel(rows, columns, rank, 1, createRandom(1));
    model.columnBias.forEach((_, j) => (model.columnBias[j] = Math.sin(j)));
    const byRow = group(known, 'row');
    solveSide(
      byRow,
      { bias: model.rowBias, factors: model.row.values },
      { bias: model.columnBias, factors: model.column.values },
      { rank, bias: true, regularization, control: quiet },
    );
    const width = rank + 1;
    for (let i = 0; i < rows; i++) {
      const [start, end] = [byRow.starts[i]!, byRow.starts[i + 1]!];
      const stacked = createMatrix(end - start + width, width);
      const target = new Float64Array(stacked.rows);
      for (let t = start; t < end; t++) {
        const j = byRow.others[t]!;
        stacked.values.set([1, ...model.column.values.subarray(j * rank, (j + 1) * rank)], (t - start) * width);
        target[t - start] = byRow.values[t]! - model.columnBias[j]!;
      }
      for (let p = 0; p < width; p++) stacked.values[(end - start + p) * width + p] = Math.sqrt(regularization);
      const { q, r } = thinQr(stacked);
      const x = new Float64Array(width);
      for (let p = width - 1; p >= 0; p--) {
        for (let s = 0; s < stacked.rows; s++) x[p]! += q.values[s * width + p]! * target[s]!;
        for (let s = p + 1; s < width; s++) x[p]! -= r.values[p * width + s]! * x[s]!;
        x[p]! /= r.values[p * width + p]!;
      }
      assertClose(model.rowBias[i]!, x[0]!, 1e-12, `bias of row ${i}`);
      for (let f = 0; f < rank; f++) assertClose(model.row.values[i * rank + f]!, x[f + 1]!, 1e-12, `row ${i}`);
    }
  });

  it('gives a row without known cells zeros', () => {
    const known = { ...randomObservations(4, 5, 0.7, 2), rows: 5 };
    const { model } = als(known, solverDefaults);
    assert.equal(model.rowBias[4], 0);
    assert.deepEqual([...model.row.values.subarray(8, 10)], [0, 0]);
  });
});

describe('The gradient', () => {
  it('is the limit of central differences of the objective', () => {
    const known = randomObservations(5, 4, 0.7, 9);
    const model = randomModel(5, 4, 2, 1, createRandom(4));
    model.rowBias.forEach((_, i) => (model.rowBias[i] = 0.3 * i));
    const slopes = copyModel(model);
    const squares = gradient(model, known, 0.3, true, slopes);
    const at = (): number => measure(model, known, 0.3, 0).objective;
    assertClose(measure(model, known, 0, 0).objective, squares, 1e-12);
    const pairs = [
      [model.rowBias, slopes.rowBias],
      [model.columnBias, slopes.columnBias],
      [model.row.values, slopes.row.values],
      [model.column.values, slopes.column.values],
    ] as const;
    const step = 1e-5;
    for (const [parameters, slope] of pairs)
      parameters.forEach((value, p) => {
        parameters[p] = value + step;
        const above = at();
        parameters[p] = value - step;
        const below = at();
        parameters[p] = value;
        assertClose(slope[p]!, (above - below) / (2 * step), 1e-7 * (1 + Math.abs(slope[p]!)));
      });
  });
});
