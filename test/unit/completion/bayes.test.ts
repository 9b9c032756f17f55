import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import { createChain, valuesAt } from '../../../src/completion/bayes/chain';
import { gamma } from '../../../src/completion/bayes/gamma';
import { NormalWishart } from '../../../src/completion/bayes/hyper';
import { noisePrior } from '../../../src/completion/bayes/noise';
import { everyCell, samplePosterior, type SamplingOptions } from '../../../src/completion/bayes/posterior';
import { mixtureEnds, normalEnds } from '../../../src/completion/bayes/quantiles';
import { factorCholesky } from '../../../src/completion/cholesky';
import { cell } from '../../../src/matrix/dense';
import type { Observations } from '../../../src/matrix/observations';
import type { Biases } from '../../../src/protocol/methods';
import { sidesOf } from '../../../src/completion/biases';
import { createRandom, shuffle, type Random } from '../../../src/matrix/random';
import { faults } from '../../../src/matrix/faults';
import { quiet } from '../../../src/protocol/control';
import { assertClose, completeRequest, plant, randomObservations } from './fixtures';

const sampling: SamplingOptions = {
  rank: 2,
  bias: true,
  sweeps: 100,
  tolerance: 0,
  seed: 3,
  control: quiet,
  start: null,
  onSweep: null,
};

describe('Gamma variates', () => {
  it('have the mean and the variance of their shape', () => {
    const random = createRandom(1);
    for (const shape of [0.3, 1, 4.5]) {
      const count = 40_000;
      const draws = Float64Array.from({ length: count }, () => gamma(shape, random));
      const mean = draws.reduce((sum, x) => sum + x, 0) / count;
      const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count;
      // Five standard errors of the mean, and of the variance, whose fourth moment is 3k² + 6k.
      assertClose(mean, shape, 5 * Math.sqrt(shape / count));
      assertClose(variance, shape, 5 * Math.sqrt((2 * shape ** 2 + 6 * shape) / count));
    }
  });
});

describe('Intervals of a mixture', () => {
  it('are those of the normal where all parts are the same', () => {
    const mixture = mixtureEnds(new Float64Array(5).fill(2), new Float64Array(5).fill(3));
    const normal = normalEnds(2, 3);
    normal.lower.forEach((end, level) => assertClose(mixture.lower[level]!, end, 1e-3));
    normal.upper.forEach((end, level) => assertClose(mixture.upper[level]!, end, 1e-3));
  });

  it('reach from one part to the other where these lie apart', () => {
    const { lower, upper } = mixtureEnds(Float64Array.of(-100, 100), Float64Array.of(1, 1));
    assertClose(lower[0]!, -100, 0.01);
    assertClose(upper[0]!, 100, 0.01);
  });
});

/** μ and Λ of one side from their prior, Λ ~ W(I, k), μ ~ N(0, (2Λ)⁻¹), and vectors from N(μ, Λ⁻¹). */
function drawPrior(count: number, width: number, random: Random): Float64Array {
  const root = new Float64Array(width * width);
  for (let p = 0; p < width; p++) {
    for (let q = 0; q < p; q++) root[p * width + q] = random.normal();
    root[p * width + p] = Math.sqrt(2 * gamma((width - p) / 2, random));
  }
  // Λ = AAᵀ, so A⁻ᵀz has covariance Λ⁻¹
  const deviate = (scale: number): number[] => {
    const z = Array.from({ length: width }, () => scale * random.normal());
    for (let p = width - 1; p >= 0; p--) {
      for (let s = p + 1; s < width; s++) z[p]! -= root[s * width + p]! * z[s]!;
      z[p]! /= root[p * width + p]!;
    }
    return z;
  };
  const mean = deviate(Math.SQRT1_2);
  return Float64Array.from(Array.from({ length: count }, () => deviate(1).map((z, p) => mean[p]! + z)).flat());
}

/** A truth from the prior, and noisy cells of it: what `createChain` is the posterior of. */
function drawModel(rows: number, columns: number, rank: number, bias: Biases, random: Random) {
  const sides = sidesOf(bias);
  const draw = (count: number, isBiased: boolean): Float64Array => drawPrior(count, rank + (isBiased ? 1 : 0), random);
  const [u, v] = [draw(rows, sides.row), draw(columns, sides.column)];
  const [first, second] = [sides.row ? 1 : 0, sides.column ? 1 : 0];
  const rate = noisePrior.scale * gamma(1, random);
  const noisePrecision = gamma(noisePrior.shape, random) / rate;
  const value = (i: number, j: number): number => {
    const [x, y] = [i * (rank + first), j * (rank + second)];
    let sum = (sides.row ? u[x]! : 0) + (sides.column ? v[y]! : 0);
    for (let f = 0; f < rank; f++) sum += u[x + first + f]! * v[y + second + f]!;
    return sum;
  };
  return { value, noisePrecision };
}

/** χ² of ranks that should be uniform over `bins`. */
function chiSquare(ranks: readonly number[], bins: number): number {
  const counts = new Array<number>(bins).fill(0);
  for (const rank of ranks) counts[rank]!++;
  const expected = ranks.length / bins;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

const biasWords = { true: 'biases', false: 'no biases', rows: 'biases of rows', columns: 'biases of columns' } as const;

describe('The Gibbs sampler', () => {
  for (const bias of [true, false, 'rows', 'columns'] as const)
    it(`is calibrated: the truth ranks uniformly among draws, with ${biasWords[`${bias}`]} (Talts et al. 2018)`, function () {
      this.timeout(60_000);
      const [rows, columns, rank, bins] = [4, 3, 1, 8];
      const random = createRandom(17);
      const ranks = { missing: [] as number[], known: [] as number[], noise: [] as number[] };
      for (let simulation = 0; simulation < 400; simulation++) {
        const { value, noisePrecision } = drawModel(rows, columns, rank, bias, random);
        const cells = shuffle(
          Uint32Array.from({ length: rows * columns }, (_, at) => at),
          random,
        );
        const known = cells.slice(0, 8);
        const observations: Observations = {
          rows,
          columns,
          rowIndex: known.map((at) => Math.floor(at / columns)),
          columnIndex: known.map((at) => at % columns),
          values: Float64Array.from(
            known,
            (at) => value(Math.floor(at / columns), at % columns) + random.normal() / Math.sqrt(noisePrecision),
          ),
        };
        const chain = createChain(observations, { rank, bias, random, control: quiet, start: null });
        const [missingCell, knownCell] = [cells[11]!, cells[0]!];
        const below = { missing: 0, known: 0, noise: 0 };
        for (let sweep = 0; sweep < 200; sweep++) chain.sweep();
        for (let draw = 0; draw < bins - 1; draw++) {
          for (let sweep = 0; sweep < 40; sweep++) chain.sweep();
          const both = [missingCell, knownCell];
          const [rowIndex, columnIndex] = [both.map((at) => Math.floor(at / columns)), both.map((at) => at % columns)];
          const drawn = new Float64Array(2);
          valuesAt(chain, Uint32Array.from(rowIndex), Uint32Array.from(columnIndex), drawn);
          if (drawn[0]! < value(rowIndex[0]!, columnIndex[0]!)) below.missing++;
          if (drawn[1]! < value(rowIndex[1]!, columnIndex[1]!)) below.known++;
          if (chain.noisePrecision < noisePrecision) below.noise++;
        }
        ranks.missing.push(below.missing);
        ranks.known.push(below.known);
        ranks.noise.push(below.noise);
      }
      // The 99.9 % point of χ² with 7 degrees of freedom.
      for (const [name, all] of Object.entries(ranks)) {
        const statistic = chiSquare(all, bins);
        assert.ok(statistic < 24.3, `${name}: χ² = ${statistic}`);
      }
    });

  it('draws precisions whose mean is that of their Wishart conditional, (k + n) M⁻¹', () => {
    const random = createRandom(4);
    const hyper = new NormalWishart(2, random);
    const vectors = Float64Array.from({ length: 12 }, (_, at) => random.normal() + (at % 2));
    const [x, y] = [0, 1].map((p) => vectors.filter((_, at) => at % 2 === p));
    const n = 6;
    // M = I + Σ x xᵀ − n x̄x̄ᵀ + nβ₀/(n + β₀) x̄x̄ᵀ = I + Σ x xᵀ − n²/(n + β₀) x̄x̄ᵀ, with β₀ = 2
    const product = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    const mean = (a: Float64Array): number => a.reduce((sum, value) => sum + value / n, 0);
    const m = (a: Float64Array, b: Float64Array): number =>
      (a === b ? 1 : 0) + product(a, b) - (n ** 2 / (n + 2)) * mean(a) * mean(b);
    const determinant = m(x!, x!) * m(y!, y!) - m(x!, y!) ** 2;
    const expected = [m(y!, y!), -m(x!, y!), m(x!, x!)].map((entry) => ((2 + n) * entry) / determinant);
    const draws = 20_000;
    const sums = [0, 0, 0];
    // Σ (1, x)(1, x)ᵀ
    const all = [new Float64Array(n).fill(1), x!, y!];
    const moments = Float64Array.from(all.flatMap((a) => all.map((b) => product(a, b))));
    for (let draw = 0; draw < draws; draw++) {
      const { precision } = hyper.draw(moments);
      [0, 2, 3].forEach((at, entry) => (sums[entry]! += precision[at]! / draws));
    }
    const size = Math.hypot(...expected);
    expected.forEach((entry, at) => assertClose(sums[at]!, entry, 0.03 * size));
  });

  it('agrees with a run fifty times as long', () => {
    const known = randomObservations(6, 5, 0.7, 8);
    const targets = everyCell(6, 5);
    const short = samplePosterior(known, targets, { ...sampling, sweeps: 1500 });
    const long = samplePosterior(known, targets, { ...sampling, sweeps: 60_000, seed: 11 });
    long.mean.forEach((mean, t) => {
      assertClose(short.mean[t]!, mean, 0.25 * long.deviation(t), `mean of cell ${t}`);
      assertClose(short.deviation(t), long.deviation(t), 0.25 * long.deviation(t), `deviation of cell ${t}`);
    });
  });

  it('gives the same answer for the same seed, and another for another', () => {
    const known = randomObservations(6, 5, 0.7, 8);
    const means = (seed: number): Float64Array => samplePosterior(known, everyCell(6, 5), { ...sampling, seed }).mean;
    assert.deepEqual(means(1), means(1));
    assert.notDeepEqual(means(1), means(2));
  });

  it('scales with the cells, to the last bit for powers of two', () => {
    const known = randomObservations(6, 5, 0.7, 8);
    const scaled = { ...known, values: known.values.map((value) => 1024 * value) };
    const small = samplePosterior(known, everyCell(6, 5), sampling);
    const large = samplePosterior(scaled, everyCell(6, 5), sampling);
    small.mean.forEach((mean, t) => assert.equal(large.mean[t], 1024 * mean));
    assert.deepEqual(
      large.ends(7).lower,
      small.ends(7).lower.map((end) => 1024 * end),
    );
  });

  it('stops by its sweeps, by tolerance, by time, and when cancelled', () => {
    const known = randomObservations(6, 5, 0.7, 8);
    const run = (changes: Partial<SamplingOptions>) =>
      samplePosterior(known, everyCell(6, 5), { ...sampling, sweeps: 5000, ...changes });
    assert.deepEqual([run({ sweeps: 50 }).stop, run({ sweeps: 50 }).sweeps], ['iterations', 50]);
    const loose = run({ tolerance: 0.2 });
    assert.equal(loose.stop, 'tolerance');
    assert.ok(loose.sweeps < 5000);
    assert.equal(run({ ending: () => 'time' }).stop, 'time');
    let looks = 0;
    const checkpoint = (): void => {
      if (looks++ === 10) throw faults.cancelled();
    };
    assert.throws(() => run({ control: { report: () => undefined, checkpoint } }), /Cancelled/);
  });

  it('does not find noise where there is hardly any', () => {
    const random = createRandom(6);
    const { truth, holed } = plant(20, 15, 1, { density: 0.6, noise: 1e-3, bias: true }, random);
    const { predictions } = complete(completeRequest(holed, { rank: 1 }), quiet);
    const reach = predictions.reduce((sum, { lower, upper }) => sum + (upper! - lower!) / predictions.length, 0);
    assert.ok(reach < 0.02, `intervals are ${reach} wide`);
    const within = predictions.filter(({ row, column, lower, upper }) => {
      const actual = cell(truth, row, column);
      return lower! <= actual && actual <= upper!;
    });
    assert.ok(within.length > 0.8 * predictions.length, `${within.length} of ${predictions.length}`);
  });

  it('recovers a planted matrix within its noise', () => {
    const { truth, holed } = plant(40, 30, 2, { density: 0.6, noise: 0.2, bias: true }, createRandom(2));
    const at = Uint32Array.from(holed.values.keys()).filter((cell) => !Number.isNaN(holed.values[cell]));
    const known: Observations = {
      rows: 40,
      columns: 30,
      rowIndex: at.map((cell) => Math.floor(cell / 30)),
      columnIndex: at.map((cell) => cell % 30),
      values: Float64Array.from(at, (cell) => holed.values[cell]!),
    };
    const { mean, noise } = samplePosterior(known, everyCell(40, 30), { ...sampling, sweeps: 300 });
    assertClose(noise, 0.2, 0.03, 'noise');
    const errors = mean.map((value, cell) => (value - truth.values[cell]!) ** 2);
    const rmse = Math.sqrt(errors.reduce((sum, e) => sum + e, 0) / errors.length);
    assert.ok(rmse < 0.25, `RMSE ${rmse}`);
  });
});

describe('Cholesky factors', () => {
  it('are refused where the matrix is not positive definite', () => {
    assert.equal(factorCholesky(Float64Array.of(1, 0, 2, 1), 2), false);
    assert.equal(factorCholesky(Float64Array.of(0), 1), false);
  });
});
