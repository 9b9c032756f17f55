import assert from 'node:assert/strict';
import { recommendationsText } from '../../../src/terminal/ratingsText';
import { heldOutText } from '../../../src/terminal/text';

describe('the terminal', () => {
  it('names the biases after what has them', () => {
    const heldOut = { rmse: 1.5, mae: 1, baselineRmse: 2, cells: 6, method: 'leave-one-out' as const };
    assert.deepEqual(heldOutText(heldOut, 'complete'), [
      'Held-out error (leave-one-out, 6 cells): RMSE 1.5, MAE 1; row and column biases alone: RMSE 2.',
    ]);
    assert.deepEqual(heldOutText({ ...heldOut, cells: 1 }, 'train'), [
      'Held-out error (leave-one-out, 1 rating): RMSE 1.5, MAE 1; user and item biases alone: RMSE 2.',
    ]);
    assert.deepEqual(heldOutText(null, 'train'), []);
  });

  it('recommends with two decimals, and says what is left out', () => {
    const items = [
      { item: '3', title: 'A film', value: 4, terms: [] },
      { item: '8', title: null, value: 3.904, terms: [] },
    ];
    assert.equal(
      recommendationsText({ user: '7', rated: 26, items }),
      'For user 7: 26 ratings trained on; what they have rated is left out.\n    4.00  A film\n    3.90  8',
    );
  });
});
