import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluateRanking } from '../../../src/completion/ranking/evaluateRanking';
import { scoreList } from '../../../src/completion/ranking/measures';
import { topItems } from '../../../src/completion/ranking/topItems';
import { holdOutLatest, leaveLastOut } from '../../../src/completion/holdOutByTime';
import { group, type Observations } from '../../../src/matrix/observations';
import { quiet } from '../../../src/protocol/control';
import type { BiasedFactors } from '../../../src/protocol/results';

const observations = (
  rows: number,
  columns: number,
  cells: readonly (readonly [number, number, number])[],
): Observations => ({
  rows,
  columns,
  rowIndex: Uint32Array.from(cells, ([i]) => i),
  columnIndex: Uint32Array.from(cells, ([, j]) => j),
  values: Float64Array.from(cells, ([, , value]) => value),
});
const cellsOf = ({ rowIndex, columnIndex, values }: Observations): number[][] =>
  Array.from(values, (value, t) => [rowIndex[t]!, columnIndex[t]!, value]);

describe('The measures of a list', () => {
  it('are those of the textbook: hits at places 1 and 3 of 4, with 3 relevant', () => {
    const score = scoreList([7, 1, 9, 2], new Set([7, 9, 5]), 4);
    assert.equal(score.recall, 2 / 3);
    assert.equal(score.averagePrecision, (1 + 2 / 3) / 3);
    const gain = 1 + 1 / Math.log2(4);
    assert.ok(Math.abs(score.ndcg - gain / (1 + 1 / Math.log2(3) + 1 / Math.log2(4))) < 1e-15);
  });

  it('are 1 for a list of nothing but what is relevant, though there is more of it', () => {
    const score = scoreList([3, 4], new Set([3, 4, 5, 6]), 2);
    assert.deepEqual(score, { recall: 0.5, ndcg: 1, averagePrecision: 1 });
  });
});

describe('The top items', () => {
  it('are those that sorting all of them gives, ties by the lower index, none excluded', () => {
    const scores = fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 40 });
    fc.assert(
      fc.property(
        scores,
        fc.array(fc.boolean(), { maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        (all, out, top) => {
          const excluded = Uint8Array.from(all, (_, item) => Number(out[item] ?? false));
          const sorted = [...all.keys()]
            .filter((item) => excluded[item] === 0)
            .sort((a, b) => all[b]! - all[a]! || a - b);
          assert.deepEqual(topItems(Float64Array.from(all), excluded, top), sorted.slice(0, top));
        },
      ),
    );
  });
});

describe('Holding out', () => {
  const all = observations(3, 4, [
    [0, 0, 1],
    [0, 1, 2],
    [1, 1, 3],
    [0, 2, 4],
    [1, 3, 5],
    [2, 0, 6],
  ]);

  it('by time keeps every training rating at or before every held-out one, and those without a time', () => {
    const { training, test, restore } = holdOutLatest(all, Float64Array.of(50, 10, 40, Number.NaN, 60, 50), 0.5);
    assert.deepEqual(cellsOf(test!), [
      [0, 0, 1],
      [1, 3, 5],
      [2, 0, 6],
    ]);
    assert.deepEqual(cellsOf(training), [
      [0, 1, 2],
      [1, 1, 3],
      [0, 2, 4],
    ]);
    restore();
    assert.equal(holdOutLatest(all, new Float64Array(6), 0).test, null);
  });

  it('by time takes, of ratings of one time, those that stand later in the file', () => {
    const { test } = holdOutLatest(all, new Float64Array(6).fill(7), 1 / 3);
    assert.deepEqual(cellsOf(test!), [
      [1, 3, 5],
      [2, 0, 6],
    ]);
  });

  it('the last leaves one rating of each user out, of those with more than one', () => {
    const byTime = leaveLastOut(all, Float64Array.of(50, 70, 40, 60, 30, 0));
    assert.deepEqual(cellsOf(byTime.test!), [
      [0, 1, 2],
      [1, 1, 3],
    ]);
    assert.equal(byTime.training.values.length, 4);
    byTime.restore();
    const byOrder = leaveLastOut(all, null);
    assert.deepEqual(cellsOf(byOrder.test!), [
      [0, 2, 4],
      [1, 3, 5],
    ]);
    byOrder.restore();
  });
});

describe('Judging lists', () => {
  // Users 0 and 1 were trained on; item 3 by nobody; user 2 has no rating that was trained on.
  const training = observations(3, 5, [
    [0, 0, 4],
    [1, 0, 4],
    [1, 1, 2],
    [1, 2, 5],
    [1, 4, 3],
  ]);
  const test = observations(3, 5, [
    [0, 1, 5],
    [0, 2, 1],
    [0, 3, 5],
    [1, 3, 5],
    [2, 1, 5],
    [3, 1, 5],
    [0, 5, 5],
  ]);
  /** Item 4 is predicted highest, then 1, 2 and 0. */
  const factors: BiasedFactors = {
    mean: 3,
    rowBias: new Float64Array(3),
    columnBias: Float64Array.of(0.1, 0.8, 0.5, 9, 1),
    row: { rows: 3, columns: 0, values: new Float64Array(0) },
    column: { rows: 5, columns: 0, values: new Float64Array(0) },
  };
  const model = { factors, userRatings: Uint32Array.of(1, 4, 0), itemRatings: Uint32Array.of(2, 1, 1, 0, 1) };
  const judge = async (top: number) =>
    (await evaluateRanking({ model, rated: group(training, 'row'), test, relevantFrom: 4, top }, quiet))!;

  it('ranks all items that were trained on and the user has not rated, for users with a relevant one', async () => {
    const { users, model: measured, popularity, groups } = await judge(2);
    // user 0: the list is 4, 1; relevant is 1, for item 2 is disliked and item 3 was never rated
    assert.equal(users, 1);
    assert.deepEqual(measured, { recall: 1, ndcg: 1 / Math.log2(3), map: 0.5, coverage: 2 / 4, novelty: 1 });
    // by popularity: 1, 2
    assert.deepEqual(popularity, { recall: 1, ndcg: 1, map: 1, coverage: 2 / 4, novelty: 1 });
    assert.deepEqual(
      groups.map(({ least, most, users: count }) => [least, most, count]),
      [[1, 1, 1]],
    );
  });

  it('finds items that are both tested and known to be rated', async () => {
    const rated = group(
      observations(3, 5, [
        [0, 0, 4],
        [0, 1, 5],
      ]),
      'row',
    );
    const judged = await evaluateRanking({ model, rated, test, relevantFrom: 4, top: 2 }, quiet);
    assert.equal(judged!.model.recall, 1);
  });

  it('says nothing where nobody has a relevant item', async () => {
    const judged = evaluateRanking({ model, rated: group(training, 'row'), test, relevantFrom: 6, top: 2 }, quiet);
    assert.equal(await judged, null);
  });
});
