import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import { fromRows, type LabelledMatrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { completionSolvers } from '../../../src/protocol/methods';
import type { Prediction } from '../../../src/protocol/results';
import { assertClose, completeRequest, label, plant } from './fixtures';

/** The same matrix without the known cells of some rows. */
function withoutRows(matrix: LabelledMatrix, rows: readonly number[]): LabelledMatrix {
  const hides = (at: number): boolean => rows.includes(Math.floor(at / matrix.columns));
  return { ...matrix, values: matrix.values.map((value, at) => (hides(at) ? Number.NaN : value)) };
}

const predict = (
  rows: readonly (readonly (number | null)[])[],
  changes: Parameters<typeof completeRequest>[1] = {},
): readonly Prediction[] => complete(completeRequest(label(fromRows(rows)), changes), quiet).predictions;

describe('A row or column without a known cell', () => {
  const ratings = [
    [5, 3, null, 1],
    [4, null, 1, 2],
    [null, 2, 5, 3],
    [null, null, null, null],
    [4, 3, 2, 2],
  ];

  for (const solver of completionSolvers)
    it(`${solver}: does not keep the rest from being predicted, and has its own sentence`, () => {
      const analysis = complete(completeRequest(label(fromRows(ratings)), { solver }), quiet);
      assert.equal(analysis.predictions.length, 7);
      assert.ok(analysis.reconstruction.values.every(Number.isFinite));
      assert.ok(analysis.warnings.some((sentence) => sentence.startsWith('Row 4 has no known cell')));
      for (const { row, reason, certainty } of analysis.predictions) {
        const isOpen = row === 3 && solver === 'nmf';
        assert.equal(certainty, isOpen ? 'undetermined' : undefined);
        assert.equal(reason?.includes('ow 4 has no known cell') ?? false, row === 3);
      }
    });

  for (const solver of completionSolvers)
    it(`${solver}: is predicted as every other such row or column is`, () => {
      const rows = [...ratings, ratings[3]!].map((row) => [...row, null, null]);
      const analysis = complete(completeRequest(label(fromRows(rows)), { solver, scale: 'none' }), quiet);
      const at = (row: number, column: number): Prediction =>
        analysis.predictions.find((one) => one.row === row && one.column === column)!;
      const numbers = ({ value, lower, upper }: Prediction): (number | null)[] => [value, lower, upper];
      for (let column = 0; column < 4; column++)
        numbers(at(5, column)).forEach((number, n) => {
          const twin = numbers(at(3, column))[n] ?? null;
          if (number === null || twin === null) assert.equal(number, twin);
          else assertClose(number, twin, 1e-9);
        });
      for (const row of [0, 1, 2, 4]) assertClose(at(row, 5).value, at(row, 4).value, 1e-9);
    });

  it('is predicted by point solvers as the mean and the column say, with an interval from nine other rows on', () => {
    const { holed } = plant(12, 6, 1, { density: 0.8, noise: 0.3, bias: true }, createRandom(4));
    const analysis = complete(completeRequest(withoutRows(holed, [0]), { solver: 'als' }), quiet);
    const { mean, columnBias } = analysis.model;
    const ofRow = analysis.predictions.filter(({ row }) => row === 0);
    assert.equal(ofRow.length, 6);
    for (const { column, value, lower, upper } of ofRow) {
      assertClose(value, mean + columnBias[column]!, 1e-12);
      assert.ok(lower! < value && value < upper!);
    }
    const fewer = complete(completeRequest(withoutRows(holed, [0, 1, 2, 3, 4]), { solver: 'als' }), quiet);
    for (const { row, lower } of fewer.predictions) assert.equal(lower === null, row < 5);
  });

  it('is covered by its intervals about as often as they say', function () {
    this.timeout(20_000);
    const random = createRandom(17);
    const ways = [{ solver: 'bayes' }, { solver: 'als', regularization: 0.5, iterations: 60 }] as const;
    for (const way of ways) {
      let [within, cells] = [0, 0];
      for (let trial = 0; trial < 16; trial++) {
        const { truth, holed } = plant(12, 6, 1, { density: 0.8, noise: 0.3, bias: true }, random);
        const request = completeRequest(withoutRows(holed, [0]), { ...way, rank: 1, seed: trial });
        for (const { row, column, lower, upper } of complete(request, quiet).predictions) {
          if (row !== 0) continue;
          cells++;
          if (lower! <= truth.values[column]! && truth.values[column]! <= upper!) within++;
        }
      }
      assert.ok(within / cells > 0.8 && within / cells < 0.99, `${way.solver}: ${within} of ${cells}`);
    }
  });

  it('is not determined where too few other rows say how far rows differ, or neither side has a known cell', () => {
    const last = predict([
      [1, 2.5, 4],
      [3, null, 1],
      [null, null, null],
    ]).at(-1)!;
    assert.equal(last.certainty, 'undetermined');
    assert.match(last.reason!, /row 3 has no known cell, and 2 other rows do not say how far rows differ/);
    const both = predict(ratings.map((row) => [...row, null])).find(({ row, column }) => row === 3 && column === 4);
    assert.equal(both?.certainty, 'undetermined');
    assert.match(both.reason ?? '', /neither row 4 nor column 5 has a known cell/);
  });

  it('is left open by an exact rule, which still gives the other cells', () => {
    const [first, , , last] = predict([
      [1, 2, 3],
      [2, 3, 4],
      [null, null, null],
      [4, 5, null],
    ]);
    assert.equal(first!.certainty, 'undetermined');
    assert.equal(last!.certainty, 'exact');
    assertClose(last!.value, 6, 1e-12);
    const constant = predict([
      [3, 3],
      [3, 3],
      [null, null],
    ]);
    assert.ok(constant.every(({ certainty }) => certainty === 'undetermined'));
  });
});
