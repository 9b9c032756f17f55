import assert from 'node:assert/strict';
import { findItems, recommend, similar, trainRatings } from '../../../src/completion';
import type { RatingsModel } from '../../../src/completion';
import { newcomer } from '../../../src/completion/ratingOwner';
import { baselineRegularization } from '../../../src/completion/ratingsBaseline';
import { Fault } from '../../../src/matrix/fault';
import type { Ratings } from '../../../src/matrix/observations';
import { createRandom } from '../../../src/matrix/random';
import { pseudoCount } from '../../../src/protocol/ratingsDescent';
import { quiet } from '../../../src/protocol/control';
import type { ItemRating, TrainRequest } from '../../../src/protocol/request';
import { assertClose } from './fixtures';
import { trainRequest } from '../trainRequest';

const users = 40;
const items = 25;

/** Half of all ratings, whole ones from 1 to 5, seeded. */
function seededRatings(): Ratings {
  const random = createRandom(3);
  const cells: [number, number, number][] = [];
  for (let i = 0; i < users; i++)
    for (let j = 0; j < items; j++)
      if (random.uniform() < 0.5) cells.push([i, j, 1 + Math.floor(5 * random.uniform())]);
  return {
    rows: users,
    columns: items,
    rowIndex: Uint32Array.from(cells, ([i]) => i),
    columnIndex: Uint32Array.from(cells, ([, j]) => j),
    values: Float64Array.from(cells, ([, , value]) => value),
    userIds: Array.from({ length: users }, (_, i) => `u${i}`),
    itemIds: Array.from({ length: items }, (_, j) => `i${j}`),
  };
}

const ratings = seededRatings();
const request = trainRequest({ rank: 2, regularization: 3, iterations: 300, holdout: 0 });
let model: RatingsModel;
before(async () => {
  ({ model } = await trainRatings(
    { ratings, duplicates: 0, sha256: '' },
    null,
    request,
    { modelId: 'model-1', secondsLoad: 0, titles: null },
    quiet,
  ));
});

const ratingsOf = (user: number): ItemRating[] =>
  [...ratings.values].flatMap((rating, t) =>
    ratings.rowIndex[t] === user ? [{ item: `i${ratings.columnIndex[t]}`, rating }] : [],
  );
const one = (item: string, rating: number): ItemRating => ({ item, rating });
const valuesOf = (found: ReturnType<typeof recommend>): Map<string, number> =>
  new Map(found.items.map(({ item, value }) => [item, value]));
const coded = (code: string) => (error: unknown) => error instanceof Fault && error.data.code === code;

describe('Someone new to a recommender', () => {
  it('an id that is none is answered with the one that differs in case, blanks or leading zeros, or has the title', () => {
    const titles = new Map([['i4', 'Grave of Stars']]);
    const remedy = (ask: () => unknown): string => {
      try {
        ask();
      } catch (error) {
        if (error instanceof Fault) return error.data.remedy;
      }
      return assert.fail('no fault');
    };
    assert.match(
      remedy(() => recommend(model, { user: ' 0U7' }, 3, null)),
      /such as u7\.$/,
    );
    assert.match(
      remedy(() => recommend(model, { ratings: [one('grave of stars', 3)] }, 3, titles)),
      /such as i4\.$/,
    );
    assert.match(
      remedy(() => similar(model, 'item', 'Grave of Stars', 3, titles)),
      /such as i4\.$/,
    );
    assert.equal(
      remedy(() => similar(model, 'user', 'nobody', 3, titles)),
      'Give an id as it stands in the file.',
    );
  });

  it('who rates as a user did is recommended what that user is', () => {
    for (const user of [0, 7, 21]) {
      const known = valuesOf(recommend(model, { user: `u${user}` }, items, null));
      const folded = valuesOf(recommend(model, { ratings: ratingsOf(user) }, items, null));
      assert.deepEqual([...folded.keys()].sort(), [...known.keys()].sort());
      for (const [item, value] of known) assertClose(folded.get(item)!, value, 1e-4);
    }
  });

  it('is not recommended what they have rated, and of two ratings of one item the later counts', () => {
    const twice = recommend(model, { ratings: [one('i3', 1), one('i4', 4), one('i3', 5)] }, items, null);
    assert.equal(twice.user, null);
    assert.equal(twice.rated, 2);
    assert.deepEqual(twice, recommend(model, { ratings: [one('i3', 5), one('i4', 4)] }, items, null));
    assert.ok(!twice.items.some(({ item }) => item === 'i3' || item === 'i4'));
  });

  it('has reasons that add up to the prediction, with the mean and the item', () => {
    const { mean, columnBias } = model.factors;
    const { items: found } = recommend(model, { ratings: [one('i3', 5), one('i4', 1), one('i9', 4)] }, items, null);
    for (const { item, terms, reasons } of found) {
      assert.equal(reasons.length, 3);
      const shifts = reasons.reduce((sum, { shift }) => sum + shift, 0);
      const whole = terms.reduce((sum, { value }) => sum + value, 0);
      assertClose(mean + columnBias[model.itemIndex.get(item)!]! + shifts, whole, 1e-12);
    }
  });

  it('must name items that there are, with ratings within the scale, and at least one', () => {
    assert.throws(() => recommend(model, { ratings: [one('x', 5)] }, 3, null), coded('unknown-item'));
    assert.throws(() => recommend(model, { ratings: [one('i1', 6)] }, 3, null), coded('out-of-range'));
    assert.throws(() => recommend(model, { ratings: [one('i1', Number.NaN)] }, 3, null), coded('out-of-range'));
    assert.throws(() => recommend(model, { ratings: [] }, 3, null), coded('no-ratings-given'));
  });
});

describe('Someone new is held to the items as the users of the training were', () => {
  const given = [one('i3', 5), one('i4', 1), one('i9', 4), one('i11', 2)];
  const spread = (): number => {
    const { mean } = model.factors;
    return Math.sqrt(ratings.values.reduce((sum, r) => sum + (r - mean) ** 2, 0) / ratings.values.length);
  };

  /** Σ e (1, v), which is P x at the minimizer, over x = [b, u]. */
  function pull({ mean, rowBias, columnBias, row, column }: RatingsModel['factors']): number[] {
    const x = [rowBias[0]!, ...row.values];
    const sums = [0, 0, 0];
    for (const { item, rating } of given) {
      const j = model.itemIndex.get(item)!;
      const design = [1, ...column.values.subarray(2 * j, 2 * j + 2)];
      const error = rating - mean - columnBias[j]! - design.reduce((sum, d, p) => sum + d * x[p]!, 0);
      design.forEach((d, p) => (sums[p]! += error * d));
    }
    return sums.map((sum, p) => sum / x[p]!);
  }

  const held = (changes: Partial<RatingsModel['record']>): number[] =>
    pull(newcomer({ ...model, record: { ...model.record, regularization: 0.5, ...changes } }, given).factors);

  it('by least squares to λ, and to λ / s on the bias', () => {
    assertAllClose(held({ solver: 'als' }), [0.5 / spread(), 0.5, 0.5]);
  });

  it('by descent to m + κ times that, regression: it was the λ of least squares', () => {
    const weight = 0.5 * (given.length + pseudoCount);
    assertAllClose(held({ solver: 'sgd' }), [weight / spread(), weight, weight]);
  });

  it('by Spark to λ for each rating, and to the λ of biases alone on the bias, regression: it was that of least squares', () => {
    assertAllClose(held({ solver: 'spark', isWeighted: true }), [baselineRegularization, 2, 2]);
  });

  it('by Spark on counts to λ for each count, regression: it was λ', () => {
    const counted = { ...model, record: { ...model.record, solver: 'implicit-als' as const, regularization: 0.5 } };
    const shown = (each: RatingsModel): Float64Array => newcomer(each, given).factors.row.values;
    const weighted = shown({ ...counted, record: { ...counted.record, isWeighted: true } });
    assert.deepEqual(weighted, shown({ ...counted, record: { ...counted.record, regularization: 4 * 0.5 } }));
  });
});

function assertAllClose(actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, at) => assertClose(value, expected[at]!, 1e-9));
}

describe('Someone new to a recommender of counts', () => {
  it('who has the counts of a user is recommended what that user is, for reasons that add up', async () => {
    const counts: TrainRequest = { ...request, solver: 'implicit-als', regularization: 5, iterations: 200 };
    const context = { modelId: 'model-2', secondsLoad: 0, titles: null };
    const trained = await trainRatings({ ratings, duplicates: 0, sha256: '' }, null, counts, context, quiet);
    for (const user of [0, 7, 21]) {
      const known = valuesOf(recommend(trained.model, { user: `u${user}` }, items, null));
      const folded = valuesOf(recommend(trained.model, { ratings: ratingsOf(user) }, items, null));
      for (const [item, value] of known) assertClose(folded.get(item)!, value, 1e-3);
    }
    const few = recommend(trained.model, { ratings: [one('i3', 9), one('i4', 1)] }, items, null);
    for (const { terms, reasons } of few.items) {
      const whole = terms.reduce((sum, { value }) => sum + value, 0);
      assertClose(
        reasons.reduce((sum, { shift }) => sum + shift, 0),
        whole,
        1e-12,
      );
    }
    assert.throws(() => recommend(trained.model, { ratings: [one('i3', 0)] }, 3, null), coded('out-of-range'));
  });
});

describe('A user of a recommender', () => {
  it('sees their own ratings, the highest first', () => {
    const own = ratingsOf(5).map(({ rating }) => rating);
    const shown = recommend(model, { user: 'u5' }, 4, null).ratings.map(({ value }) => value);
    assert.deepEqual(shown, own.sort((a, b) => b - a).slice(0, 4));
  });

  it('of a model without ratings is recommended the same, without reasons', () => {
    const bare: RatingsModel = { ...model, rated: { ...model.rated, values: null } };
    const [kept, without] = [model, bare].map((each) => recommend(each, { user: 'u5' }, 6, null));
    assert.deepEqual(valuesOf(without!), valuesOf(kept!));
    assert.deepEqual(without!.ratings, []);
    assert.ok(without!.items.every(({ reasons }) => reasons.length === 0));
  });

  it('is like users whose factors point the same way', () => {
    const { items: found, side } = similar(model, 'user', 'u5', users, null);
    assert.equal(side, 'user');
    assert.equal(found.length, users - 1);
    const [first, last] = [found[0]!, found.at(-1)!];
    const direction = (id: string): number => {
      const row = model.userIndex.get(id)!;
      const [x, y] = model.factors.row.values.subarray(2 * row, 2 * row + 2);
      return Math.atan2(y!, x!);
    };
    for (const { item, value } of [first, last]) assertClose(Math.cos(direction(item) - direction('u5')), value, 1e-12);
    assert.throws(() => similar(model, 'user', 'nobody', 3, null), coded('unknown-user'));
  });
});

describe('Items of a recommender', () => {
  it('are found by id and by title, the most rated first', () => {
    const titles = new Map([['i7', 'The Seventh Seal']]);
    assert.deepEqual(findItems(model, 'seal', 5, titles), [{ item: 'i7', title: 'The Seventh Seal' }]);
    const counts = findItems(model, 'i', items, null).map(({ item }) => model.itemRatings[model.itemIndex.get(item)!]!);
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => b - a),
    );
    assert.equal(findItems(model, '', 3, null).length, 3);
  });
});
