import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createAnalyst } from '../../../src/analysis';
import { quiet } from '../../../src/protocol/control';
import type { TrainRequest } from '../../../src/protocol/request';
import type { TrainingAnalysis } from '../../../src/protocol/results';
import { temporaryFolder } from '../files/folder';
import { trainRequest } from '../trainRequest';
import { faultOf } from '../faultCode';

const folder = temporaryFolder();
/** Forty users who choose among items of their own taste, now and then twice. */
const chosen = Array.from({ length: 1200 }, (_, t) => [t % 40, 2 * ((t * 7) % 23) + ((t % 40) % 2)] as const);
const write = (name: string, lines: readonly string[]): string => {
  writeFileSync(folder.at(name), lines.join('\n'));
  return folder.at(name);
};
const pairs = (): string => write('pairs.csv', ['user,item', ...chosen.map((line) => line.join(','))]);
const rated = (): string =>
  write('rated.csv', ['user,item,rating', ...chosen.map(([u, i], t) => `${u},${i},${1 + (t % 5)}`)]);

const request = (path: string, changes: Partial<TrainRequest> = {}): TrainRequest =>
  trainRequest({ path, solver: 'auto', rank: 2, iterations: 4, threads: 1, ...changes });
const train = (asked: TrainRequest): Promise<TrainingAnalysis> => createAnalyst().run(asked, quiet);

describe('Training on who chose what', () => {
  it('regression: was refused: it is by least squares on counts, though no count is above 2, and says how it counts', async () => {
    const analysis = await train(request(pairs()));
    const different = new Set(chosen.map((line) => line.join(','))).size;
    assert.equal(analysis.solver, 'implicit-als');
    assert.match(analysis.why, /says who chose what and no rating, so that each line counts 1/);
    assert.equal(analysis.duplicates, chosen.length - different);
    assert.match(analysis.warnings.join(' '), /lines repeat a user and an item: each counts once more/);
    assert.equal(analysis.heldOut, null);
    assert.equal(analysis.formula, 'P ≈ UVᵀ');
    assert.deepEqual(
      analysis.factors.map(({ name }) => name),
      ['U', 'V'],
    );
    assert.ok(analysis.ranking!.users > 0);
  });

  it('is refused to what predicts ratings, and so is measuring that on it', async () => {
    const code = 'no-ratings-to-predict';
    for (const solver of ['bayes', 'als', 'sgd'] as const)
      assert.equal((await faultOf(train(request(pairs(), { solver })))).code, code);
    const asked = request(rated(), { solver: 'als', holdout: 0, testPath: pairs() });
    assert.equal((await faultOf(train(asked))).code, code);
    const analyst = createAnalyst();
    const { modelId } = await analyst.run(request(rated(), { solver: 'als' }), quiet);
    const measuring = analyst.run({ kind: 'evaluate', model: { id: modelId, path: null }, path: pairs() }, quiet);
    assert.equal((await faultOf(measuring)).code, code);
  });

  it('is measured on a file of the same kind', async () => {
    const analyst = createAnalyst();
    const { modelId } = await analyst.run(request(pairs()), quiet);
    const found = await analyst.run(
      { kind: 'evaluate', model: { id: modelId, path: null }, path: pairs(), ranking: 5 },
      quiet,
    );
    assert.equal(found.knownRatings, found.ratings);
  });
});

describe('Holding out by time', () => {
  const timed = (times: readonly string[]): string =>
    write('timed.csv', [
      'user,item,rating,time',
      ...chosen.map(([u, i], t) => `${u},${i},${1 + (t % 5)},${times[t % times.length]!}`),
    ]);

  it('is refused where no time can be read, and says so of the order of the file where the last of each user is held out', async () => {
    const path = timed(['31.12.2020']);
    assert.equal((await faultOf(train(request(path, { holdoutBy: 'time' })))).code, 'no-times');
    const { warnings } = await train(request(path, { holdoutBy: 'last' }));
    assert.match(warnings.join(' '), /does not say when .* the one that stands last in it/);
  });

  it('regression: ratings without a time were silently trained on: they are counted', async () => {
    const { warnings } = await train(request(timed(['2020-12-31', 'soon', '2021-01-01']), { holdoutBy: 'time' }));
    assert.match(warnings.join(' '), /of the \d+ ratings have no time, .* taken for earlier than all others/);
  });
});
