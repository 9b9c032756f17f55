import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonical } from '../../../src/completion/canonical';
import { effectiveRankNote } from '../../../src/completion/effectiveRank';
import { randomModel, reconstruction } from '../../../src/completion/model';
import { productShares } from '../../../src/completion/productShares';
import { jacobiSvd, thinQr } from '../../../src/completion/smallSvd';
import { createMatrix, frobeniusNorm, multiply, subtract, transpose, type Matrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import type { BiasedFactors } from '../../../src/protocol/results';
import { assertClose, eps } from './fixtures';

function gram(matrix: Matrix): Matrix {
  return multiply(transpose(matrix), matrix);
}

function identity(size: number): Matrix {
  const out = createMatrix(size, size);
  for (let i = 0; i < size; i++) out.values[i * size + i] = 1;
  return out;
}

const shapes = fc.record({
  rows: fc.integer({ min: 1, max: 12 }),
  columns: fc.integer({ min: 1, max: 12 }),
  rank: fc.integer({ min: 1, max: 5 }),
  seed: fc.integer({ min: 0, max: 10_000 }),
});

describe('The effective rank', () => {
  const factors = (sizes: readonly number[]): BiasedFactors => {
    const side = { rows: 3, columns: sizes.length, values: Float64Array.from([0, 1, 2].flatMap(() => sizes)) };
    return { mean: 0, rowBias: new Float64Array(3), columnBias: new Float64Array(3), row: side, column: side };
  };

  it('is told where it is below the rank, by the singular values of the product', () => {
    assert.match(effectiveRankNote(factors([2, 0.1]))!, /^In effect the rank is 1: the other factor holds less/);
    assert.match(effectiveRankNote(factors([2, 1.5, 0.1, 0]))!, /rank is 2: the other 2 factors hold/);
    assert.equal(effectiveRankNote(factors([2, 1])), null);
    assert.equal(effectiveRankNote(factors([0, 0])), null);
  });
});

describe('The canonical form of factors', () => {
  it('has zeros for a factor of rounding alone: least squares of too high a rank left 5e-15', () => {
    const side = { rows: 3, columns: 2, values: Float64Array.of(0.9, 5e-15, -0.4, 3e-15, 0.7, 5e-15) };
    const model = { mean: 0, rowBias: new Float64Array(3), columnBias: new Float64Array(3), row: side, column: side };
    const { row, column } = canonical(model);
    for (const { values } of [row, column])
      assert.ok(values.every((value, at) => (at % 2 === 1 ? value === 0 : value !== 0)));
  });

  it('leaves the product unchanged to rounding, balances both sides, and makes the leading entries positive', () => {
    fc.assert(
      fc.property(shapes, ({ rows, columns, rank: wanted, seed }) => {
        const rank = Math.min(wanted, rows, columns);
        const model = randomModel(rows, columns, rank, 1, createRandom(seed));
        const form = canonical(model);
        const product = reconstruction(model);
        const size = frobeniusNorm(model.row) * frobeniusNorm(model.column);
        assert.ok(frobeniusNorm(subtract(reconstruction(form), product)) <= 50 * rank * eps * size);
        // UᵀU = VᵀV = S, descending
        assert.ok(frobeniusNorm(subtract(gram(form.row), gram(form.column))) <= 100 * rank * eps * size);
        const squares = gram(form.column).values;
        for (let f = 0; f < rank; f++) {
          const column = Array.from({ length: columns }, (_, j) => form.column.values[j * rank + f]!);
          const extreme = column.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
          assert.ok(extreme >= 0);
          if (f > 0) assert.ok(squares[f * rank + f]! <= squares[(f - 1) * rank + f - 1]! + 100 * eps * size);
        }
      }),
    );
  });

  it('has products of factors whose shares of all squares add up to those of the whole product', () => {
    fc.assert(
      fc.property(shapes, ({ rows, columns, rank: wanted, seed }) => {
        const rank = Math.min(wanted, rows, columns);
        const { row, column } = canonical(randomModel(rows, columns, rank, 1, createRandom(seed)));
        const whole = frobeniusNorm(multiply(row, transpose(column))) ** 2;
        const shares = productShares({ row, column });
        assert.equal(shares.length, rank);
        shares.forEach((share, f) => {
          const one = (side: Matrix): Matrix => ({
            ...{ rows: side.rows, columns: 1 },
            values: side.values.filter((_, at) => at % rank === f),
          });
          const part = frobeniusNorm(multiply(one(row), transpose(one(column)))) ** 2;
          assert.ok(Math.abs(share - part / whole) <= 200 * rank * eps, `${share} of factor ${f + 1}`);
        });
      }),
    );
    assert.deepEqual(productShares({ row: createMatrix(3, 2), column: createMatrix(4, 2) }), []);
    assert.deepEqual(productShares({ row: createMatrix(3, 0), column: createMatrix(4, 0) }), []);
  });

  it('holds where a factor is zero or repeated', () => {
    const model = randomModel(5, 4, 3, 1, createRandom(2));
    for (let i = 0; i < 5; i++) {
      model.row.values[i * 3 + 1] = model.row.values[i * 3]!;
      model.row.values[i * 3 + 2] = 0;
    }
    const form = canonical(model);
    assert.ok(form.row.values.every(Number.isFinite));
    assert.ok(frobeniusNorm(subtract(reconstruction(form), reconstruction(model))) < 1e-13);
  });
});

describe('The small decompositions', () => {
  it('QR: QᵀQ = I and QR = A', () => {
    fc.assert(
      fc.property(shapes, ({ rows, rank: wanted, seed }) => {
        const rank = Math.min(wanted, rows);
        const a = randomModel(rows, 1, rank, 1, createRandom(seed)).row;
        const { q, r } = thinQr(a);
        assert.ok(frobeniusNorm(subtract(gram(q), identity(rank))) <= 30 * rows * eps);
        assert.ok(frobeniusNorm(subtract(multiply(q, r), a)) <= 30 * rows * eps * frobeniusNorm(a));
      }),
    );
  });

  it('SVD: W S Zᵀ = A with orthonormal Z and descending S', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 10_000 }), (k, seed) => {
        const a = randomModel(k, 1, k, 1, createRandom(seed)).row;
        const { left, singularValues, right } = jacobiSvd(a);
        const scaled = createMatrix(k, k);
        left.values.forEach((value, at) => (scaled.values[at] = value * singularValues[at % k]!));
        assert.ok(frobeniusNorm(subtract(multiply(scaled, transpose(right)), a)) <= 50 * k * eps * frobeniusNorm(a));
        assert.ok(frobeniusNorm(subtract(gram(right), identity(k))) <= 50 * k * eps);
        singularValues.forEach((value, f) => {
          if (f > 0) assert.ok(value <= singularValues[f - 1]!);
        });
      }),
    );
  });

  it('SVD of [[3, 0], [4, 5]] has σ₁ = √45 and σ₂ = √5', () => {
    const { singularValues } = jacobiSvd({ rows: 2, columns: 2, values: Float64Array.of(3, 0, 4, 5) });
    assertClose(singularValues[0]!, Math.sqrt(45), 10 * eps);
    assertClose(singularValues[1]!, Math.sqrt(5), 10 * eps);
  });
});
