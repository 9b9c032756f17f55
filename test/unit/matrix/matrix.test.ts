import assert from 'node:assert/strict';
import { frobeniusNorm, fromRows, multiply, subtract, toRows, transpose } from '../../../src/matrix/dense';
import { group, observed, pick } from '../../../src/matrix/observations';
import { createRandom, shuffle } from '../../../src/matrix/random';

describe('dense matrices', () => {
  const a = fromRows([
    [1, 2, 3],
    [4, null, 6],
  ]);

  it('rows in and rows out are the identity, missing cells too', () => {
    assert.deepEqual(toRows(a), [
      [1, 2, 3],
      [4, null, 6],
    ]);
  });

  it('transposing twice is the identity', () => assert.deepEqual(transpose(transpose(a)), a));

  it('(AB)ᵀ = BᵀAᵀ', () => {
    const left = fromRows([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    const right = fromRows([
      [7, 8, 9],
      [1, 0, 2],
    ]);
    assert.deepEqual(transpose(multiply(left, right)), multiply(transpose(right), transpose(left)));
    assert.deepEqual(toRows(multiply(left, right))[0], [9, 8, 13]);
  });

  it('A − A is zero where A is known, and its norm counts known cells alone', () => {
    assert.equal(frobeniusNorm(subtract(a, a)), 0);
    assert.equal(frobeniusNorm(fromRows([[3, null, 4]])), 5);
  });

  it('the norm neither overflows nor underflows', () => {
    assert.equal(frobeniusNorm(fromRows([[3e200, 4e200]])) / 1e200, 5);
    assert.ok(Math.abs(frobeniusNorm(fromRows([[3e-200, 4e-200]])) / 5e-200 - 1) < 4 * Number.EPSILON);
  });
});

describe('observations', () => {
  const known = observed(
    fromRows([
      [5, null, 3],
      [null, 2, null],
      [1, 4, null],
    ]),
  );

  it('are the known cells, row by row', () => {
    assert.deepEqual([...known.rowIndex], [0, 0, 1, 2, 2]);
    assert.deepEqual([...known.columnIndex], [0, 2, 1, 0, 1]);
    assert.deepEqual([...known.values], [5, 3, 2, 1, 4]);
  });

  it('grouped by column, every observation stands in its column once', () => {
    const { starts, others, values } = group(known, 'column');
    assert.deepEqual([...starts], [0, 2, 4, 5]);
    assert.deepEqual([...others], [0, 2, 1, 2, 0]);
    assert.deepEqual([...values], [5, 1, 2, 4, 3]);
  });

  it('picked by position, keep the order asked', () => {
    assert.deepEqual([...pick(known, Uint32Array.of(4, 0)).values], [4, 5]);
  });
});

describe('random numbers', () => {
  it('one seed gives one stream, two seeds two', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed).uniform);
    assert.deepEqual(draw(7), draw(7));
    assert.notDeepEqual(draw(7), draw(8));
  });

  it('normals have mean 0 and variance 1 within 5 standard errors', () => {
    const n = 100_000;
    const { normal } = createRandom(1);
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const z = normal();
      sum += z;
      squares += z * z;
    }
    assert.ok(Math.abs(sum / n) < 5 / Math.sqrt(n));
    assert.ok(Math.abs(squares / n - 1) < 5 * Math.sqrt(2 / n));
  });

  it('a stream that is set back goes on as it did, also between the two normals of a pair', () => {
    const random = createRandom(5);
    random.normal();
    const kept = random.save();
    const after = Array.from({ length: 5 }, random.normal);
    random.restore(kept);
    assert.deepEqual(Array.from({ length: 5 }, random.normal), after);
  });

  it('each item of a shuffle comes to each place, its own too, equally often within 5 standard errors', () => {
    const [runs, size] = [6_000, 4];
    const random = createRandom(2);
    const counts = new Float64Array(size * size);
    for (let run = 0; run < runs; run++)
      shuffle(
        Uint32Array.from({ length: size }, (_, i) => i),
        random,
      ).forEach((item, at) => counts[item * size + at]!++);
    const standardError = Math.sqrt((runs / size) * (1 - 1 / size));
    for (const count of counts) assert.ok(Math.abs(count - runs / size) < 5 * standardError, String(count));
  });

  it('a shuffle is a permutation', () => {
    const items = shuffle(
      Uint32Array.from({ length: 100 }, (_, i) => i),
      createRandom(3),
    );
    assert.deepEqual(
      [...items].sort((x, y) => x - y),
      Array.from({ length: 100 }, (_, i) => i),
    );
    assert.notDeepEqual(
      [...items],
      Array.from({ length: 100 }, (_, i) => i),
    );
  });
});
