import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import type { CompletionSolver } from '../../../src/protocol/methods';
import type { Frame } from '../../../src/protocol/frames';
import type { CompletionAnalysis } from '../../../src/protocol/results';
import { assertClose, completeRequest, eps, plant } from './fixtures';

const { holed } = plant(8, 6, 2, { density: 0.7, noise: 0.3, bias: true }, createRandom(3));
const positive = { ...holed, values: holed.values.map(Math.abs) };
const rank = 2;

function run(solver: CompletionSolver): CompletionAnalysis {
  const matrix = solver === 'nmf' ? positive : holed;
  const bias = solver !== 'nmf';
  return complete(
    completeRequest(matrix, { solver, rank, bias, frames: true, regularization: solver === 'bayes' ? 'auto' : 0.2 }),
    quiet,
  );
}

/** Root mean square of r − r̂ over the known cells. */
function rmseOf(analysis: CompletionAnalysis, { factors: [u, v, b, c] }: Frame): number {
  const { values, rows, columns } = analysis.request.matrix;
  let [squares, count] = [0, 0];
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const value = values[i * columns + j]!;
      if (Number.isNaN(value)) continue;
      let predicted = analysis.model.mean + (b?.[i] ?? 0) + (c?.[j] ?? 0);
      for (let f = 0; f < rank; f++) predicted += u![i * rank + f]! * v![j * rank + f]!;
      squares += (value - predicted) ** 2;
      count++;
    }
  return Math.sqrt(squares / count);
}

describe('Frames of a completion', () => {
  for (const solver of ['als', 'sgd', 'gd', 'adam', 'softimpute', 'nmf', 'bayes'] as const) {
    it(`${solver}: each is the model of its iteration`, () => {
      const analysis = run(solver);
      const { frames = [], history } = analysis;
      assert.ok(frames.length > 8);
      let compared = 0;
      for (const frame of frames.slice(0, -1)) {
        const point = history.find(({ iteration }) => iteration === frame.iteration);
        if (point === undefined) continue;
        compared++;
        assertClose(rmseOf(analysis, frame), point.rmse!, 1e3 * eps * (1 + point.rmse!));
        assert.equal(frame.objective, point.objective);
      }
      assert.ok(compared > 5);
    });

    it(`${solver}: the last is the result`, () => {
      const { frames = [], factors, history } = run(solver);
      const last = frames.at(-1)!;
      assert.equal(last.iteration, history.at(-1)!.iteration);
      assert.deepEqual(
        last.factors,
        factors.map(({ values }) => values),
      );
    });
  }

  it('the factors of a frame point the way of those of the result', () => {
    const { frames = [] } = run('gd');
    const [u, v] = frames.at(-1)!.factors;
    for (const { factors } of frames)
      for (let f = 0; f < rank; f++) {
        const along = (own: Float64Array, others: Float64Array): number =>
          own.reduce((sum, value, at) => (at % rank === f ? sum + value * others[at]! : sum), 0);
        assert.ok(along(factors[0]!, u!) + along(factors[1]!, v!) >= 0);
      }
  });
});
