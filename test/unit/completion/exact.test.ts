import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import { recognise } from '../../../src/completion/exact/recognise';
import { cell, fromRows } from '../../../src/matrix/dense';
import { observed } from '../../../src/matrix/observations';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import type { CompletionAnalysis } from '../../../src/protocol/results';
import { assertClose, completeRequest, label, lectureRatings } from './fixtures';

const run = (
  rows: readonly (readonly (number | null)[])[],
  changes: Parameters<typeof completeRequest>[1] = {},
): CompletionAnalysis => complete(completeRequest(label(fromRows(rows)), changes), quiet);

const values = (analysis: CompletionAnalysis): number[] => analysis.predictions.map(({ value }) => value);

describe('Exact completion', () => {
  it('continues a multiplication table, and says so', () => {
    const analysis = run([
      [1, 2, 3],
      [2, null, 6],
      [3, 6, null],
    ]);
    values(analysis).forEach((value, at) => assertClose(value, [4, 9][at]!, 1e-12));
    assert.match(analysis.why, /^Exact: every known cell is the product/);
    assert.deepEqual(analysis.warnings, []);
    assert.equal(analysis.formula, 'R = UVᵀ');
    for (const { certainty, lower, upper, value } of analysis.predictions) {
      assert.equal(certainty, 'exact');
      assert.deepEqual([lower, upper], [value, value]);
    }
  });

  it('continues an addition table', () => {
    const analysis = run([
      [1, 2, 3],
      [2, 3, null],
      [3, null, 5],
      [10, 11, 12],
    ]);
    values(analysis).forEach((value) => assertClose(value, 4, 1e-12));
    assert.equal(analysis.formula, 'R = mean + b + c');
    assert.equal(analysis.heldOut!.rmse < 1e-12, true);
  });

  it('is not claimed of ratings that are sums by chance, regression: a ninth of 2×3 ratings with one missing were', () => {
    const random = createRandom(11);
    let claimed = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const ratings = Array.from({ length: 6 }, () => 1 + random.integer(5));
      const known = observed(fromRows([ratings.slice(0, 3), [...ratings.slice(3, 5), null]]));
      if (recognise(known, { rank: 'auto', bias: true }) !== null) claimed++;
    }
    assert.ok(claimed < 0.02 * 1000, `${claimed} of 1000 were claimed to be exact`);
  });

  it('is not claimed of three equal cells, regression: any three ratings alike made all others exact', () => {
    const three = run([
      [5, 5, null],
      [5, null, null],
    ]);
    assert.equal(three.intervalMethod, 'posterior');
    const four = run([
      [5, 5, null],
      [5, null, 5],
    ]);
    assert.equal(four.intervalMethod, 'exact');
  });

  it('is claimed of as few cells where there are many values that they might have had', () => {
    const sums = run([
      [1.37, 22.41, 3.02],
      [2.12, 23.16, null],
    ]);
    assert.equal(sums.intervalMethod, 'exact');
    assertClose(values(sums)[0]!, 3.77, 1e-12);
  });

  it('makes a 3×3 of asked rank 2 singular: det = 0 has one solution', () => {
    const analysis = run(
      [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, null],
      ],
      { rank: 2, bias: false },
    );
    assertClose(values(analysis)[0]!, 9, 1e-12);
    assert.equal(analysis.model.row.columns, 2);
    assertClose(cell(analysis.reconstruction, 1, 1), 5, 1e-12);
  });

  it('is not claimed where the determinant does not depend on the missing cell', () => {
    const analysis = run(
      [
        [1, 2, 3],
        [2, 4, 1],
        [3, 1, null],
      ],
      { rank: 2, bias: false },
    );
    assert.notEqual(analysis.intervalMethod, 'exact');
  });

  it('of asked rank 1 needs no cell to spare: the graph of known cells is connected', () => {
    assertClose(
      values(
        run(
          [
            [1, 2],
            [3, null],
          ],
          { rank: 1, bias: false },
        ),
      )[0]!,
      6,
      1e-12,
    );
  });

  it('is not claimed of ratings that merely could be fitted, nor where one cell is off', () => {
    assert.equal(complete(completeRequest(lectureRatings), quiet).intervalMethod, 'posterior');
    const off = run([
      [1, 2, 3],
      [2, 4, null],
      [3, 6, 9.001],
      [4, 8, 12],
    ]);
    assert.equal(off.intervalMethod, 'posterior');
    assertClose(values(off)[0]!, 6, 1);
  });
});

describe('A cell that is not determined', () => {
  it('is marked so, with the reason: two clusters that were never rated together', () => {
    const { predictions, warnings } = run([
      [1, 2, null, null],
      [2, null, null, null],
      [null, null, 3, 1],
      [null, null, 5, 2],
    ]);
    const open = predictions.filter(({ certainty }) => certainty === 'undetermined');
    assert.equal(open.length, 8);
    assert.match(open[0]!.reason!, /^Not determined: no chain of known cells leads from row 1 to column 3/);
    assert.equal(predictions.find(({ row, column }) => row === 1 && column === 1)!.certainty, undefined);
    assert.match(warnings[0]!, /fall into 2 groups/);
  });
});
