import assert from 'node:assert/strict';
import { fromRows, type Matrix } from '../../../src/matrix/dense';
import type { DecompositionMethod } from '../../../src/protocol/methods';
import type { Frame } from '../../../src/protocol/frames';
import { createRandom } from '../../../src/matrix/random';
import { ask, uniform } from './matrices';

const note = fromRows([
  [5, 3],
  [3, 2],
  [2, 1],
  [1, 1],
]);

function nonNegative(rows: number, columns: number, seed: number): Matrix {
  const a = uniform(rows, columns, createRandom(seed));
  return { ...a, values: a.values.map(Math.abs) };
}

/** Σ (a − wh)² / mn. */
function meanSquaredError(a: Matrix, { factors: [w, h] }: Frame): number {
  const rank = w!.length / a.rows;
  let sum = 0;
  a.values.forEach((value, at) => {
    const [i, j] = [Math.floor(at / a.columns), at % a.columns];
    let product = 0;
    for (let f = 0; f < rank; f++) product += w![i * rank + f]! * h![f * a.columns + j]!;
    sum += (value - product) ** 2;
  });
  return sum / a.values.length;
}

const cases: readonly (readonly [DecompositionMethod, string, Matrix])[] = [
  ['gd', '4×2', note],
  ['adam', '4×2', note],
  ['nmf', '6×5', nonNegative(6, 5, 3)],
  ['nmf', '120×90, by kernels', nonNegative(120, 90, 4)],
];

describe('Frames of a decomposition', () => {
  for (const [method, size, a] of cases) {
    it(`${method} ${size}: the objective of each is that of its factors, and the last is the result`, () => {
      const { frames = [], factors } = ask(a, method, { rank: 2, frames: true });
      assert.ok(frames.length > 8);
      for (const frame of frames) {
        const error = meanSquaredError(a, frame);
        assert.ok(Math.abs(frame.objective - error) <= 1e-9 * (frames[0]!.objective + error), String(frame.iteration));
      }
      assert.equal(frames[0]!.iteration, 0);
      assert.deepEqual(
        frames.at(-1)!.factors,
        factors.map(({ values }) => values),
      );
    });
  }

  it('are none where they are not asked for, and change nothing of the result', () => {
    const a = nonNegative(120, 90, 4);
    for (const method of ['adam', 'nmf'] as const) {
      const options = { rank: 2, iterations: 40 };
      const [without, withFrames] = [ask(a, method, options), ask(a, method, { ...options, frames: true })];
      assert.equal(without.frames, undefined);
      assert.deepEqual(without.factors, withFrames.factors);
      assert.deepEqual(without.history, withFrames.history);
    }
  });

  it('direct methods have none', () => {
    assert.equal(ask(note, 'svd', { frames: true }).frames, undefined);
  });
});
