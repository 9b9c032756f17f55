import assert from 'node:assert/strict';
import { fromRows } from '../../../src/matrix/dense';
import { labelsOf } from '../../../src/protocol/analyses';
import { stepFrom } from '../../../src/webview/elements/gridKeys';
import { intervalScale } from '../../../src/webview/model/intervalScale';
import { missingCounts } from '../../../src/webview/model/missingCounts';
import { cellName, shortCellName } from '../../../src/webview/model/result';
import { heldOutSentence, progressSentence, quality } from '../../../src/webview/model/sentences';
import { currentTab, tabsOf } from '../../../src/webview/model/tabs';
import { reconstructionAnalysis } from '../protocol/fixtures';

const names = { name: null, rowLabels: ['Ann', 'Bo'], columnLabels: null };
const analysis = reconstructionAnalysis(
  {
    kind: 'reconstruct',
    rowFactors: { ...fromRows([[1], [2]]), ...names },
    columnFactors: { ...fromRows([[3], [4]]), name: null, rowLabels: ['Up', ''], columnLabels: null },
    known: {
      ...fromRows([
        [3, null],
        [6, 9],
      ]),
      name: 'R',
      rowLabels: null,
      columnLabels: null,
    },
  },
  fromRows([
    [3, 4],
    [6, 8],
  ]),
  {
    diagnostics: {
      relativeResidual: 0.09,
      meanSquaredError: 1 / 3,
      conditionNumber: null,
      rank: null,
      orthogonality: null,
    },
    predictions: [{ row: 0, column: 1, value: 4, lower: null, upper: null, baseline: null, terms: [] }],
  },
);

describe('a result, as the page reads it', () => {
  it('names cells by the labels of their row and column, where they have some', () => {
    assert.equal(cellName(0, 0, labelsOf(analysis)), 'Ann (row 1), Up (column 1)');
    assert.equal(cellName(1, 1, labelsOf(analysis)), 'Bo (row 2), column 2');
  });

  it('names cells in fewer words only where both lines have a name', () => {
    assert.equal(shortCellName(0, 0, labelsOf(analysis)), 'Ann, Up');
    assert.equal(shortCellName(1, 1, labelsOf(analysis)), 'Bo (row 2), column 2');
  });

  it('counts the missing cells that were not sent, too, and marked ones only where all are known', () => {
    const [sent] = analysis.predictions;
    assert.ok(sent);
    const marked = { ...sent, written: { value: 40, meant: 4 } };
    assert.equal(missingCounts([sent], 688), '688 missing cells');
    assert.equal(missingCounts([sent, marked], 2), '1 surprising cell, 1 missing cell');
    assert.equal(missingCounts([sent, marked], 900), '900 cells');
  });

  it('has the tabs that show something, and keeps the chosen one where it can', () => {
    assert.deepEqual(tabsOf(analysis), ['reconstruction', 'missing', 'code']);
    assert.equal(currentTab(tabsOf(analysis), 'missing'), 'missing');
    assert.equal(currentTab(tabsOf(analysis), 'training'), 'reconstruction');
    assert.equal(currentTab([], 'training'), null);
  });

  it('says how good it is in words', () => {
    assert.deepEqual(quality(analysis), ['Differs from the known cells by 9% (RMSE 0.577).']);
  });

  it('gives the relative residual of which a percentage says too little', () => {
    const close = { ...analysis, diagnostics: { ...analysis.diagnostics, relativeResidual: 3.4e-8 } };
    assert.deepEqual(quality(close), [
      'Differs from the known cells by less than 0.1% (relative residual 3.4e−8, RMSE 0.577).',
    ]);
  });

  it('calls a residual of rounding by its name', () => {
    const exact = { ...analysis, diagnostics: { ...analysis.diagnostics, relativeResidual: 1.1e-16 } };
    assert.deepEqual(quality(exact), ['Reproduces the known cells to rounding error (relative residual 1.1e−16).']);
  });

  it('sets the held-out error beside that of biases alone, and says so where it does not beat them', () => {
    const held = { method: 'leave-one-out', cells: 6, rmse: 1.5, mae: 1, baselineRmse: 2 } as const;
    const better = 'RMSE 1.5 on 6 unseen cells (leave-one-out); row and column biases alone give 2.';
    assert.equal(heldOutSentence(held, 'complete'), better);
    assert.match(heldOutSentence({ ...held, baselineRmse: 1.5 }, 'train'), /which this model does not beat\.$/);
  });

  it('says what a run is doing', () => {
    assert.equal(progressSentence(null), 'Starting');
    assert.equal(progressSentence({ phase: 'training', done: 8, total: 20, points: [] }), 'Training, 8 of 20');
    assert.equal(progressSentence({ phase: 'reading', done: 7000, total: null, points: [] }), 'Reading, 7,000 so far');
  });
});

describe('walking a grid by keys', () => {
  const press = (key: string, ctrlKey = false): ReturnType<typeof stepFrom> =>
    stepFrom({ row: 1, column: 1 }, { key, ctrlKey, metaKey: false }, 3, 4);

  it('moves by one, to the ends of the row, and to the corners', () => {
    assert.deepEqual(press('ArrowUp'), { row: 0, column: 1 });
    assert.deepEqual(press('End'), { row: 1, column: 3 });
    assert.deepEqual(press('Home', true), { row: 0, column: 0 });
    assert.deepEqual(press('End', true), { row: 2, column: 3 });
  });

  it('stays inside, and leaves other keys alone', () => {
    assert.deepEqual(press('PageDown'), { row: 2, column: 1 });
    assert.equal(press('a'), null);
  });
});

describe('the bars of the intervals', () => {
  const prediction = { row: 0, column: 0, value: 2, lower: 1, upper: 5, baseline: null, terms: [] };

  it('share one scale that holds them all', () => {
    const scale = intervalScale([prediction, { ...prediction, value: 0, lower: -1, upper: 1 }], 100);
    assert.ok(scale);
    assert.equal(scale.position(-1), 4);
    assert.equal(scale.position(5), 96);
    assert.equal(scale.position(2), 50);
  });

  it('are none where no prediction has an interval, and centred where all ends are one', () => {
    assert.equal(intervalScale([{ ...prediction, lower: null, upper: null }]), null);
    assert.equal(intervalScale([{ ...prediction, value: 1, lower: 1, upper: 1 }], 100)?.position(1), 50);
  });
});
