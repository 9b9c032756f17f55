import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { indexed, recommend, type RatingsModel } from '../../../src/completion';
import { fit } from '../../../src/completion/fit';
import { createRatingsModel } from '../../../src/completion/ratingsModel';
import { readModel, writeModel } from '../../../src/files';
import { Fault } from '../../../src/matrix/fault';
import type { Ratings } from '../../../src/matrix/observations';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { localRatingsSolvers, type RatingsSolver } from '../../../src/protocol/methods';
import type { TrainedModel } from '../../../src/protocol/trainedModel';
import { fallingCurve } from './fallingCurve';
import { temporaryFolder } from './folder';
import { faultOf } from '../faultCode';

const folder = temporaryFolder();

function ratingsOf(userIds: readonly string[], itemIds: readonly string[], seed: number): Ratings {
  const random = createRandom(seed);
  const pairs = userIds.flatMap((_, i) => itemIds.map((__, j) => [i, j] as const));
  const known = pairs.filter(([i, j]) => j === i % itemIds.length || random.uniform() < 0.6);
  return {
    rows: userIds.length,
    columns: itemIds.length,
    rowIndex: Uint32Array.from(known, ([i]) => i),
    columnIndex: Uint32Array.from(known, ([, j]) => j),
    values: Float64Array.from(known, () => 1 + random.integer(9) / 2),
    userIds,
    itemIds,
  };
}

/** A model as a solver might have left it: the factors are those of least squares. */
function train(ratings: Ratings, solver: RatingsSolver = 'als'): RatingsModel {
  const settings = { bias: true, regularization: 1, learningRate: null, iterations: 3, tolerance: 0, seed: 5 };
  const fitted = (rank: number) => fit(ratings, { solver: 'als', rank, ...settings }, quiet, null).model;
  return createRatingsModel(ratings, ratings, {
    factors: fitted(2),
    baseline: fitted(0),
    record: {
      ...{
        solver,
        regularization: 1,
        isWeighted: true,
        learningRate: solver === 'sgd' ? 0.01 : null,
        iterations: 3,
        holdout: 0.2,
        seed: 5,
      },
      ...{ ratings: ratings.values.length, fileRatings: ratings.values.length + 3, fileSha256: 'ab'.repeat(32) },
      curve: fallingCurve(3),
    },
  });
}

const users = ['1', '007', '', 'Zoë', '映画', '\ufeffmarked', 'a, "b"\n'];
const items = ['10', '20', '🎬', '30', 'x'.repeat(300)];
const model = train(ratingsOf(users, items, 1));

const stored = (from: RatingsModel): TrainedModel => {
  const { userIndex, itemIndex, ...rest } = from;
  assert.equal(userIndex.size + itemIndex.size, rest.userIds.length + rest.itemIds.length);
  return rest;
};
async function reopened(from: RatingsModel): Promise<TrainedModel> {
  const path = folder.at('model.safetensors');
  await writeModel(path, from, quiet);
  return readModel(path, quiet);
}

describe('A model in a file', () => {
  for (const solver of localRatingsSolvers)
    it(`${solver}: is read as it was trained, to the last bit, ids as they were written`, async () => {
      const trained = train(ratingsOf(users, items, 2), solver);
      assert.deepEqual(await reopened(trained), stored(trained));
    });

  it('recommends the same with the same sums', async () => {
    const read = indexed(await reopened(model));
    for (const user of users)
      assert.deepEqual(recommend(read, { user }, 10, null), recommend(model, { user }, 10, null));
  });

  it('is the same file for the same training, byte for byte', async () => {
    await writeModel(folder.at('a'), model, quiet);
    await writeModel(folder.at('b'), train(ratingsOf(users, items, 1)), quiet);
    assert.deepEqual(readFileSync(folder.at('a')), readFileSync(folder.at('b')));
  });

  it('regression: without a curve, as all were kept before, opens without one', async () => {
    const { curve, ...record } = model.record;
    assert.ok(curve);
    assert.deepEqual((await reopened({ ...model, record })).record, record);
  });

  it('a failed write leaves no file', async () => {
    const fault = await faultOf(writeModel(folder.at('nowhere/model'), model, quiet));
    assert.equal(fault.code, 'cannot-write');
  });
});

describe('A damaged model file', () => {
  const path = (): string => folder.at('mutated.safetensors');
  const whole = async (): Promise<Uint8Array> => {
    await writeModel(path(), model, quiet);
    return readFileSync(path());
  };

  /** Opens the bytes as a model: a fault, or the very model that was written. */
  async function opensRightOrFails(bytes: Uint8Array): Promise<'fault' | 'right'> {
    writeFileSync(path(), bytes);
    try {
      assert.deepEqual(await readModel(path(), quiet), stored(model));
      return 'right';
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const { code, kind, message } = error.data;
      assert.deepEqual([code, kind], ['cannot-open-model', 'input']);
      assert.equal(message.split('\n').length, 1);
      return 'fault';
    }
  }

  it('10,000 times with bytes changed or cut off: opens right or with a fault', async function () {
    this.timeout(60_000);
    const bytes = await whole();
    const headerEnd = 8 + Number(Buffer.from(bytes).readBigUInt64LE(0));
    const position = fc.oneof(
      fc.integer({ min: 0, max: 7 }),
      fc.integer({ min: 8, max: headerEnd - 1 }),
      fc.integer({ min: headerEnd, max: bytes.length - 1 }),
    );
    const changes = fc.array(fc.tuple(position, fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 });
    const mutated = fc.oneof(
      { weight: 3, arbitrary: changes.map((list) => list.reduce((all, [at, byte]) => all.with(at, byte), bytes)) },
      {
        weight: 2,
        arbitrary: fc.tuple(position, fc.nat(7)).map(([at, bit]) => bytes.with(at, bytes[at]! ^ (1 << bit))),
      },
      { weight: 1, arbitrary: position.map((at) => bytes.slice(0, at)) },
      {
        weight: 1,
        arbitrary: position.map((at) => Uint8Array.of(...bytes.subarray(0, at), 32, ...bytes.subarray(at))),
      },
    );
    const seen = { fault: 0, right: 0 };
    await fc.assert(
      fc.asyncProperty(mutated, async (one) => {
        seen[await opensRightOrFails(one)]++;
      }),
      { numRuns: 10_000 },
    );
    assert.ok(seen.fault > 7500, `${seen.fault} faults, ${seen.right} right`);
  });

  it('with one bit of any factor turned is noticed', async () => {
    const bytes = await whole();
    const headerEnd = 8 + Number(Buffer.from(bytes).readBigUInt64LE(0));
    // the lowest bit of a mantissa: a number as good as the right one
    assert.equal(await opensRightOrFails(bytes.with(headerEnd, bytes[headerEnd]! ^ 1)), 'fault');
  });

  it('that is whole is right', async () => {
    assert.equal(await opensRightOrFails(await whole()), 'right');
  });
});

describe('A model file that fits its checksum, and yet cannot be', () => {
  const { factors, rated, scale } = model;
  const cases: readonly (readonly [string, Partial<TrainedModel>, RegExp])[] = [
    ['items out of range', { rated: { ...rated, others: rated.others.map(() => 5) } }, /out of range/],
    ['ratings out of order', { rated: { ...rated, starts: rated.starts.with(1, 4e9) } }, /out of range/],
    [
      'a factor that is no number',
      { factors: { ...factors, mean: Number.NaN } },
      /mean has numbers that are not finite/,
    ],
    ['an infinite bias', { factors: { ...factors, rowBias: factors.rowBias.map(() => Infinity) } }, /not finite/],
    ['fewer biases than users', { factors: { ...factors, rowBias: new Float64Array(2) } }, /no tensor user_bias/],
    ['fewer ids than users', { userIds: ['1'] }, /no tensor user_id_offsets/],
    ['no users', { factors: { ...factors, row: { rows: 0, columns: 2, values: new Float64Array(0) } } }, /no users/],
    ['a scale upside down', { scale: { low: scale.high, high: scale.low } }, /lowest rating/],
    ['a seed that is no number', { record: { ...model.record, seed: Number.NaN } }, /its seed is not a number/],
  ];
  for (const [name, changes, says] of cases)
    it(name, async () => {
      const fault = await faultOf(reopened({ ...model, ...changes }));
      assert.equal(fault.code, 'cannot-open-model');
      assert.match(fault.message, says);
    });

  it('a file of other tensors is no model', async () => {
    const fault = await faultOf(readModel('test/fixtures/files/python.safetensors', quiet));
    assert.match(fault.message, /it is not a model of factorize/);
  });
});
