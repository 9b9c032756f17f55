import assert from 'node:assert/strict';
import { findMatrices, printMatrix } from '../../../src/documents';
import { printOptions, type Options } from '../../../src/editor/options';
import { formats } from '../../../src/matrix/block';
import { fromRows } from '../../../src/matrix/dense';

const matrix = {
  ...fromRows([
    [1 / 3, -2e-7 / 3],
    [100, 123456.789],
  ]),
  name: null,
  rowLabels: null,
  columnLabels: null,
};

describe('the setting factorize.precision', () => {
  const printed = (precision: Options['precision']): number[] => {
    const rows = JSON.parse(printMatrix(matrix, 'json', printOptions(precision))) as number[][];
    return rows.flat();
  };

  it('is how many significant digits are printed', () => {
    assert.deepEqual(printed(1), [0.3, -7e-8, 100, 1e5]);
    assert.deepEqual(printed(3), [0.333, -6.67e-8, 100, 123000]);
    assert.deepEqual(printed(7), [0.3333333, -6.666667e-8, 100, 123456.8]);
  });

  it('auto and 17 read back the same doubles in every format', () => {
    for (const format of formats)
      for (const precision of ['auto', 17] as const) {
        const text = printMatrix(matrix, format, printOptions(precision));
        assert.deepEqual([...findMatrices(text, { language: format })[0]!.values], [...matrix.values], text);
      }
  });

  it('outside of 1 to 17 is the nearest of these, and between two whole numbers one of them', () => {
    assert.deepEqual(printed(0), printed(1));
    assert.deepEqual(printed(-5), printed(1));
    assert.deepEqual(printed(400), printed(17));
    assert.deepEqual(printed(2.6), printed(3));
  });
});
