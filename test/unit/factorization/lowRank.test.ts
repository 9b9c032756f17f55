import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  createMatrix,
  fromRows,
  frobeniusNorm,
  multiply,
  subtract,
  transpose,
  type Matrix,
} from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { hardThreshold, medianMarchenkoPastur } from '../../../src/factorization/hardThreshold';
import { elbowRank } from '../../../src/factorization/ranks';
import { ask, factorOf, ulp, uniform } from './matrices';

function largestDifference(a: Matrix, b: Matrix): number {
  return subtract(a, b).values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

describe('rank-k approximation', () => {
  it('has the error that the singular values left out say, for every rank', () => {
    const a = uniform(8, 5, createRandom(4));
    for (let rank = 1; rank <= 5; rank++) {
      const analysis = ask(a, 'approximate', { rank });
      const error = frobeniusNorm(subtract(a, analysis.reconstruction!)) / frobeniusNorm(a);
      assert.ok(Math.abs(error - analysis.spectrum!.errors[rank - 1]!) < 100 * ulp);
      assert.equal(analysis.spectrum!.compressions[rank - 1], 40 / (rank * 14));
    }
  });

  it('of the first lecture note’s 4×2 matrix keeps the largest singular value', () => {
    const a = fromRows([
      [1, 2],
      [2, 1],
      [3, 3],
      [4, 4],
    ]);
    const { spectrum } = ask(a, 'approximate', { rank: 1 });
    // AᵀA = [[30, 29], [29, 30]]: eigenvalues 59 and 1
    assert.ok(Math.abs(spectrum!.singularValues[0]! - Math.sqrt(59)) < 100 * ulp);
    assert.ok(Math.abs(spectrum!.errors[0]! - Math.sqrt(1 / 60)) < 100 * ulp);
  });

  it('the elbow is before the value farthest below the line from the first to the last', () => {
    assert.equal(elbowRank([10, 9, 1, 0.9, 0.8]).kept, 2);
    assert.equal(elbowRank([5, 3, 0, 0]).kept, 2);
    assert.equal(elbowRank([7]).kept, 1);
    assert.equal(elbowRank([0, 0]).kept, 1);
    assert.match(elbowRank([4, 3, 2, 1]).rule, /^no elbow/);
    assert.equal(elbowRank([4, 3, 2, 1]).kept, 3, '29 of 30 explain 90%');
  });
});

describe('denoising', () => {
  it('ω is 2.858 for a square, as Gavish and Donoho print it, and near their polynomial elsewhere', () => {
    const omega = (m: number, n: number): number => hardThreshold(Float64Array.of(1), m, n).omega;
    assert.ok(Math.abs(omega(5, 5) - 2.858) < 1e-3);
    for (const beta of [0.05, 0.2, 0.5, 0.8]) {
      const polynomial = 0.56 * beta ** 3 - 0.95 * beta ** 2 + 1.82 * beta + 1.43;
      assert.ok(Math.abs(omega(1000 * beta, 1000) - polynomial) < 0.02);
    }
    // of a square the median is 2 − 2 cos θ with θ + sin θ = π/2
    const theta = Math.acos(1 - medianMarchenkoPastur(1) / 2);
    assert.ok(Math.abs(theta + Math.sin(theta) - Math.PI / 2) < 1e-10);
  });

  it('the threshold is ω times the median singular value, of an even count the mean of the two in the middle', () => {
    assert.equal(hardThreshold(Float64Array.of(9, 5, 2), 3, 3).median, 5);
    const { threshold, omega, median } = hardThreshold(Float64Array.of(9, 5, 2, 1), 4, 4);
    assert.deepEqual([median, threshold], [3.5, omega * 3.5]);
  });

  it('finds the rank below the noise, and comes closer to what was there than the noisy matrix', () => {
    const random = createRandom(12);
    const clean = multiply(uniform(60, 3, random), uniform(3, 40, random));
    const noisy = { ...clean, values: clean.values.map((value) => value + 0.05 * random.normal()) };
    const analysis = ask(noisy, 'denoise');
    assert.equal(analysis.spectrum!.kept, 3);
    const distance = (a: Matrix): number => frobeniusNorm(subtract(a, clean));
    assert.ok(distance(analysis.reconstruction!) < 0.5 * distance(noisy));
  });

  it('of noise alone keeps nothing and says so', () => {
    const random = createRandom(2);
    const noise = { ...createMatrix(40, 40), values: Float64Array.from({ length: 1600 }, () => random.normal()) };
    const analysis = ask(noise, 'denoise');
    assert.equal(analysis.spectrum!.kept, 0);
    assert.match(analysis.warnings[0]!, /nothing stands out/);
  });
});

describe('PCA', () => {
  const a = uniform(12, 4, createRandom(6));

  it('scores are uncorrelated, and their variances are those of the singular values', () => {
    const analysis = ask(a, 'pca');
    const t = factorOf(analysis, 'T');
    const covariance = multiply(transpose(t), t);
    covariance.values.forEach((value, at) => {
      const [i, j] = [Math.floor(at / 4), at % 4];
      const expected = i === j ? analysis.spectrum!.singularValues[i]! ** 2 : 0;
      assert.ok(Math.abs(value - expected) < 1000 * ulp);
    });
    assert.ok(Math.abs(analysis.spectrum!.explained.reduce((sum, share) => sum + share, 0) - 1) < 10 * ulp);
  });

  it('all components give the matrix back, centered, scaled or neither', () => {
    for (const center of [true, false])
      for (const scale of [true, false]) {
        const analysis = ask(a, 'pca', { center, scale });
        assert.ok(largestDifference(a, analysis.reconstruction!) < 100 * ulp);
      }
  });

  it('deviations have m − 1 in the denominator, as a sample has', () => {
    const counted = { ...createMatrix(4, 1), values: Float64Array.of(1, 2, 3, 4) };
    const [deviation] = factorOf(ask(counted, 'pca', { scale: true }), 'σ').values;
    assert.ok(Math.abs(deviation! - Math.sqrt(5 / 3)) < 4 * ulp);
  });

  it('scaled, does not depend on the units of the columns', () => {
    const units = [1, 1000, 0.01, 7];
    const other = { ...a, values: a.values.map((value, at) => value * units[at % 4]!) };
    const [one, two] = [ask(a, 'pca', { scale: true }), ask(other, 'pca', { scale: true })];
    assert.ok(largestDifference(factorOf(one, 'T'), factorOf(two, 'T')) < 1e4 * ulp);
  });

  it('of constant columns has no direction, and names them where they cannot be scaled', () => {
    const constant = {
      ...createMatrix(5, 2),
      values: Float64Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? 0.1 : at)),
    };
    const analysis = ask(constant, 'pca', { scale: true });
    assert.match(analysis.warnings[0]!, /Column 1 is constant/);
    assert.ok(largestDifference(constant, analysis.reconstruction!) < 100 * ulp);
    assert.ok(ask(createMatrix(3, 2, 0.1), 'pca').spectrum!.explained.every((share) => Number.isFinite(share)));
  });
});

describe('NMF', () => {
  const nonNegative = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
    .chain(([m, n]) =>
      fc
        .array(fc.constantFrom(0, 0, 1, 2, 0.5, 3e8), { minLength: m * n, maxLength: m * n })
        .map((values): Matrix => ({ rows: m, columns: n, values: Float64Array.from(values) })),
    );

  it('has no cell below 0 and an objective that never rises', () => {
    fc.assert(
      fc.property(nonNegative, fc.constantFrom('frobenius' as const, 'kullback-leibler' as const), (a, loss) => {
        const analysis = ask(a, 'nmf', { loss, iterations: 40 });
        for (const { values } of analysis.factors) assert.ok(values.every((value) => value >= 0));
        const objectives = analysis.history.map(({ objective }) => objective);
        const size = Math.max(...a.values) ** (loss === 'frobenius' ? 2 : 1);
        objectives.slice(1).forEach((next, i) => assert.ok(next <= objectives[i]! + 1e-12 * size));
      }),
      { numRuns: 150 },
    );
  });

  it('of rank 1 and 2 is exact where there are exact factors', () => {
    for (const rank of [1, 2]) {
      const random = createRandom(20 + rank);
      const positive = (m: number, n: number): Matrix => {
        const signed = uniform(m, n, random);
        return { ...signed, values: signed.values.map((value) => Math.max(0, value)) };
      };
      const a = multiply(positive(8, rank), positive(rank, 6));
      const { diagnostics } = ask(a, 'nmf', { rank });
      assert.ok(diagnostics.relativeResidual! < 1e-13);
    }
  });

  it('columns of W add up to 1', () => {
    const w = factorOf(
      ask(
        fromRows([
          [5, 3, 1],
          [4, 0, 1],
          [1, 1, 5],
        ]),
        'nmf',
        { rank: 2 },
      ),
      'W',
    );
    for (const j of [0, 1]) {
      const sum = w.values.reduce((total, value, at) => (at % 2 === j ? total + value : total), 0);
      assert.ok(Math.abs(sum - 1) < 10 * ulp);
    }
  });

  it('names the cell that is below 0', () => {
    assert.throws(
      () =>
        ask(
          fromRows([
            [1, 2],
            [3, -4],
          ]),
          'nmf',
        ),
      /row 2, column 2/,
    );
  });
});
