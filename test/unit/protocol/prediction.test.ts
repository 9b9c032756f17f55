import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  columnName,
  influenceTexts,
  intervalBar,
  isWide,
  isWithin,
  rangeOfKnown,
  reachOf,
  reachText,
  rowName,
} from '../../../src/protocol/prediction';
import type { Prediction } from '../../../src/protocol/results';

const prediction: Prediction = { row: 0, column: 1, value: 3, lower: 2, upper: 3.5, baseline: null, terms: [] };
const matrix = {
  ...{ name: null, rows: 2, columns: 2, values: Float64Array.of(5, Number.NaN, 1, -2) },
  ...{ rowLabels: ['Ada', 'Bob'], columnLabels: null },
};

describe('the name of a row or a column', () => {
  it('is its label, with its place where others have the same, and its place alone where it has none', () => {
    const labelled = { rowLabels: ['ann', 'bo', 'ann', ' '], columnLabels: null };
    assert.deepEqual(
      [0, 1, 2, 3].map((row) => rowName(labelled, row)),
      ['ann (row 1)', 'bo', 'ann (row 3)', 'row 4'],
    );
    assert.equal(columnName(labelled, 1), 'column 2');
  });
});

describe('the interval of a prediction', () => {
  it('reaches as far as its longer side', () => {
    assert.equal(reachOf(prediction), 1);
    assert.equal(reachOf({ ...prediction, upper: 5 }), 2);
    assert.equal(reachOf({ ...prediction, lower: null }), null);
  });

  it('is within ±x exactly where x is no less than its reach', () => {
    const [at, length] = [fc.integer({ min: -1e6, max: 1e6 }), fc.nat(1e6)];
    fc.assert(
      fc.property(at, length, length, (value, below, above) => {
        const reach = reachOf({ ...prediction, value, lower: value - below, upper: value + above });
        assert.equal(reach, Math.max(below, above));
      }),
    );
  });

  it('is within what is told of its reach, and not within much less', () => {
    assert.deepEqual([0, 1, 2.1, 5 - 2.9, 2.84, 0.0313, 1234].map(reachText), [
      ...['±0', '±1', '±2.1', '±2.1', '±2.9', '±0.032', '±1300'],
    ]);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (reach) => {
        const one = { ...prediction, value: 0, lower: -reach, upper: reach / 2 };
        const told = Number(reachText(reach).slice(1));
        assert.ok(isWithin(one, told) && !isWithin(one, 0.89 * told));
      }),
    );
  });

  it('is wide by the range of the known cells', () => {
    assert.deepEqual(rangeOfKnown(matrix), [-2, 5]);
    assert.equal(rangeOfKnown({ ...matrix, values: Float64Array.of(Number.NaN) }), null);
    assert.equal(isWide(prediction, [-2, 5]), true);
    assert.equal(isWide(prediction, [0, 100]), false);
    assert.equal(isWide({ ...prediction, upper: null }, [-2, 5]), false);
  });
});

describe('the bar of an interval', () => {
  it('has the value where it is on the scale', () => {
    assert.equal(intervalBar(prediction, [1, 5]), '1 ······━━━━━━●━━━········· 5');
  });

  it('widens a scale that the interval leaves, with true minus signs', () => {
    assert.match(intervalBar({ ...prediction, lower: -1 }, [1, 3]) ?? '', /^−1 ━+●━+ 3\.5$/);
  });

  it('is none without an interval, or one of a single point', () => {
    assert.equal(intervalBar({ ...prediction, lower: null }, [1, 5]), null);
    assert.equal(intervalBar({ ...prediction, lower: 3, upper: 3 }, [1, 5]), null);
  });

  it('holds the value, whatever it is, and is as long as any other', () => {
    const at = fc.double({ min: -1e300, max: 1e300, noNaN: true });
    fc.assert(
      fc.property(at, at, at, at, (value, lower, by, low) => {
        const bar = intervalBar({ ...prediction, value, lower, upper: lower + Math.abs(by) }, [low, low + 1]);
        if (bar === null) return;
        const [, drawn = ''] = / ([·━●]+) /.exec(bar) ?? [];
        assert.equal(drawn.length, 25, bar);
        assert.equal(drawn.split('●').length, 2, bar);
      }),
    );
  });
});

describe('the cells that moved a prediction', () => {
  it('are told by name, value and shift', () => {
    const influences = [
      { row: 0, column: 0, shift: 0.284 },
      { row: 1, column: 1, shift: -0.2 },
    ];
    assert.deepEqual(influenceTexts({ ...prediction, influences }, matrix), [
      'Ada, column 1 (5) +0.28',
      'Bob, column 2 (-2) −0.2',
    ]);
    assert.deepEqual(influenceTexts(prediction, matrix), []);
  });
});
