import assert from 'node:assert/strict';
import { findUsers, recommend, trainRatings, type RatingsModel } from '../../../src/completion';
import { predict } from '../../../src/completion/model';
import { holdOut } from '../../../src/completion/split';
import { Fault } from '../../../src/matrix/fault';
import { pick, type Ratings } from '../../../src/matrix/observations';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { localRatingsSolvers } from '../../../src/protocol/methods';
import type { TrainRequest } from '../../../src/protocol/request';
import { assertClose, eps } from './fixtures';
import { trainRequest } from '../trainRequest';

const noise = 0.3;

/** Seeded ratings of rank 2 with biases, on 1 to 5 before noise, a third of the cells known. */
function synthetic(users: number, items: number, seed: number): Ratings {
  const random = createRandom(seed);
  const normal = (count: number): number[] => Array.from({ length: count }, () => random.normal());
  const [b, c, u, v] = [normal(users), normal(items), normal(2 * users), normal(2 * items)];
  const [rowIndex, columnIndex, values]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < users; i++)
    for (let j = 0; j < items; j++) {
      if (random.uniform() > 1 / 3) continue;
      rowIndex.push(i);
      columnIndex.push(j);
      const product = u[2 * i]! * v[2 * j]! + u[2 * i + 1]! * v[2 * j + 1]!;
      values.push(3 + 0.4 * b[i]! + 0.4 * c[j]! + 0.5 * product + noise * random.normal());
    }
  return {
    rows: users,
    columns: items,
    rowIndex: Uint32Array.from(rowIndex),
    columnIndex: Uint32Array.from(columnIndex),
    values: Float64Array.from(values),
    userIds: Array.from({ length: users }, (_, i) => `u${i}`),
    itemIds: Array.from({ length: items }, (_, j) => `i${j}`),
  };
}

/** Ratings of which a few are far larger than all others. */
function heavyTailed(): Ratings {
  const rated = synthetic(300, 120, 4);
  return { ...rated, values: rated.values.map((value) => Math.round(Math.exp(2.5 * (value - 3)))) };
}

/** What would have been chosen by who rates so: the better it is liked, the more often. */
function countsOf(rated: Ratings): Ratings {
  const chosen = Uint32Array.from(rated.values.keys()).filter((t) => rated.values[t]! > 3);
  return {
    ...rated,
    ...pick(rated, chosen),
    values: Float64Array.from(chosen, (t) => Math.ceil(Math.exp(1.5 * (rated.values[t]! - 3)))),
  };
}

function request(changes: Partial<TrainRequest> = {}): TrainRequest {
  return trainRequest({ solver: 'auto', rank: 2, regularization: 1, ...changes });
}

const ratings = synthetic(150, 80, 1);
const read = { ratings, duplicates: 0, sha256: '' };
const context = { modelId: 'model-1', secondsLoad: 0.25, titles: null };
const train = (changes: Partial<TrainRequest> = {}, test: typeof read | null = null) =>
  trainRatings(read, test, request(changes), context, quiet);

describe('Training on ratings', () => {
  for (const solver of localRatingsSolvers.filter((one) => one !== 'implicit-als')) {
    it(`${solver}: comes near the noise on held-out ratings, far below biases alone`, async () => {
      const {
        heldOut,
        history,
        stop,
        ratings: trainedOn,
      } = (await train({ solver, regularization: solver === 'sgd' ? 0.01 : 1 })).analysis;
      assert.equal(heldOut!.method, 'random holdout');
      assert.equal(heldOut!.cells, Math.round(0.1 * ratings.values.length));
      assert.equal(trainedOn + heldOut!.cells, ratings.values.length);
      assert.ok(heldOut!.rmse < 1.35 * noise, `${heldOut!.rmse}`);
      assert.ok(heldOut!.rmse < 0.75 * heldOut!.baselineRmse);
      // measured in single precision while it trains
      const errors = history.map(({ holdoutRmse }) => holdoutRmse!);
      if (solver === 'bayes') {
        // the mean of the draws has the predictive mean's error but for its rank, and knows its own error
        assert.ok(
          Math.abs(errors.at(-1)! - heldOut!.rmse) < 0.02 * heldOut!.rmse,
          `${errors.at(-1)!} ${heldOut!.rmse}`,
        );
        assert.ok(Math.abs(heldOut!.coverage! - 0.9) < 0.06, `${heldOut!.coverage!}`);
      } else assertClose(stop === 'held-out' ? Math.min(...errors) : errors.at(-1)!, heldOut!.rmse, 2 ** -24 * 100);
    });

    it(`${solver}: the same seed gives the same model`, async () => {
      assert.deepEqual((await train({ solver })).model.factors, (await train({ solver })).model.factors);
    });
  }

  it('descends with a smaller learning rate where the usual one diverges, but not where that was asked for', async () => {
    const heavy = { ...read, ratings: heavyTailed() };
    const descend = (changes: Partial<TrainRequest>) =>
      trainRatings(heavy, null, request({ solver: 'sgd', regularization: 0.04, ...changes }), context, quiet);
    await assert.rejects(
      descend({ learningRate: 0.3 }),
      (error) => error instanceof Fault && error.data.code === 'diverged',
    );
    const { heldOut } = (await descend({})).analysis;
    assert.ok(heldOut!.rmse < 1.1 * heldOut!.baselineRmse, `${heldOut!.rmse} ${heldOut!.baselineRmse}`);
  });

  it('one rating at least is left to train on, whatever share is held out', () => {
    const few = synthetic(6, 4, 1);
    const count = few.values.length;
    const { training, test } = holdOut(few, 0.999, 0);
    assert.deepEqual([training.values.length, test?.values.length], [1, count - 1]);
  });

  it('is blind to the values of the ratings it is measured on', async () => {
    const { training, test, restore } = holdOut(ratings, 0.1, 0);
    assert.equal(training.values.length + test!.values.length, ratings.values.length);
    const key = (cells: typeof training, t: number): number => cells.rowIndex[t]! * 80 + cells.columnIndex[t]!;
    const held = new Set(Array.from(test!.values, (_, t) => key(test!, t)));
    restore();
    const changed = ratings.values.map((value, t) => (held.has(key(ratings, t)) ? value + 1 : value));
    const other = await trainRatings(
      { ...read, ratings: { ...ratings, values: changed } },
      null,
      request(),
      context,
      quiet,
    );
    const { model, analysis } = await train();
    assert.deepEqual(other.model.factors, model.factors);
    assert.notEqual(other.analysis.heldOut!.rmse, analysis.heldOut!.rmse);
  });

  it('measures on a test file, predicting unseen users and items from what is known of the other', async () => {
    const test: Ratings = {
      rows: 2,
      columns: 2,
      rowIndex: Uint32Array.of(0, 0, 1, 1),
      columnIndex: Uint32Array.of(0, 1, 0, 1),
      values: Float64Array.of(3, 3, 3, 3),
      userIds: ['u7', 'nobody'],
      itemIds: ['nothing', 'i3'],
    };
    const { analysis, model } = await train({ holdout: 0.1 }, { ratings: test, duplicates: 0, sha256: '' });
    const { factors, scale } = model;
    assert.equal(analysis.ratings, ratings.values.length);
    assert.equal(analysis.heldOut!.method, 'test file');
    const expected = [
      factors.mean + factors.rowBias[7]!,
      predict(factors, 7, 3),
      factors.mean,
      factors.mean + factors.columnBias[3]!,
    ].map((value) => Math.abs(3 - Math.min(Math.max(value, scale.low), scale.high)));
    assertClose(analysis.heldOut!.mae, expected.reduce((sum, e) => sum + e, 0) / 4, 1e-12);
    assert.ok(analysis.warnings.some((sentence) => sentence.startsWith('3 of the 4 held-out ratings')));
  });

  it('says that nothing was measured where nothing was held out', async () => {
    const { heldOut, warnings, history } = (await train({ holdout: 0 })).analysis;
    assert.equal(heldOut, null);
    assert.match(warnings[0]!, /not measured/);
    assert.ok(history.every(({ holdoutRmse }) => holdoutRmse === null));
  });

  it('shows the factors of those with most ratings, under their ids', async () => {
    const { factors, sampleUsers } = (await train()).analysis;
    const u = factors.find(({ name }) => name === 'U')!;
    assert.deepEqual(u.rowLabels, sampleUsers);
    assert.equal(u.totalRows, 150);
    assert.equal(factors.find(({ name }) => name === 'V')!.rows, 80);
  });

  it('refuses a holdout of 1, a rank of 0 and a rank above the number of items', async () => {
    for (const changes of [{ holdout: 1 }, { rank: 0 }, { rank: 81 }, { holdout: Number.NaN }])
      await assert.rejects(train(changes), (error) => error instanceof Fault && error.data.kind === 'usage');
  });
});

describe('Recommending', () => {
  let model: RatingsModel;
  before(async () => ({ model } = await train()));

  it('gives the highest predictions over all items that the user has not rated, those held out included', () => {
    const rated = new Set<string>();
    ratings.rowIndex.forEach((row, t) => {
      if (row === 5) rated.add(ratings.itemIds[ratings.columnIndex[t]!]!);
    });
    const expected = ratings.itemIds
      .map((item, column) => ({ item, value: predict(model.factors, 5, column) }))
      .filter(({ item }) => !rated.has(item))
      .sort((a, b) => b.value - a.value)
      .slice(0, 10);
    const { items, rated: trainedOn } = recommend(
      model,
      { user: 'u5' },
      10,
      new Map([[expected[0]!.item, 'The best']]),
    );
    assert.deepEqual(
      items.map(({ item }) => item),
      expected.map(({ item }) => item),
    );
    assert.equal(items[0]!.title, 'The best');
    assert.equal(items[1]!.title, null);
    assert.ok(trainedOn <= rated.size);
    items.forEach(({ terms, value }, at) => {
      const sum = terms.reduce((total, term) => total + term.value, 0);
      assertClose(sum, expected[at]!.value, 8 * eps * 10);
      assert.ok(value >= model.scale.low && value <= model.scale.high);
    });
  });

  it('knows no user that is not in the file', () => {
    assert.throws(
      () => recommend(model, { user: 'nobody' }, 5, null),
      (error) => error instanceof Fault && error.data.code === 'unknown-user',
    );
  });

  it('finds users by a part of the id, the exact one first', () => {
    assert.deepEqual(findUsers(model, 'U14', 3), ['u14', 'u140', 'u141']);
    assert.deepEqual(findUsers(model, 'zzz', 3), []);
  });
});

describe('Training on counts', () => {
  const plays = { ...read, ratings: countsOf(ratings) };
  const run = (changes: Partial<TrainRequest>) =>
    trainRatings(plays, null, request({ ...changes, regularization: 10 }), context, quiet);

  it('is what the automatic choice takes for them, and says so', async () => {
    const { analysis } = await run({});
    assert.equal(analysis.solver, 'implicit-als');
    assert.match(analysis.why, /since the values are counts/);
    assert.equal((await train()).analysis.solver, 'bayes');
  });

  it('regression: beside counts past single precision the objective fell below 0', async () => {
    const values = plays.ratings.values.with(0, 1e12);
    await assert.rejects(
      trainRatings({ ...plays, ratings: { ...plays.ratings, values } }, null, request(), context, quiet),
      (error) => error instanceof Fault && error.data.code === 'counts-out-of-scale',
    );
  });

  it('is judged by its lists, which hold more of what was chosen than the most chosen items do', async () => {
    const { analysis } = await run({ rank: 4 });
    assert.equal(analysis.heldOut, null);
    assert.ok(analysis.ranking!.model.map > 1.2 * analysis.ranking!.popularity.map, JSON.stringify(analysis.ranking));
    const objectives = analysis.history.map(({ objective }) => objective);
    objectives.slice(1).forEach((objective, at) => assert.ok(objective <= objectives[at]! * (1 + 1e-5)));
  });
});

describe('Training with a split of its own', () => {
  const times = Float64Array.from(ratings.values, (_, t) => (t * 7919) % 10_007);
  const timed = { ...read, times };
  const run = async (changes: Partial<TrainRequest>) =>
    (await trainRatings(timed, null, request(changes), context, quiet)).analysis;

  it('by time measures on the latest ratings, and needs times', async () => {
    const { heldOut, ratings: trainedOn } = await run({ holdoutBy: 'time', holdout: 0.2 });
    assert.equal(heldOut!.method, 'latest ratings');
    assert.equal(trainedOn, ratings.values.length - Math.round(0.2 * ratings.values.length));
    await assert.rejects(train({ holdoutBy: 'time' }), /does not say when its ratings were made/);
  });

  it('leaves the last rating of each user out, and its lists hold more of them than the most rated items do', async () => {
    const { heldOut, ranking } = await run({ holdoutBy: 'last', ranking: 5 });
    assert.equal(heldOut!.method, 'last rating of each user');
    assert.equal(heldOut!.cells, ratings.rows);
    assert.ok(ranking!.users > 20 && ranking!.users < ratings.rows);
    assert.ok(ranking!.model.recall > 2 * ranking!.popularity.recall, JSON.stringify(ranking));
    assert.equal(
      ranking!.groups.reduce((sum, one) => sum + one.users, 0),
      ranking!.users,
    );
  });

  it('says what lines were skipped', async () => {
    const first = {
      code: 'ratings-line',
      kind: 'input',
      message: 'Line 3 has no user.',
      remedy: '',
      place: null,
    } as const;
    const broken = { count: 2, first: [first] };
    const { warnings } = (await trainRatings({ ...read, broken }, null, request(), context, quiet)).analysis;
    assert.ok(warnings.includes('2 lines were skipped. The first: Line 3 has no user.'), warnings.join('\n'));
  });
});
