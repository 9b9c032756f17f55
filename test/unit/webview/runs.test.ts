import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atEachStep } from '../../../src/protocol/history';
import type { SessionRun } from '../../../src/protocol/panel';
import type { HistoryPoint } from '../../../src/protocol/results';
import { placeStyles, runNames, stepLines, switched } from '../../../src/webview/model/runs';

const point = (iteration: number): HistoryPoint => ({
  iteration,
  objective: 1 / iteration,
  rmse: null,
  holdoutRmse: null,
});

const run = (entry: number, more: Partial<SessionRun> = {}): SessionRun => ({
  entry,
  question: `question ${entry}`,
  method: 'Gradient descent',
  rank: 2,
  regularization: null,
  learningRate: 0.01,
  seed: 0,
  objectiveFormula: null,
  last: point(100),
  ...more,
});

describe('The names of runs', () => {
  it('are what they differ in', () => {
    assert.deepEqual(runNames([run(1), run(2, { learningRate: 0.05 }), run(3, { learningRate: null })]), [
      'η = 0.01',
      'η = 0.05',
      'η = chosen',
    ]);
    assert.deepEqual(runNames([run(1), run(2, { method: 'Adam', rank: 3 })]), [
      'Gradient descent, rank 2',
      'Adam, rank 3',
    ]);
    assert.deepEqual(runNames([run(1)]), ['Gradient descent']);
    assert.deepEqual(runNames([run(1), run(2, { rank: 3, model: 'kept.safetensors' })]), [
      'rank 2',
      'rank 3, kept.safetensors',
    ]);
  });

  it('are never the same', () => {
    const some = fc.record({
      method: fc.constantFrom('Adam', 'Gradient descent'),
      rank: fc.constantFrom(null, 1, 2),
      seed: fc.constantFrom(0, 1),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 8 }), (all) => {
        const names = runNames(all.map((more, i) => run(i, more)));
        assert.equal(new Set(names).size, all.length);
      }),
    );
  });
});

describe('The places of runs', () => {
  it('stay as they are while others come and go, and no two runs share one', () => {
    const questions = Array.from({ length: 8 }, (_, i) => `question ${i}`);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...questions), { maxLength: 40 }), (all) => {
        let places: readonly (string | null)[] = [];
        for (const question of all) {
          const before = places;
          places = switched(before, question);
          assert.equal(places.length, placeStyles.length);
          for (const [at, other] of before.entries())
            if (other !== null && other !== question) assert.equal(places[at], other);
          const isFull = before.filter((one) => one !== null).length === placeStyles.length;
          assert.equal(places.includes(question), !before.includes(question) && !isFull);
          const taken = places.filter((one) => one !== null);
          assert.equal(new Set(taken).size, taken.length);
        }
      }),
    );
  });
});

describe('The table of runs', () => {
  const histories = fc
    .uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 60 })
    .map((iterations) => iterations.sort((a, b) => a - b).map(point));

  it('has of one run the points at even steps', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 100 }), (history, step) => {
        const lines = stepLines([history], step);
        assert.deepEqual(
          lines.map(({ points }) => points[0]),
          atEachStep(history, step),
        );
      }),
    );
  });

  it('has of each run its first and its last, and between them the latest that it had reached', () => {
    fc.assert(
      fc.property(
        fc.array(histories, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 100 }),
        (all, step) => {
          const lines = stepLines(all, step);
          all.forEach((history, i) => {
            const column = lines.map(({ points }) => points[i]!);
            assert.ok(column.includes(history[0]!) && column.includes(history.at(-1)!));
            for (const { iteration, points } of lines) {
              const isOver = iteration > history.at(-1)!.iteration;
              const expected = isOver ? undefined : history.filter((one) => one.iteration <= iteration).at(-1);
              assert.equal(points[i], expected ?? null);
            }
          });
        },
      ),
    );
  });
});
