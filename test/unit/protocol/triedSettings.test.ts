import assert from 'node:assert/strict';
import { bestByRank, triedText } from '../../../src/protocol/triedSettings';
import type { TriedSetting } from '../../../src/protocol/details';

const setting = (rank: number, rmse: number, more: Partial<TriedSetting> = {}): TriedSetting => ({
  rank,
  regularization: null,
  biasShare: 1,
  rmse,
  logDensity: null,
  standardError: 0,
  ...more,
});

describe('Settings that were tried', () => {
  it('are told by the best of each rank: the lowest error, or the highest density where the choice went by it', () => {
    const byError = [setting(1, 3, { regularization: 1 }), setting(1, 2, { regularization: 0.1 }), setting(2, 4)];
    assert.deepEqual(bestByRank(byError), [byError[1], byError[2]]);
    const byDensity = [setting(2, 3, { logDensity: -1 }), setting(2, 2, { logDensity: -2 })];
    assert.deepEqual(bestByRank(byDensity), [byDensity[0]]);
  });

  it('are put in one sentence, and in none where there was no choice', () => {
    assert.equal(
      triedText([setting(1, 2.5, { regularization: 0.3 }), setting(2, 2.25, { logDensity: -1.5 })]),
      'Held-out cells by rank: 1: RMSE 2.5 (λ = 0.3); 2: RMSE 2.25, log density -1.5.',
    );
    assert.equal(triedText([setting(1, 2)]), null);
    assert.equal(triedText([]), null);
  });
});
