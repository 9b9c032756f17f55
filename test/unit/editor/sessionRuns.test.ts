import assert from 'node:assert/strict';
import { trainRatings } from '../../../src/completion';
import { OpenedModels } from '../../../src/editor/openedModels';
import { historyOf, runsBeside, sessionRuns } from '../../../src/editor/sessionRuns';
import { Store, type FileSource, type Result, type TextSource } from '../../../src/editor/store';
import { fromRows, type Matrix } from '../../../src/matrix/dense';
import type { Ratings } from '../../../src/matrix/observations';
import { quiet } from '../../../src/protocol/control';
import type { TrainingAnalysis } from '../../../src/protocol/results';
import { trainRequest } from '../trainRequest';
import { ask } from '../factorization/matrices';

const source: TextSource = {
  kind: 'text',
  uri: 'file:///note.md',
  document: 'note.md',
  inputs: [],
  target: 0,
  title: 'A',
  line: 1,
};
const a = fromRows([
  [1, 2],
  [3, 5],
]);

describe('The runs of a session', () => {
  const run = (matrix: Matrix, learningRate: number) => ask(matrix, 'gd', { rank: 1, iterations: 20, learningRate });

  it('are those on the same cells, the oldest first, each with its settings and where it ended', () => {
    const store = new Store();
    const first = store.put(source, run(a, 0.01));
    store.put(source, ask(a, 'svd'));
    store.put(
      source,
      run(
        fromRows([
          [1, 2],
          [3, 6],
        ]),
        0.02,
      ),
    );
    store.put({ ...source, uri: 'file:///other.md' }, run(a, 0.03));
    store.put({ ...source, title: 'B' }, run(a, 0.04));
    const last = store.put(source, run(a, 0.05));
    const runs = sessionRuns(store.all(), first);
    assert.deepEqual(
      runs.map(({ entry, method, rank, learningRate }) => ({ entry, method, rank, learningRate })),
      [
        { entry: first.id, method: 'Gradient descent', rank: 1, learningRate: 0.01 },
        { entry: last.id, method: 'Gradient descent', rank: 1, learningRate: 0.05 },
      ],
    );
    assert.deepEqual(runs, sessionRuns(store.all(), last));
    assert.deepEqual(runs[1]?.last, last.analysis.history.at(-1));
    assert.equal(new Set(runs.map(({ question }) => question)).size, 2);
  });

  it('are asked the same where one is done again', () => {
    const [before, after] = [new Store(), new Store()];
    const entry = before.put(source, run(a, 0.01));
    after.put(source, ask(a, 'qr'));
    const again = after.put(source, run(a, 0.01));
    assert.notEqual(entry.id, again.id);
    assert.equal(sessionRuns(before.all(), entry)[0]?.question, sessionRuns(after.all(), again)[0]?.question);
  });

  describe('of trainings', () => {
    const train = async (ratings: Ratings, sha256: string, rank: number): Promise<TrainingAnalysis> => {
      const request = trainRequest({ rank, iterations: 4, threads: 1 });
      const context = { modelId: 'm', secondsLoad: 0, titles: null };
      return (await trainRatings({ ratings, duplicates: 0, sha256 }, null, request, context, quiet)).analysis;
    };
    const someRatings: Ratings = {
      ...{ rows: 4, columns: 3, userIds: ['a', 'b', 'c', 'd'], itemIds: ['x', 'y', 'z'] },
      rowIndex: Uint32Array.of(0, 0, 1, 1, 2, 2, 3, 3),
      columnIndex: Uint32Array.of(0, 1, 1, 2, 0, 2, 0, 1),
      values: Float64Array.of(5, 3, 4, 1, 2, 5, 4, 3),
    };
    const file = (name: string): FileSource => ({ kind: 'file', uri: `file:///${name}`, document: name, title: name });
    /** As a model's file says of itself. */
    const opening = (training: TrainingAnalysis, path: string): TrainingAnalysis => ({
      ...training,
      request: { ...training.request, path, modelPath: path },
    });

    it('include the models that are open, where they were trained on the same bytes', async () => {
      const store = new Store();
      const opened = new OpenedModels(store);
      const training = await train(someRatings, 'one', 2);
      const shown = store.put(file('ratings.csv'), training);
      const kept = opening(await train(someRatings, 'one', 1), '/kept');
      const model = opened.add(file('kept.safetensors'), kept);
      opened.add(file('other.safetensors'), opening(await train(someRatings, 'two', 1), '/other'));
      const twin = opened.add(file('kept.safetensors'), kept);
      const listed = (from: Result) => runsBeside({ store, opened }, from).map(({ entry, model }) => [entry, model]);
      assert.deepEqual(listed(shown), [
        [shown.id, undefined],
        [model.id, 'kept.safetensors'],
      ]);
      assert.deepEqual(listed(twin), [
        [shown.id, undefined],
        [twin.id, 'kept.safetensors'],
      ]);
      assert.deepEqual(historyOf({ store, opened }, model.id), model.analysis.history);
      opened.remove(twin);
      opened.remove(model);
      assert.deepEqual(listed(shown), [[shown.id, undefined]]);
      assert.deepEqual(historyOf({ store, opened }, model.id), []);
      assert.notEqual(store.put(file('ratings.csv'), await train(someRatings, 'one', 3)).id, twin.id);
    });

    it('are not those of a file that has changed since, though it has the same name', async () => {
      const store = new Store();
      const before = store.put(file('ratings.csv'), await train(someRatings, 'one', 1));
      const after = store.put(file('ratings.csv'), await train(someRatings, 'two', 2));
      const results = { store, opened: new OpenedModels(store) };
      for (const entry of [before, after])
        assert.deepEqual(
          runsBeside(results, entry).map((run) => run.entry),
          [entry.id],
        );
    });
  });
});
