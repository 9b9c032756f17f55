import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnalyst } from '../../../src/analysis';
import { quiet } from '../../../src/protocol/control';
import type { TrainRequest } from '../../../src/protocol/request';
import type { TrainingAnalysis } from '../../../src/protocol/results';
import { trainRequest } from '../trainRequest';

/** Every user rates every other item. */
const lines = Array.from({ length: 12 }, (_, u) =>
  [0, 2, 4, 6].map((i) => `u${u},i${(u + i) % 8},${1 + ((u * i) % 5)}`).join('\n'),
);

describe('A trained model', () => {
  let folder: string;
  let request: TrainRequest;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'models-'));
    const path = join(folder, 'ratings.csv');
    await writeFile(path, lines.join('\n'));
    request = trainRequest({ path, rank: 2, iterations: 3, holdout: 0 });
  });
  after(async () => rm(folder, { recursive: true }));

  const recommend = { kind: 'recommend', asker: { user: 'u1' }, top: 3, titlesPath: null } as const;

  it('regression: was lost with its worker: another one reads it from its file, and recommends the same', async () => {
    const trainer = createAnalyst();
    const inMemory = await trainer.run(request, quiet);
    const modelPath = join(folder, 'model.safetensors');
    const { modelId } = await trainer.run({ ...request, modelPath }, quiet);
    const kept = await createAnalyst().run({ ...recommend, model: { id: modelId, path: modelPath } }, quiet);
    const known = await trainer.run({ ...recommend, model: { id: inMemory.modelId, path: null } }, quiet);
    assert.deepEqual(kept, known);
  });

  it('says of itself, read from its file, what was said when it was trained', async () => {
    const modelPath = join(folder, 'described.safetensors');
    const trained = await createAnalyst().run({ ...request, holdout: 0.25, modelPath }, quiet);
    const described = await createAnalyst().run({ kind: 'describe-model', path: modelPath }, quiet);
    assert.ok(described.heldOut !== null && described.heldOut.cells === 12);
    const saying = ({ solver, rank, regularization, users, items, ratings, scale, ...told }: TrainingAnalysis) => {
      const { heldOut, history, objectiveFormula, stop } = told;
      return {
        ...{ solver, rank, regularization, users, items, ratings, scale },
        ...{ heldOut, history, objectiveFormula, stop },
      };
    };
    assert.deepEqual([trained.history.length, trained.stop], [3, 'iterations']);
    assert.deepEqual(saying(described), saying(trained));
    assert.deepEqual(described.factors, trained.factors);
    assert.deepEqual(described.factorShares, trained.factorShares);
    assert.deepEqual(described.sampleUsers, trained.sampleUsers);
    assert.match(described.why, /with rank 2, λ = .* and 3 iterations on 36 ratings of a file of 48, a share of 0.25/);
  });

  it('has its items called by their titles, and by their ids where a title is wanting', async () => {
    const titlesPath = join(folder, 'films.csv');
    await writeFile(titlesPath, 'itemId,title\ni0,Alder\ni1,Birch\ni2,"Cedar, red"\n');
    const modelPath = join(folder, 'titled.safetensors');
    const trained = await createAnalyst().run({ ...request, modelPath, titlesPath }, quiet);
    const described = await createAnalyst().run({ kind: 'describe-model', path: modelPath, titlesPath }, quiet);
    for (const { factors, factorNotes } of [trained, described]) {
      const labels = factors.find(({ name }) => name === 'V')?.rowLabels ?? [];
      assert.deepEqual(labels.toSorted(), ['Alder', 'Birch', 'Cedar, red', 'i3', 'i4', 'i5', 'i6', 'i7']);
      assert.equal(factorNotes.length, 2);
      for (const note of factorNotes)
        assert.match(
          note,
          /^Factor \d sets user u\d+ apart from user u\d+, and (Alder|Birch|Cedar, red|item i\d) apart from (Alder|Birch|Cedar, red|item i\d)\.$/,
        );
    }
  });

  it('is trained though what was taken for titles holds none, or is gone', async () => {
    const titlesPath = join(folder, 'items.csv');
    await writeFile(titlesPath, 'userId,itemId,rating\nu1,i1,4\n');
    for (const path of [titlesPath, join(folder, 'absent.csv')]) {
      const { factors } = await createAnalyst().run({ ...request, titlesPath: path }, quiet);
      assert.ok(factors.find(({ name }) => name === 'V')?.rowLabels?.every((label) => /^i\d$/.test(label)));
    }
  });

  it('without a file is known to the analyst that trained it alone', async () => {
    const { modelId } = await createAnalyst().run(request, quiet);
    await assert.rejects(
      createAnalyst().run({ ...recommend, model: { id: modelId, path: null } }, quiet),
      /no longer in memory/,
    );
  });
});
