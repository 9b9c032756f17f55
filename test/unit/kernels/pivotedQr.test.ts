import assert from 'node:assert/strict';
import { pivotedQr } from '../../../src/kernels';
import { cell, createMatrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { squareKinds, uniform, withSpectrum } from '../factorization/matrices';
import { assertPivotedQr } from './laws';
import { ulp } from './ratios';

const seed = 41;

describe(`AP = QR with the longest column first, seed ${seed}`, () => {
  for (const n of [1, 2, 3, 5, 10, 33, 50, 100, 150])
    for (const [kind, a] of squareKinds(n, seed + n)) it(`${n}×${n}, ${kind}`, () => assertPivotedQr(a));
  for (const [m, n] of [
    [1, 70],
    [70, 1],
    [64, 64],
    [65, 130],
    [200, 31],
    [31, 200],
    [257, 120],
  ] as const)
    it(`${m}×${n}`, () => assertPivotedQr(uniform(m, n, createRandom(seed))));

  it('an empty matrix has empty factors', () => {
    assert.equal(pivotedQr(createMatrix(0, 3)).order.length, 3);
    assert.equal(pivotedQr(createMatrix(3, 0)).q.values.length, 0);
  });

  it('the diagonal of R ends where the rank does', () => {
    const n = 120;
    for (const rank of [1, 7, 32, 64, 100]) {
      const { r } = pivotedQr(
        withSpectrum(
          Array.from({ length: n }, (_, i) => (i < rank ? 1 : 0)),
          createRandom(rank),
        ),
      );
      const pivots = Array.from({ length: n }, (_, i) => Math.abs(cell(r, i, i)));
      assert.ok(pivots[rank - 1]! > 1e-2, `${pivots[rank - 1]!}`);
      assert.ok(pivots.slice(rank).every((pivot) => pivot < n * ulp));
    }
  });

  it('a matrix of Kahan keeps its order, where lengths that are not measured again lose it', () => {
    const n = 90;
    const [c, s] = [Math.cos(1.2), Math.sin(1.2)];
    const a = createMatrix(n, n);
    // a little less in each next column, so that no two are as long
    for (let i = 0; i < n; i++)
      for (let j = i; j < n; j++) a.values[i * n + j] = s ** i * (i === j ? 1 : -c) * (1 - 1e-10) ** j;
    assertPivotedQr(a);
    assert.deepEqual(
      Array.from(pivotedQr(a).order),
      Array.from({ length: n }, (_, j) => j),
    );
  });
});
