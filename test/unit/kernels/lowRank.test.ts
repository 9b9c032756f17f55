import assert from 'node:assert/strict';
import { nonnegative, product, svd, truncatedSvd } from '../../../src/kernels';
import { frobeniusNorm, subtract, transpose, type Matrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { uniform } from '../factorization/matrices';
import { assertOrthonormal, timesDiagonal, ulp } from './ratios';
import { referenceHals } from './references';

const seed = 29;

/** A matrix whose singular values fall off like 1, 1/2, 1/3, … */
function decaying(m: number, n: number): Matrix {
  const random = createRandom(seed);
  const { u, v } = svd(uniform(m, n, random));
  return product(
    timesDiagonal(
      u,
      Float64Array.from({ length: Math.min(m, n) }, (_, i) => 1 / (i + 1)),
    ),
    transpose(v),
  );
}

function positive(m: number, n: number): Matrix {
  const a = uniform(m, n, createRandom(seed + m));
  return { ...a, values: a.values.map(Math.abs) };
}

describe(`truncated SVD, seed ${seed}`, () => {
  for (const [m, n] of [
    [300, 200],
    [150, 400],
    [40, 30],
  ] as const)
    it(`${m}×${n}: as near to A as the best of its rank, within one in ten thousand`, () => {
      const a = decaying(m, n);
      const { u, s, v } = truncatedSvd(a, 8, 1);
      assert.deepEqual([u.columns, s.length, v.columns], [8, 8, 8]);
      assertOrthonormal(u, ulp, 50);
      assertOrthonormal(v, ulp, 50);
      const exact = svd(a).s;
      const best = Math.hypot(...exact.subarray(8));
      const error = frobeniusNorm(subtract(a, product(timesDiagonal(u, s), transpose(v))));
      assert.ok(error < 1.0001 * best, `${error} and ${best}`);
      s.forEach((value, i) => assert.ok(Math.abs(value - exact[i]!) < 1e-4 * exact[i]!));
    });

  it('finds a low rank to rounding', () => {
    const a = product(uniform(200, 5, createRandom(1)), uniform(5, 180, createRandom(2)));
    const { u, s, v } = truncatedSvd(a, 8, 1);
    assertOrthonormal(u, ulp, 50);
    assertOrthonormal(v, ulp, 50);
    assert.ok(s[5]! < 200 * ulp * s[0]!);
    const error = frobeniusNorm(subtract(a, product(timesDiagonal(u, s), transpose(v))));
    assert.ok(error < 50 * 200 * ulp * frobeniusNorm(a));
  });

  it('the same seed gives the same answer', () => {
    const a = decaying(200, 150);
    assert.deepEqual(truncatedSvd(a, 4, 7), truncatedSvd(a, 4, 7));
  });
});

describe(`A ≈ WH without negative entries, seed ${seed}`, () => {
  for (const [m, n, k] of [
    [60, 41, 5],
    [31, 90, 3],
    [7, 5, 1],
  ] as const) {
    const a = positive(m, n);
    const [w, h] = [positive(m, k), positive(k, n)];
    it(`${m}×${n}, rank ${k}: the objective falls and is that of the factors, none of them negative`, () => {
      const answer = nonnegative(a, w, h, 50, 1e-8);
      for (let i = 1; i < answer.objective.length; i++)
        assert.ok(answer.objective[i]! <= answer.objective[i - 1]! * (1 + 1e-12));
      assert.ok([...answer.w.values, ...answer.h.values].every((value) => value >= 0));
      const error = frobeniusNorm(subtract(a, product(answer.w, answer.h)));
      assert.ok(Math.abs(0.5 * error * error - answer.objective.at(-1)!) < 1e-10 * answer.objective[0]!);
      assert.equal(answer.objective.length, answer.iterations + 1);
    });

    it(`${m}×${n}, rank ${k}: ends no higher than plain HALS, the readable reference`, () => {
      const reference = referenceHals(a, w, h, 30);
      const answer = nonnegative(a, w, h, 30, 0);
      assert.ok(answer.objective.at(-1)! <= reference * 1.05, `${answer.objective.at(-1)!} and ${reference}`);
    });
  }

  it('finds the factors’ product again where there is one', () => {
    const a = product(positive(40, 2), positive(2, 30));
    const { objective } = nonnegative(a, positive(40, 3), positive(3, 30), 2000, 0);
    assert.ok(objective.at(-1)! < 1e-6 * objective[0]!);
  });
});
