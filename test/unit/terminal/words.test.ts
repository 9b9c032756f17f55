import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import { fromRows } from '../../../src/matrix/dense';
import { quiet, type Progress } from '../../../src/protocol/control';
import { formatNumber } from '../../../src/protocol/numbers';
import { completionJson } from '../../../src/terminal/json';
import { recommendationsText } from '../../../src/terminal/ratingsText';
import { describe as describeProgress } from '../../../src/terminal/status';
import { completionText, heldOutText } from '../../../src/terminal/text';

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
      {
        item: '3',
        title: 'A film',
        value: 4,
        terms: [],
        reasons: [{ item: '2', title: null, value: 5, shift: 0.214 }],
      },
      { item: '8', title: null, value: 3.904, terms: [], reasons: [] },
    ];
    assert.equal(
      recommendationsText({ user: '7', rated: 26, ratings: [], items }),
      'For user 7: 26 ratings trained on; what they have rated is left out.\n    4.00  A film\n          by 5 for 2: +0.21\n    3.90  8',
    );
  });

  it('draws how far it is as a bar where it is drawn again, never longer than a line', () => {
    const point = { iteration: 3, objective: 2, rmse: 1, holdoutRmse: 0.88125 };
    const progress: Progress = { phase: 'training', done: 1, total: 2, points: [point] };
    assert.equal(describeProgress(progress, 0.5, null), 'Training 50%, held-out RMSE 0.8812');
    assert.equal(
      describeProgress(progress, 0.5, 80),
      `Training [${'#'.repeat(12)}${'-'.repeat(12)}] 50%, held-out RMSE 0.8812`,
    );
    assert.equal(describeProgress(progress, 1, 20).length, 19);
    assert.equal(describeProgress({ ...progress, points: [] }, null, 80), 'Training');
  });

  it('writes no number in the completed matrix where nothing determines one', () => {
    const matrix = {
      ...fromRows([
        [5, 4, null, null],
        [4, null, null, null],
        [null, null, 1, 2],
        [null, null, 2, 7],
      ]),
      ...{ name: null, rowLabels: null, columnLabels: null },
    };
    const request = { kind: 'complete', matrix, solver: 'als', rank: 1, regularization: 0.1, bias: true } as const;
    const analysis = complete({ ...request, learningRate: null, iterations: null, seed: 0 }, quiet);
    const lines = completionText(analysis).split('\n');
    const rows = lines.slice(lines.indexOf('Reconstruction') + 1).slice(0, 4);
    const marks = rows.map((row) =>
      row
        .trim()
        .split(/ +/)
        .map((text) => (text === '?' ? '?' : '.'))
        .join(''),
    );
    assert.deepEqual(marks, ['..??', '..??', '??..', '??..']);

    const { reconstruction } = completionJson(analysis) as { readonly reconstruction: (number | null)[][] };
    const nulls = reconstruction.map((row) => row.map((value) => (value === null ? '?' : '.')).join(''));
    assert.deepEqual(nulls, marks, 'regression: the JSON had numbers there');
  });

  it('says how far a completion is from the known cells', () => {
    const matrix = {
      ...fromRows([
        [5, 3, Number.NaN],
        [4, Number.NaN, 1],
        [1, 1, 5],
      ]),
      name: null,
      rowLabels: null,
      columnLabels: null,
    };
    const request = { kind: 'complete', matrix, solver: 'als', rank: 1, regularization: 0.1, bias: true } as const;
    const analysis = complete({ ...request, learningRate: null, iterations: null, seed: 0 }, quiet);
    const errors = [0, 1, 3, 5, 6, 7, 8].map((i) => matrix.values[i]! - analysis.reconstruction.values[i]!);
    const rmse = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / 7);
    const said = /^Error on the 7 known cells: relative residual \S+, RMSE (\S+)\.$/m.exec(completionText(analysis));
    assert.equal(said?.[1], formatNumber(rmse));
  });
});
