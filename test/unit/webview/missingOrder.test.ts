import assert from 'node:assert/strict';
import type { Prediction } from '../../../src/protocol/results';
import { arranged, missingText, nextOrder, type MissingChoices } from '../../../src/webview/model/missingOrder';

const cell = (row: number, column: number, value: number, more: Partial<Prediction> = {}): Prediction => ({
  row,
  column,
  value,
  lower: value - 1,
  upper: value + row,
  baseline: -value,
  terms: [],
  ...more,
});
const cells = [
  cell(0, 2, 3),
  cell(1, 1, 5),
  cell(2, 0, 4, { certainty: 'undetermined' }),
  cell(2, 1, 1, { lower: null, upper: null }),
];
const names = { rows: ['Ann', 'Bo', 'Cleo'], columns: ['Alien', 'Ran', 'Up'] };
const plain: MissingChoices = { by: 'cell', descending: false, filter: '', chosen: [] };
const places = (all: readonly Prediction[]): string[] => all.map(({ row, column }) => `${row}${column}`);

describe('The table of predicted cells', () => {
  it('is sorted by what is asked, with cells that have no such number last either way', () => {
    assert.deepEqual(places(arranged(cells, names, { ...plain, by: 'value' })), ['21', '02', '11', '20']);
    assert.deepEqual(places(arranged(cells, names, { ...plain, by: 'value', descending: true })), [
      '11',
      '02',
      '21',
      '20',
    ]);
    assert.deepEqual(places(arranged(cells, names, { ...plain, by: 'interval' })), ['02', '11', '20', '21']);
    assert.deepEqual(places(arranged(cells, names, { ...plain, descending: true })), ['21', '20', '11', '02']);
  });

  it('leaves what it is given as it was', () => {
    const before = places(cells);
    arranged(cells, names, { ...plain, by: 'value', descending: true });
    assert.deepEqual(places(cells), before);
  });

  it('shows the cells whose names have every part of the filter, in any case', () => {
    assert.deepEqual(places(arranged(cells, names, { ...plain, filter: 'cleo, RAN' })), ['21']);
    assert.deepEqual(places(arranged(cells, names, { ...plain, filter: 'row 3' })), ['20', '21']);
    assert.deepEqual(places(arranged(cells, names, { ...plain, filter: 'nobody' })), []);
  });

  it('turns round where the same head is pressed again', () => {
    const first = nextOrder(plain, 'value');
    assert.deepEqual(first, { by: 'value', descending: true });
    assert.deepEqual(nextOrder({ ...plain, ...first }, 'value'), { by: 'value', descending: false });
    assert.deepEqual(nextOrder(plain, 'cell'), { by: 'cell', descending: true });
  });

  it('is copied with every digit, and without numbers that nothing determines', () => {
    const text = missingText([cell(0, 2, 1 / 3), cells[2]!], names);
    assert.deepEqual(text.split('\n').slice(1), [
      'Ann (row 1), Up (column 3)\t0.3333333333333333\t-0.6666666666666667\t0.3333333333333333\t-0.3333333333333333',
      'Cleo (row 3), Alien (column 1)\t\t\t\t',
    ]);
  });
});
