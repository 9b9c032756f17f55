import assert from 'node:assert/strict';
import { check } from '../../../src/completion';
import { likelySlip, slipsOf } from '../../../src/completion/check/slips';
import { fromRows, type LabelledMatrix } from '../../../src/matrix/dense';
import { Fault } from '../../../src/matrix/fault';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { determined, surprising } from '../../../src/protocol/analyses';
import type { Prediction } from '../../../src/protocol/results';
import { surprisingText } from '../../../src/editor/hoverText';
import { checkJson, checkText } from '../../../src/terminal/check';
import { askedTab, tabTitle } from '../../../src/webview/model/tabs';
import { completeRequest, label, plant } from './fixtures';

const marksOf = (matrix: LabelledMatrix): readonly Prediction[] =>
  check(completeRequest(matrix, { check: true }), quiet).predictions.filter(({ written }) => written !== undefined);

/** A table of prices, say: about 100, to two decimals, of rank 1 beside its biases. */
function table(rows: number, columns: number, seed: number): LabelledMatrix {
  const { truth } = plant(rows, columns, 1, { density: 1, noise: 0.15, bias: true }, createRandom(seed));
  return label({ ...truth, values: truth.values.map((value) => Number((100 + 15 * value).toFixed(2))) });
}

const withCell = (matrix: LabelledMatrix, at: number, value: number): LabelledMatrix => ({
  ...matrix,
  values: matrix.values.map((old, index) => (index === at ? value : old)),
});

describe('Check cells', () => {
  it('marks a missing decimal point, says what the others say, and what was meant', () => {
    const clean = table(10, 6, 3);
    const [mark, ...more] = marksOf(withCell(clean, 27, clean.values[27]! * 100));
    assert.equal(more.length, 0);
    assert.deepEqual([mark!.row, mark!.column], [4, 3]);
    assert.equal(mark!.written!.meant, clean.values[27]);
    assert.match(
      mark!.reason!,
      /is written here, and the other cells say \d+ to \d+\. With the decimal point 2 places to the left/,
    );
  });

  it('marks two swapped digits', () => {
    const clean = table(12, 6, 5);
    const swap = (value: number): number => Number(value.toFixed(2).replace(/(\d)(\d)\./, '$2$1.'));
    // The cell that the swap of its tens and units changes most.
    const at = clean.values.reduce((best, value, index) => {
      const change = (one: number): number => Math.abs(swap(one) - one);
      return change(value) > change(clean.values[best]!) ? index : best;
    }, 0);
    const marks = marksOf(withCell(clean, at, swap(clean.values[at]!)));
    assert.equal(marks.length, 1);
    assert.deepEqual(marks[0]!.written, { value: swap(clean.values[at]!), meant: clean.values[at]! });
  });

  it('marks several slips, however far one lies out beside another', () => {
    const clean = table(14, 8, 8);
    const planted = withCell(withCell(withCell(clean, 9, 1e6), 40, -clean.values[40]!), 77, clean.values[77]! / 10);
    assert.deepEqual(
      marksOf(planted).map(({ row, column }) => row * 8 + column),
      [9, 40, 77],
    );
  });

  it('gives clean tables no marks, but for about one in a hundred', function () {
    this.timeout(60_000);
    const random = createRandom(2);
    let marked = 0;
    for (let trial = 0; trial < 30; trial++) {
      const bias = trial % 2 === 0;
      const { truth } = plant(6 + (trial % 7), 4 + (trial % 4), trial % 3, { density: 1, noise: 0.5, bias }, random);
      if (marksOf(label(truth)).length > 0) marked++;
    }
    assert.ok(marked <= 2, `${marked} of 30 clean tables`);
  });

  it('finds the one exception to a rule, were it the smallest', () => {
    const products = Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (_, j) => (i + 1) * (j + 1)));
    products[3]![4] = 21;
    const marks = marksOf(label(fromRows(products)));
    assert.equal(marks.length, 1);
    assert.deepEqual([marks[0]!.row, marks[0]!.column, marks[0]!.certainty], [3, 4, 'exact']);
  });

  it('finds nothing in a table that follows its rule', () => {
    const sums = Array.from({ length: 5 }, (_, i) => Array.from({ length: 5 }, (_, j) => 2 * i + j * j));
    const analysis = check(completeRequest(label(fromRows(sums)), { check: true }), quiet);
    assert.deepEqual(analysis.predictions, []);
    assert.equal(analysis.checked, 25);
  });

  it('takes missing cells for what they are', () => {
    const clean = table(10, 6, 3);
    const holed = withCell(clean, 5, Number.NaN);
    const { predictions } = check(completeRequest(withCell(holed, 27, 9999), { check: true }), quiet);
    assert.deepEqual(
      predictions.map(({ row, column, written }) => [row * 6 + column, written?.value]),
      [
        [5, undefined],
        [27, 9999],
      ],
    );
  });

  it('refuses a matrix in which no cell says what another should be', () => {
    assert.throws(
      () => check(completeRequest(label(fromRows([[1, 2, 3, 4]])), { check: true }), quiet),
      (error) => error instanceof Fault && error.data.code === 'too-few-to-check',
    );
  });
});

describe('What is said of a checked matrix', () => {
  const clean = table(10, 6, 3);
  const analysis = check(completeRequest(withCell(clean, 27, clean.values[27]! * 100), { check: true }), quiet);

  it('names the cell in the terminal, in a hover and in the panel, and offers nothing to fill', () => {
    assert.match(checkText(analysis), /^1 of 60 cells is surprising: .*\n  row 5, column 4: 14251 is written here/);
    const [mark] = surprising(analysis);
    assert.match(surprisingText(analysis, mark!, []), /^\*\*Row 5, column 4: 14251\*\* · surprising/);
    assert.deepEqual(determined(analysis.predictions), []);
    assert.equal(askedTab(analysis), 'missing');
    assert.equal(tabTitle('missing', analysis), 'Surprising cells');
    assert.equal(JSON.stringify(checkJson(analysis)).includes('"meant":142.51'), true);
  });
});

describe('Slips of the pen', () => {
  it('are swapped digits, decimal points and signs', () => {
    const values = slipsOf(12.3).map(({ value }) => value);
    for (const one of [21.3, 1.23, 123, -12.3, 0.123]) assert.ok(values.includes(one), `${one} in ${values.join()}`);
    assert.ok(!values.includes(12.3));
  });

  it('are told only where one fits, the nearest first', () => {
    assert.equal(likelySlip(181.2, 117, 110, 125)?.value, 118.2);
    assert.equal(likelySlip(181.2, 150, 149, 151), null);
  });
});
