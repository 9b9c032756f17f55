import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluate, indexed, similar, trainRatings, type RatingsModel, type ReadRatings } from '../../../src/completion';
import { createMatrix, type Matrix } from '../../../src/matrix/dense';
import { Fault } from '../../../src/matrix/fault';
import type { Ratings } from '../../../src/matrix/observations';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import type { TrainRequest } from '../../../src/protocol/request';
import type { TrainingAnalysis } from '../../../src/protocol/results';
import { assertClose, eps } from './fixtures';
import { trainRequest } from '../trainRequest';

const request = trainRequest({ rank: 2, regularization: 1, iterations: 5, holdout: 0 });
const train = (read: ReadRatings, test: ReadRatings | null, changes: Partial<TrainRequest> = {}) =>
  trainRatings(read, test, { ...request, ...changes }, { modelId: 'model-1', secondsLoad: 0, titles: null }, quiet);

/** Ratings by their ids: "ann film 4". */
function readOf(lines: readonly string[], sha256: string): ReadRatings {
  const triples = lines.map((line) => line.split(' '));
  const [userIds, itemIds] = [0, 1].map((c) => [...new Set(triples.map((triple) => triple[c]!))]) as [
    string[],
    string[],
  ];
  const ratings: Ratings = {
    rows: userIds.length,
    columns: itemIds.length,
    rowIndex: Uint32Array.from(triples, ([user]) => userIds.indexOf(user!)),
    columnIndex: Uint32Array.from(triples, ([, item]) => itemIds.indexOf(item!)),
    values: Float64Array.from(triples, ([, , value]) => Number(value)),
    userIds,
    itemIds,
  };
  return { ratings, duplicates: 0, sha256 };
}

const random = createRandom(4);
const lines = Array.from({ length: 20 }, (_, i) =>
  Array.from({ length: 12 }, (__, j) => `u${i} i${j} ${1 + random.integer(5)}`),
).flat();
const trainedOn = readOf(
  lines.filter((_, at) => at % 5 !== 0),
  'one',
);
const heldBack = readOf([...lines.filter((_, at) => at % 5 === 0), 'u1 new 4', 'nobody i2 2', 'nobody new 5'], 'other');

describe('Evaluating a model', () => {
  let model: RatingsModel;
  let analysis: TrainingAnalysis;
  let evaluation: Awaited<ReturnType<typeof evaluate>>;
  before(async () => {
    ({ model, analysis } = await train(trainedOn, heldBack));
    evaluation = await evaluate(model, heldBack, quiet);
  });

  it('gives the errors that training measures on the same test file', () => {
    const { cells, rmse, mae, baselineRmse } = analysis.heldOut!;
    const { ratings, ...errors } = evaluation;
    assert.equal(ratings, cells);
    assert.deepEqual([errors.rmse, errors.mae, errors.baselineRmse], [rmse, mae, baselineRmse]);
  });

  it('counts users and items that were not trained on, and their ratings', () => {
    const { unseenUsers, unseenItems, unseenRatings, knownRatings } = evaluation;
    assert.deepEqual([unseenUsers, unseenItems, unseenRatings, knownRatings], [1, 1, 3, 0]);
    assert.ok(evaluation.warnings.some((sentence) => sentence.startsWith('3 of the 51 ratings are of a user')));
  });

  it('takes a user whose every rating was held out for unseen', async () => {
    const rare = readOf([...lines, 'hermit i1 3'], 'rare');
    const seeds: RatingsModel[] = [];
    for (let seed = 0; seed < 40; seed++) seeds.push((await train(rare, null, { holdout: 0.3, seed })).model);
    const without = seeds.find((one) => one.userRatings[one.userIndex.get('hermit')!] === 0);
    assert.ok(without !== undefined);
    const { unseenUsers, unseenRatings } = await evaluate(without, readOf(['hermit i1 3', 'u1 i1 2'], 'test'), quiet);
    assert.deepEqual([unseenUsers, unseenRatings], [1, 1]);
  });

  it('says so where the model has seen the ratings, all or some', async () => {
    const same = await evaluate(model, trainedOn, quiet);
    assert.equal(same.knownRatings, trainedOn.ratings.values.length);
    assert.match(same.warnings[0]!, /^This is the file that the model was trained on:/);
    const mixed = readOf([lines[1]!, lines[2]!, lines[5]!, 'nobody i1 2', 'u1 new 2'], 'mixed');
    const some = await evaluate(model, mixed, quiet);
    assert.equal(some.knownRatings, 2);
    assert.match(some.warnings[0]!, /^2 of the 5 ratings/);
  });

  it('works on one rating', async () => {
    const one = await evaluate(model, readOf(['u3 i3 2'], 'one rating'), quiet);
    assert.equal(one.rmse, one.mae);
  });
});

/** A model of nothing but item factors. */
function itemsModel(
  rows: readonly (readonly number[])[],
  ratings: readonly number[] = rows.map(() => 1),
): RatingsModel {
  const rank = rows[0]!.length;
  const column: Matrix = { rows: rows.length, columns: rank, values: Float64Array.from(rows.flat()) };
  const biases = { mean: 0, rowBias: new Float64Array(1), columnBias: new Float64Array(rows.length) };
  return indexed({
    factors: { ...biases, row: createMatrix(1, rank), column },
    baseline: { ...biases, row: createMatrix(1, 0), column: createMatrix(rows.length, 0) },
    userIds: ['u'],
    itemIds: rows.map((_, j) => `i${j}`),
    rated: { starts: Uint32Array.of(0, 0), others: new Uint32Array(0), values: null },
    userRatings: Uint32Array.of(1),
    itemRatings: Uint32Array.from(ratings),
    scale: { low: 1, high: 5 },
    record: {
      solver: 'als',
      regularization: 1,
      learningRate: null,
      iterations: 1,
      holdout: 0,
      seed: 0,
      ratings: 1,
      fileRatings: 1,
      fileSha256: '',
    },
  });
}

describe('Similar items', () => {
  it('are ranked by the cosine of their factors, whatever their lengths', () => {
    const model = itemsModel([
      [1, 0],
      [-3, 0],
      [0, 7],
      [5, 5],
      [100, 0],
    ]);
    const { item, items } = similar(model, 'item', 'i0', 10, new Map([['i3', 'Diagonal']]));
    assert.equal(item, 'i0');
    assert.deepEqual(
      items.map((one) => one.item),
      ['i4', 'i3', 'i2', 'i1'],
    );
    assert.deepEqual(
      items.map((one) => one.title),
      [null, 'Diagonal', null, null],
    );
    [1, Math.SQRT1_2, 0, -1].forEach((value, at) => assertClose(items[at]!.value, value, 4 * eps));
    assert.equal(similar(model, 'item', 'i0', 2, null).items.length, 2);
  });

  it('have cosines within [−1, 1] that are the same either way, never the item itself', () => {
    const size = fc.double({ min: -1e160, max: 1e160, noNaN: true });
    const rows = fc
      .integer({ min: 1, max: 4 })
      .chain((rank) => fc.array(fc.array(size, { minLength: rank, maxLength: rank }), { minLength: 2, maxLength: 6 }));
    fc.assert(
      fc.property(rows, (factors) => {
        const model = itemsModel(factors);
        factors.forEach((row, j) => {
          if (row.every((value) => value === 0)) return;
          for (const { item, value } of similar(model, 'item', `i${j}`, 10, null).items) {
            assert.notEqual(item, `i${j}`);
            assert.ok(value >= -1 && value <= 1, `${value}`);
            const back = similar(model, 'item', item, 10, null).items.find((one) => one.item === `i${j}`);
            assert.equal(back!.value, value);
          }
        });
      }),
    );
  });

  it('have as many ratings as is asked for, or by themselves five where the list is whole without the others', () => {
    const counts = [9, 1, 5, 4, 7, 6];
    const model = itemsModel(
      counts.map((count) => [1, count]),
      counts,
    );
    const found = (top: number, atLeast: number | null) => {
      const { items, ...told } = similar(model, 'item', 'i0', top, null, atLeast);
      assert.ok(items.every(({ item, rated }) => rated === counts[Number(item.slice(1))]));
      return [told.atLeast, told.rated, items.map(({ rated }) => rated).sort()];
    };
    assert.deepEqual(found(3, null), [5, 9, [5, 6, 7]]);
    assert.deepEqual(found(4, null), [4, 9, [4, 5, 6, 7]]);
    assert.deepEqual(found(10, null), [1, 9, [1, 4, 5, 6, 7]]);
    assert.deepEqual(found(10, 6), [6, 9, [6, 7]]);
    assert.deepEqual(found(10, 8), [8, 9, []]);
  });

  it('leave out items that were not trained on, and of those nothing is similar', () => {
    const model = itemsModel(
      [
        [1, 2],
        [1, 2],
        [0, 0],
        [2, 1],
      ],
      [3, 0, 4, 5],
    );
    assert.deepEqual(
      similar(model, 'item', 'i0', 10, null).items.map(({ item }) => item),
      ['i3'],
    );
    for (const [item, code] of [
      ['i1', 'item-without-factors'],
      ['i2', 'item-without-factors'],
      ['i9', 'unknown-item'],
    ] as const)
      assert.throws(
        () => similar(model, 'item', item, 10, null),
        (error) => error instanceof Fault && error.data.code === code && error.data.kind === 'input',
      );
  });
});
