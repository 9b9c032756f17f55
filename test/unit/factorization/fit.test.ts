import assert from 'node:assert/strict';
import { relativeGradient } from '../../../src/factorization/stationarity';
import { nmfObjective } from '../../../src/factorization/nmfUpdates';
import { decompositionsOf } from '../../../src/protocol/methods';
import { createMatrix, frobeniusNorm, fromRows, type Matrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { ask, askEach, factorOf, labelled, times, uniform } from './matrices';

const positive = (a: Matrix): Matrix => ({ ...a, values: a.values.map((value) => Math.abs(value) + 0.1) });

describe('how near fitted factors are to their least objective', () => {
  const random = createRandom(11);
  const a = positive(uniform(6, 5, random));
  const w = positive(uniform(6, 2, random));
  const h = positive(uniform(2, 5, random));

  for (const loss of ['frobenius', 'kullback-leibler'] as const)
    it(`the ${loss} gradient is that of differences, for factors of equal lengths`, () => {
      const unit = (lengths: number[], at: number): number => lengths[at]!;
      const columns = [0, 1].map((k) => Math.hypot(...Array.from({ length: 6 }, (_, i) => w.values[i * 2 + k]!)));
      const rows = [0, 1].map((k) => Math.hypot(...h.values.subarray(k * 5, k * 5 + 5)));
      const scale = [0, 1].map((k) => Math.sqrt(unit(rows, k) / unit(columns, k)));
      const balanced = {
        w: { ...w, values: w.values.map((value, at) => value * scale[at % 2]!) },
        h: { ...h, values: h.values.map((value, at) => value / scale[Math.floor(at / 5)]!) },
      };
      const step = 1e-6;
      const slopes = [balanced.w, balanced.h].flatMap(({ values }) =>
        Array.from(values.keys(), (at) => {
          const kept = values[at]!;
          const [up, down] = [kept + step, kept - step].map((value) => {
            values[at] = value;
            return nmfObjective(a, balanced, loss);
          });
          values[at] = kept;
          return (up! - down!) / (2 * step);
        }),
      );
      const size = Math.hypot(frobeniusNorm(balanced.w), frobeniusNorm(balanced.h));
      const whole = a.values.reduce((sum, value) => sum + (loss === 'frobenius' ? value * value : value), 0) / 30;
      const expected = (Math.hypot(...slopes) * size) / whole;
      const measured = relativeGradient(a, { w, h }, { loss, nonNegative: true });
      assert.ok(Math.abs(measured - expected) <= 1e-6 * expected, `${measured} is not ${expected}`);
    });

  it('it does not depend on the unit of A, nor on how W and H share it', () => {
    const measure = (...factors: [Matrix, Matrix, Matrix]): number =>
      relativeGradient(factors[0], { w: factors[1], h: factors[2] }, { loss: 'frobenius', nonNegative: false });
    const once = measure(a, w, h);
    assert.equal(measure(times(a, 2 ** 400), w, times(h, 2 ** 400)), once);
    assert.equal(measure(a, times(w, 4), times(h, 0.25)), once);
  });

  it('a cell that is held at 0 by what it may not become has no gradient', () => {
    const one = (value: number): Matrix => ({ rows: 1, columns: 1, values: Float64Array.of(value) });
    const two = fromRows([[1], [0]]);
    const factors = { w: fromRows([[1], [0]]), h: one(1) };
    assert.equal(relativeGradient(two, factors, { loss: 'frobenius', nonNegative: true }), 0);
  });

  it('it is 0 of a matrix of zeros that is met exactly', () => {
    const zeros = { w: createMatrix(2, 1), h: createMatrix(1, 2) };
    assert.equal(relativeGradient(createMatrix(2, 2), zeros, { loss: 'frobenius', nonNegative: true }), 0);
  });

  it('runs that came to rest are within their bound, and runs that were cut short say that they are not', () => {
    const matrix = positive(uniform(30, 20, createRandom(1)));
    for (const method of ['gd', 'adam', 'nmf'] as const) {
      const rested = ask(matrix, method, { rank: 2 });
      assert.ok(rested.diagnostics.fit!.gradientNorm < rested.diagnostics.fit!.bound, method);
      const cut = ask(matrix, method, { rank: 2, iterations: 3 });
      assert.ok(cut.diagnostics.fit!.gradientNorm >= cut.diagnostics.fit!.bound, method);
      assert.match(cut.warnings.join(' '), /More iterations/, method);
    }
  });

  it('the objective is that of the factors that are given', () => {
    const answer = ask(a, 'adam', { rank: 2, iterations: 40 });
    assert.equal(
      answer.diagnostics.fit!.objective,
      nmfObjective(a, { w: factorOf(answer, 'W'), h: factorOf(answer, 'H') }, 'frobenius'),
    );
  });
});

describe('every method', () => {
  const shapes: readonly (readonly [number, number])[] = [
    [4, 4],
    [5, 3],
    [3, 5],
  ];
  for (const [m, n] of shapes)
    it(`says of a ${m}×${n} matrix how far off its result is`, () => {
      const base = positive(uniform(m, n, createRandom(3)));
      const spd = m === n ? { ...base, values: base.values.map((_, at) => (at % 5 === 0 ? 4 : 1)) } : base;
      for (const method of decompositionsOf(base)) {
        const { diagnostics } = askEach(spd, method, { rank: 1, rightSide: labelled(spd) });
        assert.ok(diagnostics.backwardError !== undefined || diagnostics.fit !== undefined, method);
      }
    });

  it('regression: the determinant of a singular matrix was given as what rounding left of it', () => {
    const singular = times(
      fromRows([
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ]),
      0.1,
    );
    const text = ask(singular, 'properties').quantities?.find(({ name }) => name === 'determinant')?.text ?? '';
    assert.match(text, /^0 within rounding/);
  });
});
