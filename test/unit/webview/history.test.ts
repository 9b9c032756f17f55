import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { HistoryPoint } from '../../../src/protocol/results';
import { spansDecades, stepTable } from '../../../src/webview/model/history';

function curve(objectives: readonly number[]): HistoryPoint[] {
  return objectives.map((objective, i) => ({ iteration: i + 1, objective, rmse: null, holdoutRmse: null }));
}
const iterations = (points: readonly HistoryPoint[]): number[] => points.map((point) => point.iteration);

describe('stepTable', () => {
  it('shows 5000 iterations every 500', () => {
    const points = curve(Array.from({ length: 5000 }, (_, i) => 1 / (i + 1)));
    assert.deepEqual(iterations(stepTable(points)), [1, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000]);
  });

  it('shows a short run whole, and an odd one with its end', () => {
    assert.deepEqual(iterations(stepTable(curve([3, 2, 1]))), [1, 2, 3]);
    assert.deepEqual(
      iterations(stepTable(curve(Array.from({ length: 38 }, () => 1)))),
      [1, 5, 10, 15, 20, 25, 30, 35, 38],
    );
    assert.deepEqual(stepTable([]), []);
  });

  it('takes the latest point reached where the history has gaps', () => {
    const points = curve(Array.from({ length: 100 }, () => 1)).filter((point) => point.iteration % 7 === 0);
    const shown = iterations(stepTable(points));
    assert.deepEqual(shown, [7, 14, 28, 35, 49, 56, 70, 77, 84, 98]);
  });

  it('never has more than a dozen rows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20000 }), (length) => {
        assert.ok(stepTable(curve(Array.from({ length }, () => 1))).length <= 12);
      }),
    );
  });
});

describe('spansDecades', () => {
  it('asks for a logarithmic scale only for positive values two decades apart', () => {
    assert.equal(spansDecades([1, 0.01]), true);
    assert.equal(spansDecades([1, 0.02]), false);
    assert.equal(spansDecades([1, 0]), false);
    assert.equal(spansDecades([1, 0.001, 0]), true);
    assert.equal(spansDecades([1, 0.001, -1]), false);
    assert.equal(spansDecades([]), false);
  });
});
