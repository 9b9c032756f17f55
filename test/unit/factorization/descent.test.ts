import assert from 'node:assert/strict';
import { createMatrix, fromRows, type Matrix } from '../../../src/matrix/dense';
import { Fault } from '../../../src/matrix/fault';
import { faults } from '../../../src/matrix/faults';
import { createRandom } from '../../../src/matrix/random';
import { quiet, type Control, type Progress } from '../../../src/protocol/control';
import { decompose } from '../../../src/factorization';
import { evaluate } from '../../../src/factorization/descent';
import { adamStep, gradientStep } from '../../../src/factorization/steps';
import { ask, factorOf, labelled, singularValues, times, ulp, uniform } from './matrices';

const note = fromRows([
  [5, 3],
  [3, 2],
  [2, 1],
  [1, 1],
]);

/** Σ_{i>k} σ_i² / mn: no matrix of rank k comes closer (Eckart and Young). */
function lowest(a: Matrix, rank: number): number {
  return (
    singularValues(a)
      .slice(rank)
      .reduce((sum, value) => sum + value * value, 0) / a.values.length
  );
}

describe('gradient of the mean squared error', () => {
  it('agrees with central differences', () => {
    const random = createRandom(11);
    const a = uniform(4, 3, random);
    const parameters = Float64Array.from({ length: 14 }, () => random.normal());
    const gradient = new Float64Array(14);
    const scratch = new Float64Array(14);
    evaluate(a, 2, parameters, gradient);
    const step = 1e-5;
    parameters.forEach((value, i) => {
      const at = (moved: number): number => evaluate(a, 2, parameters.with(i, moved), scratch);
      const difference = (at(value + step) - at(value - step)) / (2 * step);
      assert.ok(Math.abs(difference - gradient[i]!) < 1e-8, `parameter ${i}`);
    });
  });
});

describe('steps', () => {
  it('of gradient descent are −η g', () => {
    const parameters = Float64Array.of(1, 2);
    gradientStep(0.5)(parameters, Float64Array.of(4, -2));
    assert.deepEqual(Array.from(parameters), [-1, 3]);
  });

  it('of Adam begin with η in the direction of −sign g, whatever the size of g', () => {
    const parameters = Float64Array.of(0, 0, 0);
    adamStep(3, 0.01)(parameters, Float64Array.of(1e3, -1, 1e-3));
    Array.from(parameters).forEach((value, i) => assert.ok(Math.abs(value - [-0.01, 0.01, -0.01][i]!) < 1e-6));
  });

  it('of Adam follow the paper’s recurrence over three steps', () => {
    const gradients = [0.5, -0.2, 0.1];
    const parameters = Float64Array.of(1);
    const step = adamStep(1, 0.1);
    gradients.forEach((g) => step(parameters, Float64Array.of(g)));
    let [m, v, expected] = [0, 0, 1];
    gradients.forEach((g, i) => {
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      expected -= (0.1 * (m / (1 - 0.9 ** (i + 1)))) / (Math.sqrt(v / (1 - 0.999 ** (i + 1))) + 1e-8);
    });
    assert.ok(Math.abs(parameters[0]! - expected) < 1e-13);
  });
});

describe('A ≈ WH', () => {
  it('by Adam at rank 2, rate 0.01, 5000 iterations fits the first lecture note below 1e-12, from 25 seeds', () => {
    for (let seed = 0; seed < 25; seed++) {
      const answer = ask(note, 'adam', { rank: 2, learningRate: 0.01, iterations: 5000, seed });
      assert.ok(answer.diagnostics.meanSquaredError! < 1e-12, `seed ${seed}`);
      assert.ok(answer.history.at(-1)!.objective < 1e-12, `seed ${seed}, last point of the curve`);
      assert.equal(answer.history.length, 5000);
      assert.equal(answer.stop, 'iterations');
    }
  });

  it('by plain gradient descent never raises the objective at its own rate, whatever the scale', () => {
    for (const scale of [1e-6, 1, 1e6])
      for (const seed of [0, 1, 2]) {
        const a = times(uniform(6, 5, createRandom(seed)), scale);
        const answer = ask(a, 'gd', { rank: 3, iterations: 300, seed });
        answer.history.forEach((point, i) => {
          const before = answer.history[i - 1]?.objective ?? Number.POSITIVE_INFINITY;
          assert.ok(point.objective <= before * (1 + 100 * ulp), `scale ${scale}, iteration ${point.iteration}`);
        });
      }
  });

  it('comes to the best fit of its rank and never below it', () => {
    const a = uniform(6, 4, createRandom(7));
    for (const method of ['gd', 'adam'] as const) {
      const { meanSquaredError } = ask(a, method, { rank: 2, iterations: 20000 }).diagnostics;
      assert.ok(meanSquaredError! >= lowest(a, 2) * (1 - 1e-12));
      assert.ok(meanSquaredError! <= lowest(a, 2) * 1.001, method);
    }
  });

  it('says how far it is from the best fit when it stopped too early', () => {
    assert.match(ask(note, 'gd', { rank: 2, iterations: 5 }).warnings.join(' '), /The best fit of rank 2/);
    assert.deepEqual(ask(note, 'gd', { rank: 2 }).warnings, []);
  });

  it('begins its curve with the error of the starting factors, uniform from the seed', () => {
    const random = createRandom(42);
    const start = Float64Array.from({ length: 12 }, () => random.uniform());
    const first = evaluate(note, 2, start, new Float64Array(12));
    assert.equal(ask(note, 'adam', { seed: 42, iterations: 3 }).history[0]!.objective, first);
  });

  it('is the same for the same seed and another for another', () => {
    const w = (seed: number): number[] => Array.from(factorOf(ask(note, 'adam', { seed, iterations: 50 }), 'W').values);
    assert.deepEqual(w(3), w(3));
    assert.notDeepEqual(w(3), w(4));
  });

  it('thins a long curve evenly to at most 5000 points, first and last among them', () => {
    for (const iterations of [5001, 9999, 10000, 25001]) {
      const { history } = ask(
        fromRows([
          [1, 2],
          [3, 4],
        ]),
        'gd',
        { iterations },
      );
      assert.ok(history.length <= 5000 && history.length > 1600);
      assert.equal(history[0]!.iteration, 1);
      assert.equal(history.at(-1)!.iteration, iterations);
      const steps = new Set(history.slice(2, -1).map((point, i) => point.iteration - history[i + 1]!.iteration));
      assert.equal(steps.size, 1);
    }
  });

  it('stops by itself once the fit is exact to rounding or nothing is gained, if the iterations are left open', () => {
    assert.equal(ask(createMatrix(2, 2, 1), 'gd', { rank: 1 }).stop, 'tolerance');
    const answer = ask(uniform(3, 3, createRandom(1)), 'gd', { rank: 1 });
    assert.equal(answer.stop, 'stalled');
    assert.ok(answer.history.length < 5000);
  });

  it('says that it diverged at a learning rate too large', () => {
    assert.throws(() => ask(note, 'gd', { learningRate: 10 }), faultWith('diverged'));
  });

  it('says that numbers are too large to square', () => {
    assert.throws(() => ask(times(note, 1e200), 'adam'), faultWith('too-large'));
  });

  it('returns its best factors and says so where Adam’s last steps went up', () => {
    const answer = ask(note, 'adam', { learningRate: 3, iterations: 60 });
    const lowestSeen = Math.min(...answer.history.map((point) => point.objective));
    assert.ok(answer.diagnostics.meanSquaredError! <= lowestSeen * (1 + 1e-12));
  });

  it('reports every point of the curve once, in order', () => {
    const reports: Progress[] = [];
    const control: Control = { ...quiet, report: (progress) => void reports.push(progress) };
    const answer = decompose({ ...ask(note, 'adam', { iterations: 4000 }).request }, control);
    assert.deepEqual(
      reports.flatMap((report) => report.points),
      answer.history,
    );
    assert.equal(reports.at(-1)!.done, 4000);
  });

  it('stops at the first checkpoint after it was cancelled', () => {
    let asked = 0;
    const control: Control = {
      ...quiet,
      checkpoint: () => {
        if (++asked === 30) throw faults.cancelled();
      },
    };
    const { request } = ask(labelled(note), 'gd', { iterations: 1 });
    assert.throws(() => decompose({ ...request, iterations: 1e9 }, control), faultWith('cancelled'));
    assert.equal(asked, 30);
  });
});

function faultWith(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Fault && error.data.code === code;
}
