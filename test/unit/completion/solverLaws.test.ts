import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import { adam, gd } from '../../../src/completion/gradientDescent';
import { cell, createMatrix } from '../../../src/matrix/dense';
import { pick } from '../../../src/matrix/observations';
import { createRandom, shuffle } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { completionSolvers, type CompletionSolver } from '../../../src/protocol/methods';
import { formatCount } from '../../../src/protocol/quantities';
import type { CompleteRequest } from '../../../src/protocol/request';
import { stopSentence } from '../../../src/protocol/stop';
import { assertClose, completeRequest, label, plant, randomObservations, solverDefaults } from './fixtures';

/** Of one optimum: rank 1 and a λ that rules out all others; sampling for long, where there is none. */
function settings(solver: CompletionSolver, scale = 1): Partial<CompleteRequest> {
  const regularization = solver === 'bayes' ? 'auto' : 2 * scale;
  const iterations = { bayes: 20_000, sgd: 3000, gd: 5000, adam: 4000, als: 5000, softimpute: 5000, nmf: 3000 }[solver];
  return { solver, rank: 1, regularization, iterations, scale: 'none' };
}

const { holed } = plant(9, 7, 1, { density: 0.7, noise: 0.1, bias: true }, createRandom(5));
const positive = label({ ...holed, values: holed.values.map(Math.abs) });

describe('Every solver of missing cells', () => {
  for (const solver of completionSolvers) {
    it(`${solver}: does not depend on the order of rows and columns`, () => {
      const random = createRandom(8);
      const rows = shuffle(
        Uint32Array.from({ length: 9 }, (_, i) => i),
        random,
      );
      const columns = shuffle(
        Uint32Array.from({ length: 7 }, (_, j) => j),
        random,
      );
      const moved = createMatrix(9, 7);
      rows.forEach((i, to) => columns.forEach((j, at) => (moved.values[to * 7 + at] = cell(positive, i, j))));
      const original = complete(completeRequest(positive, settings(solver)), quiet).reconstruction;
      const permuted = complete(completeRequest(label(moved), settings(solver)), quiet).reconstruction;
      // Chains of random numbers agree to their Monte Carlo error.
      const tolerance = solver === 'bayes' ? 0.1 : 0.03;
      rows.forEach((i, to) =>
        columns.forEach((j, at) => assertClose(cell(permuted, to, at), cell(original, i, j), tolerance, `${i}, ${j}`)),
      );
    });

    it(`${solver}: scales with the cells: 1024 R at 1024 λ gives 1024 times the predictions and intervals`, () => {
      const scaled = label({ ...positive, values: positive.values.map((value) => 1024 * value) });
      const brief = { ...settings(solver), iterations: 60 };
      const small = complete(completeRequest(positive, brief), quiet);
      const large = complete(completeRequest(scaled, { ...settings(solver, 1024), iterations: 60 }), quiet);
      small.predictions.forEach(({ value, lower }, p) => {
        assertClose(large.predictions[p]!.value / 1024, value, 1e-9 * (1 + Math.abs(value)));
        assertClose(large.predictions[p]!.lower! / 1024, lower!, 1e-9 * (1 + Math.abs(lower!)));
      });
    });

    it(`${solver}: ends when its time is over, with what it has, and says so`, () => {
      let looks = 0;
      const clock = (): number => 1000 * looks++;
      const weak = solver === 'bayes' ? {} : { regularization: 0.01 };
      const endless = { ...settings(solver), ...weak, iterations: 100_000 };
      const ended = complete(completeRequest(positive, { ...endless, seconds: 7 }), { ...quiet, clock });
      assert.equal(ended.stop, 'time');
      assert.match(stopSentence(ended), /its time was over/);
      assert.ok(ended.predictions.every(({ value }) => Number.isFinite(value)));
      const { iteration } = ended.history.at(-1)!;
      // The first looks at the clock are those that begin the timers.
      assert.ok(iteration > 5 && iteration < (solver === 'bayes' ? 20_100 : 12), String(iteration));
      assert.match(ended.warnings.join(' '), new RegExp(`ran out of time after ${formatCount(iteration)} iterations`));
      // The steps of sgd and the burn-in of bayes are shares of the iterations that are allowed.
      if (solver === 'sgd' || solver === 'bayes') return;
      const whole = complete(completeRequest(positive, { ...endless, iterations: iteration }), quiet);
      assert.deepEqual(ended.model, whole.model);
      assert.deepEqual(ended.heldOut, whole.heldOut);
    });

    it(`${solver}: never looks at the bits of a missing cell`, () => {
      const values = positive.values.slice();
      const at = values.findIndex(Number.isNaN);
      new DataView(values.buffer).setBigUint64(8 * at, 0xfff8_0000_0000_0007n, true);
      assert.ok(Number.isNaN(values[at]));
      const brief = { ...settings(solver), iterations: 40 };
      const [plain, odd] = [positive, { ...positive, values }].map((one) =>
        complete(completeRequest(one, brief), quiet),
      );
      assert.deepEqual(odd!.predictions, plain!.predictions);
    });
  }

  for (const [name, solve] of [
    ['gd', gd],
    ['adam', adam],
  ] as const)
    it(`${name}: the order of the known cells does not matter`, () => {
      const known = randomObservations(8, 6, 0.7, 12);
      const order = shuffle(
        Uint32Array.from(known.values, (_, t) => t),
        createRandom(2),
      );
      const options = { ...solverDefaults, regularization: 0.5, iterations: 30 };
      const [plain, moved] = [known, pick(known, order)].map((cells) => solve(cells, options).model);
      plain!.row.values.forEach((value, at) => assertClose(moved!.row.values[at]!, value, 1e-8));
    });
});
