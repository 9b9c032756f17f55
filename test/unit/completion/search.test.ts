import assert from 'node:assert/strict';
import { trainRatings } from '../../../src/completion';
import { Fault } from '../../../src/matrix/fault';
import { faults } from '../../../src/matrix/faults';
import type { Ratings } from '../../../src/matrix/observations';
import { createRandom } from '../../../src/matrix/random';
import { quiet, type Control, type Progress } from '../../../src/protocol/control';
import type { TrainRequest } from '../../../src/protocol/request';
import type { TrainingAnalysis } from '../../../src/protocol/results';
import { meanError, searchTable, standardError, type TrainingSearch } from '../../../src/protocol/trainingSearch';
import { trainRequest } from '../trainRequest';

const [users, items] = [60, 40];

/** Two thirds of the cells of two factors and a little noise. */
function ratingsOfRankTwo(toValue: (score: number) => number): Ratings {
  const random = createRandom(9);
  const vectors = (count: number): [number, number][] =>
    Array.from({ length: count }, () => [random.normal(), random.normal()]);
  const [rows, columns] = [vectors(users), vectors(items)];
  const at = Uint32Array.from({ length: users * items }, (_, t) => t).filter(() => random.uniform() < 0.66);
  return {
    rows: users,
    columns: items,
    rowIndex: at.map((t) => Math.floor(t / items)),
    columnIndex: at.map((t) => t % items),
    values: Float64Array.from(at, (t) => {
      const [u, v] = [rows[Math.floor(t / items)]!, columns[t % items]!];
      return toValue(u[0] * v[0] + u[1] * v[1] + 0.2 * random.normal());
    }),
    userIds: Array.from({ length: users }, (_, i) => `u${i}`),
    itemIds: Array.from({ length: items }, (_, j) => `i${j}`),
  };
}

const ratings = ratingsOfRankTwo((score) => 3 + score);
const request = trainRequest({ iterations: 8, seed: 3, threads: 1, search: true });
async function train(
  changes: Partial<TrainRequest> = {},
  control: Control = quiet,
  on = ratings,
): Promise<TrainingAnalysis> {
  const read = { ratings: on, duplicates: 0, sha256: 'ab' };
  const context = { modelId: 'model-1', secondsLoad: 0, titles: null };
  return (await trainRatings(read, null, { ...request, ...changes }, context, control)).analysis;
}
async function search(changes: Partial<TrainRequest> = {}): Promise<TrainingSearch> {
  const found = (await train(changes)).search;
  assert.ok(found !== null && found !== undefined);
  return found;
}

describe('A search for rank and regularization', () => {
  it('finds settings that do better on ratings it has not seen than the usual ones', async () => {
    const [found, usual] = [await train(), await train({ search: false })];
    assert.ok(found.heldOut!.rmse < usual.heldOut!.rmse, `${found.heldOut!.rmse}, usual ${usual.heldOut!.rmse}`);
    assert.deepEqual(
      [found.rank, found.regularization],
      [found.search!.chosen.rank, found.search!.chosen.regularization],
    );
    assert.equal(found.rank, 2);
  });

  it('lets the better third of the settings go on to longer trainings on more folds', async () => {
    const { rounds, chosen } = await search();
    assert.deepEqual(
      rounds.map(({ iterations, settings }) => [iterations, settings.length, settings[0]!.errors.length]),
      [
        [2, 25, 1],
        [4, 9, 2],
        [8, 3, 5],
      ],
    );
    for (const [r, { settings }] of rounds.entries()) {
      const means = settings.map(meanError);
      assert.deepEqual(
        means,
        [...means].sort((a, b) => a - b),
      );
      for (const { rank, regularization } of rounds[r + 1]?.settings ?? [])
        assert.ok(
          settings
            .slice(0, rounds[r + 1]!.settings.length)
            .some((one) => one.rank === rank && one.regularization === regularization),
        );
    }
    const best = rounds[2]!.settings[0]!;
    assert.ok(meanError(chosen) <= meanError(best) + standardError(best)!);
  });

  it('is decided by the seed', async () => {
    const rounds = async (seed: number): Promise<TrainingSearch['rounds']> => (await search({ seed })).rounds;
    assert.deepEqual(await rounds(3), await rounds(3));
    assert.notDeepEqual(await rounds(4), await rounds(3));
  });

  it('leaves what was asked for as it is', async () => {
    const { rounds } = await search({ rank: 3 });
    assert.deepEqual([...new Set(rounds[0]!.settings.map(({ rank }) => rank))], [3]);
    assert.equal(rounds[0]!.settings.length, 5);
  });

  it('looks for the rank of a sampler, which has no λ, and for lists of counts', async () => {
    const sampled = await search({ solver: 'bayes', iterations: 12 });
    assert.ok(sampled.rounds[0]!.settings.every(({ regularization }) => regularization === null));
    const counts = ratingsOfRankTwo((score) => Math.max(0, Math.round(20 * score)));
    const { search: found } = await train({ solver: 'implicit-als', iterations: 4 }, quiet, counts);
    assert.equal(found?.measure, '1 − NDCG@10');
    assert.ok(found.rounds.every(({ settings }) => settings.every((one) => meanError(one) > 0 && meanError(one) < 1)));
  });

  it('reports how far it is, and stops when cancelled or asked to end', async () => {
    const reports: Progress[] = [];
    await train({}, { ...quiet, report: (progress) => reports.push(progress) });
    const choosing = reports.filter(({ phase }) => phase === 'choosing');
    assert.deepEqual([choosing.at(-1)?.done, choosing.at(-1)?.total], [58, 58]);
    let looks = 0;
    const isFault = (error: unknown): boolean => error instanceof Fault && error.data.code === 'cancelled';
    const cancelling = (): void => {
      if (++looks > 50) throw faults.cancelled();
    };
    await assert.rejects(train({}, { ...quiet, checkpoint: cancelling }), isFault);
    await assert.rejects(train({}, { ...quiet, isFinishing: () => true }), isFault);
  });

  it('is written as a table with a line for each setting, that taken said to be', async () => {
    const found = await search();
    const { head, rows } = searchTable(found);
    assert.equal(rows.length, 25);
    assert.ok(rows.every((row) => row.length === head.length));
    assert.deepEqual(
      rows.filter((row) => row.at(-1) === 'taken').map(([rank]) => rank),
      [String(found.chosen.rank)],
    );
    assert.match(rows[0]!.join(' '), /^\d+ [\d.]+ [\d.]+ [\d.]+ ± [\d.]+ [\d.]+ ± [\d.]+/);
  });
});
