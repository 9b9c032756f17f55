import assert from 'node:assert/strict';
import { createMatrix, fromRows, multiply, transpose } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { svd } from '../../../src/factorization';
import { orthogonalityError } from '../../../src/factorization/checks';
import { numericalRank, spectrum } from '../../../src/factorization/diagnostics';
import { scaledSvd } from '../../../src/factorization/svd';
import { ask, singularValues, times, ulp, uniform, withSpectrum } from './matrices';

describe('SVD', () => {
  it('finds the singular values a matrix was made of, to ulp · σ₁', () => {
    const made = [9, 4, 4, 1, 1e-3, 1e-9];
    const found = singularValues(withSpectrum(made, createRandom(3)));
    made.forEach((value, i) => assert.ok(Math.abs(found[i]! - value) < 50 * 6 * 9 * ulp));
  });

  it('counts as rank what is above max(m, n) ulp σ₁, whichever side is the longer', () => {
    const s = Float64Array.of(1, 500 * ulp);
    for (const [m, n] of [
      [1000, 2],
      [2, 1000],
    ] as const)
      assert.equal(numericalRank(createMatrix(m, n), s), 1);
    assert.equal(numericalRank(createMatrix(400, 2), s), 2);
  });

  it('gives a matrix and its transpose the same singular values', () => {
    const a = uniform(7, 4, createRandom(8));
    const [tall, wide] = [singularValues(a), singularValues(transpose(a))];
    assert.equal(wide.length, 4);
    tall.forEach((value, i) => assert.ok(Math.abs(value - wide[i]!) < 20 * ulp * tall[0]!));
  });

  it('gives the same values with and without vectors', () => {
    const a = uniform(9, 6, createRandom(2));
    const values = (vectors: boolean): Float64Array => scaledSvd(a, vectors, () => undefined).s;
    assert.deepEqual(values(false), values(true));
  });

  it('finds tiny singular values of a graded matrix to full relative accuracy', () => {
    // columns of a matrix with orthogonal columns, scaled: the scales are the singular values
    const found = singularValues(
      fromRows([
        [3e-80, 4],
        [4e-80, -3],
      ]),
    );
    assert.ok(Math.abs(found[0]! - 5) < 10 * ulp);
    assert.ok(Math.abs(found[1]! / 5e-80 - 1) < 10 * ulp);
  });

  it('completes U and V of a rank-deficient matrix to orthonormal columns', () => {
    const rankOne = multiply(uniform(5, 1, createRandom(1)), uniform(1, 4, createRandom(2)));
    for (const a of [createMatrix(5, 4), rankOne, createMatrix(3, 3, 1), transpose(rankOne)]) {
      const { u, v } = svd(a);
      assert.ok(orthogonalityError(u) < 50 * 5 * ulp);
      assert.ok(orthogonalityError(v) < 50 * 5 * ulp);
    }
  });

  it('scales exactly with powers of two, to near overflow and underflow', () => {
    const a = uniform(4, 3, createRandom(6));
    const base = singularValues(a);
    for (const exponent of [-1000, -500, 500, 1000])
      assert.deepEqual(
        Array.from(singularValues(times(a, 2 ** exponent))),
        Array.from(base, (value) => value * 2 ** exponent),
      );
  });

  it('converges in few sweeps, and says how many', () => {
    const answer = svd(uniform(20, 20, createRandom(4)));
    assert.ok(answer.converged && answer.sweeps >= 2 && answer.sweeps <= 15, `${answer.sweeps} sweeps`);
  });
});

describe('condition number and rank', () => {
  it('are σ₁ / σ_min and the number of singular values that rounding cannot explain', () => {
    const { diagnostics } = ask(withSpectrum([8, 4, 2, 1], createRandom(5)), 'lu');
    assert.ok(Math.abs(diagnostics.conditionNumber! - 8) < 1000 * ulp);
    assert.equal(diagnostics.rank, 4);
  });

  it('say infinite for a matrix that is singular, exactly or within rounding', () => {
    for (const a of [
      fromRows([
        [1, 2],
        [2, 4],
      ]),
      createMatrix(3, 3),
      fromRows([
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ]),
      withSpectrum([1, 1, 1e-18], createRandom(1)),
    ]) {
      const { conditionNumber, rank } = ask(a, 'lu').diagnostics;
      assert.equal(conditionNumber, Number.POSITIVE_INFINITY);
      assert.ok(rank! < a.rows);
    }
  });

  it('are left out for a matrix too large to answer quickly', () => {
    assert.equal(
      spectrum(createMatrix(1300, 1300), () => undefined),
      null,
    );
  });

  it('say rank and condition number of more than 500 rows or columns, too', () => {
    const random = createRandom(5);
    const low = multiply(uniform(600, 30, random), uniform(30, 520, random));
    assert.equal(ask(low, 'qr').diagnostics.rank, 30);
    const { conditionNumber, rank } = ask(createMatrix(1, 501, 1), 'qr').diagnostics;
    assert.deepEqual([conditionNumber, rank], [1, 1]);
  });
});
