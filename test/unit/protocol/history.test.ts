import assert from 'node:assert/strict';
import fc from 'fast-check';
import { thin } from '../../../src/protocol/history';
import type { HistoryPoint } from '../../../src/protocol/results';

const objectives = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { maxLength: 3000 });
const curve = (values: readonly number[]): HistoryPoint[] =>
  values.map((objective, i) => ({ iteration: i + 1, objective, rmse: null, holdoutRmse: null }));

describe('thin', () => {
  it('keeps order, ends and extremes, and no more points than asked for', () => {
    fc.assert(
      fc.property(objectives, fc.integer({ min: 10, max: 200 }), (values, limit) => {
        const points = curve(values);
        const kept = thin(points, limit);
        assert.ok(kept.length <= Math.max(limit, 0) || values.length <= limit);
        const order = kept.map((point) => point.iteration);
        assert.deepEqual(
          order,
          [...new Set(order)].sort((a, b) => a - b),
        );
        assert.deepEqual([kept[0], kept.at(-1)], [points[0], points.at(-1)]);
        const highest = Math.max(...values);
        const lowest = Math.min(...values);
        if (values.length > 0) {
          assert.ok(kept.some((point) => point.objective === highest));
          assert.ok(kept.some((point) => point.objective === lowest));
        }
      }),
    );
  });
});
