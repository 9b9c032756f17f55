import assert from 'node:assert/strict';
import { multiply, type Matrix } from '../../../src/matrix/dense';
import { Fault } from '../../../src/matrix/fault';
import { createRandom } from '../../../src/matrix/random';
import { product } from '../../../src/kernels';

const seed = 7;
const random = createRandom(seed);

function normal(rows: number, columns: number): Matrix {
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, () => random.normal()) };
}

describe(`the product, seed ${seed}`, () => {
  // below, at and beyond the edges of the tiles and of the blocks
  for (const [m, k, n] of [
    [1, 1, 1],
    [3, 0, 2],
    [0, 4, 5],
    [4, 4, 4],
    [5, 7, 3],
    [1, 300, 9],
    [131, 259, 6],
    [37, 5, 1031],
  ] as const)
    it(`is within k eps |A||B| of the sum of products, ${m}×${k} times ${k}×${n}`, () => {
      const [a, b] = [normal(m, k), normal(k, n)];
      const c = product(a, b);
      const expected = multiply(a, b);
      const size = multiply(absolute(a), absolute(b));
      assert.equal(c.values.length, m * n);
      c.values.forEach((value, i) => {
        assert.ok(Math.abs(value - expected.values[i]!) <= k * 2 ** -53 * size.values[i]!);
      });
    });

  it('refuses what is not finite, and says where', () => {
    const a = normal(2, 2);
    a.values[2] = Number.NaN;
    assert.throws(
      () => product(a, normal(2, 2)),
      (error) => error instanceof Fault && error.data.message.includes('row 2, column 1'),
    );
  });

  // in the lanes of whole vectors, and in what is left over
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    it(`finds ${value} wherever it is`, () => {
      for (let at = 0; at < 11; at++) {
        const a = normal(1, 11);
        a.values[at] = value;
        assert.throws(
          () => product(a, normal(11, 1)),
          (error) => error instanceof Fault && error.data.message.includes(`column ${at + 1}`),
        );
      }
    });
});

function absolute(a: Matrix): Matrix {
  return { ...a, values: a.values.map(Math.abs) };
}
