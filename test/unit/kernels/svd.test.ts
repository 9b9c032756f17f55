import assert from 'node:assert/strict';
import { product, singularValues, svd } from '../../../src/kernels';
import { createMatrix, fromRows, transpose, type Matrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { svd as jacobiSvd } from '../../../src/factorization/svd';
import { diagonal } from '../../../src/factorization/factor';
import { squareKinds, uniform, withSpectrum } from '../factorization/matrices';
import { assertSvd } from './laws';
import { ulp } from './ratios';

const seed = 17;

/** 1 on the diagonal and −1 above it: its smallest singular value is about 2^−n. */
function kahan(n: number): Matrix {
  const a = createMatrix(n, n);
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) a.values[i * n + j] = i === j ? 1 : -1;
  return a;
}

describe(`A = USVᵀ holds to LAPACK’s bounds, seed ${seed}`, () => {
  for (const n of [1, 2, 3, 5, 10, 24, 25, 26, 50, 51, 64, 65, 100, 129])
    for (const [kind, a] of squareKinds(n, seed + n)) it(`${n}×${n}, ${kind}`, () => assertSvd(a));

  for (const [m, n] of [
    [1, 60],
    [60, 1],
    [70, 60],
    [60, 70],
    [120, 30],
    [30, 120],
    [300, 80],
    [200, 200],
  ] as const)
    it(`${m}×${n}`, () => assertSvd(uniform(m, n, createRandom(seed + m))));

  for (const n of [30, 60, 150])
    for (const [name, a] of [
      ['all ones', createMatrix(n, n, 1)],
      ['1 on and −1 above the diagonal', kahan(n)],
      ['diagonal over 300 orders of magnitude', diagonal(Float64Array.from({ length: n }, (_, i) => 10 ** -(2 * i)))],
      [
        'half of the singular values equal',
        withSpectrum(
          Array.from({ length: n }, (_, i) => (i % 2 ? 1 : i / n)),
          createRandom(n),
        ),
      ],
      ['a zero column', withoutColumn(uniform(n, n, createRandom(n)), n >> 1)],
    ] as const)
      it(`${name}, ${n}×${n}`, () => assertSvd(a));

  it('an empty matrix has no singular values', () => {
    assert.equal(svd(createMatrix(0, 4)).s.length, 0);
    assert.equal(svd(createMatrix(4, 0)).u.values.length, 0);
    assert.equal(singularValues(createMatrix(0, 0)).length, 0);
  });

  it('[[3, 0], [4, 5]] has the singular values √45 and √5', () => {
    const { s } = svd(
      fromRows([
        [3, 0],
        [4, 5],
      ]),
    );
    assert.ok(Math.abs(s[0]! - Math.sqrt(45)) < 8 * ulp * 7 && Math.abs(s[1]! - Math.sqrt(5)) < 8 * ulp * 7);
  });

  it('equals one-sided Jacobi, the readable reference', () => {
    for (const [m, n] of [
      [40, 40],
      [50, 20],
      [20, 50],
    ] as const) {
      const a = uniform(m, n, createRandom(seed));
      const [kernel, reference] = [svd(a), jacobiSvd(a)];
      kernel.s.forEach((value, i) => assert.ok(Math.abs(value - reference.s[i]!) < 1e-13));
      const [left, right] = [product(transpose(kernel.u), reference.u), product(transpose(kernel.v), reference.v)];
      left.values.forEach((value, i) =>
        assert.ok(Math.abs(value - right.values[i]!) < 1e-10, 'the same vectors but for signs'),
      );
    }
  });
});

function withoutColumn(a: Matrix, column: number): Matrix {
  return { ...a, values: a.values.map((value, at) => (at % a.columns === column ? 0 : value)) };
}
