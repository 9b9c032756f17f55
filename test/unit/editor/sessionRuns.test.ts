import assert from 'node:assert/strict';
import { sessionRuns } from '../../../src/editor/sessionRuns';
import { Store, type TextSource } from '../../../src/editor/store';
import { fromRows, type Matrix } from '../../../src/matrix/dense';
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
});
