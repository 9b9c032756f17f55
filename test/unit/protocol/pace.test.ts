import assert from 'node:assert/strict';
import type { Progress } from '../../../src/protocol/control';
import { createPace } from '../../../src/protocol/pace';

describe('The pace of work', () => {
  let clock = 0;
  const at = (milliseconds: number, pace: (progress: Progress) => string | null, progress: Partial<Progress>) => {
    clock = milliseconds;
    return pace({ phase: 'training', done: 0, total: 100, points: [], ...progress });
  };

  it('is silent for a second, then says the rate and the time left', () => {
    const pace = createPace(() => clock);
    assert.equal(at(0, pace, { done: 0 }), null);
    assert.equal(at(900, pace, { done: 2 }), null);
    assert.equal(at(2000, pace, { done: 5 }), '2.5 iterations a second, 38 s left');
    assert.equal(at(20_000, pace, { done: 100 }), null);
  });

  it('begins anew with a phase, which may not know the whole', () => {
    const pace = createPace(() => clock);
    at(0, pace, { phase: 'reading', done: 0, total: 1000 });
    assert.equal(at(4000, pace, { phase: 'reading', done: 10, total: 1000 }), '7 min left');
    assert.equal(at(5000, pace, { done: 0 }), null);
    assert.equal(at(7000, pace, { done: 1 }), '0.5 iterations a second, 3 min left');
    assert.equal(at(9000, pace, { done: 3, total: null }), null);
  });

  it('goes on from where a resumed training stands', () => {
    const pace = createPace(() => clock);
    at(0, pace, { done: 90 });
    assert.equal(at(2000, pace, { done: 92 }), '1 iterations a second, 8 s left');
  });
});
