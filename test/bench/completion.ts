// How well ratings are predicted that were held out, beside how long it takes. RATINGS=path/to/ratings.csv names a file
// of user, item, rating under a header; without it the table is left out. The folds are those of Surprise's tables.
import { biasesAlone } from '../../src/completion/als';
import { samplePosterior } from '../../src/completion/bayes/posterior';
import { intervalLevels } from '../../src/protocol/intervals';
import { fit, type PointSolver } from '../../src/completion/fit';
import { predict } from '../../src/completion/model';
import { clip, scaleOf } from '../../src/completion/ratingsModel';
import { holdOut } from '../../src/completion/split';
import { restore, standardize } from '../../src/completion/standardize';
import type { Observations } from '../../src/matrix/observations';
import { quiet } from '../../src/protocol/control';
import type { BiasedFactors } from '../../src/protocol/results';
import { benchBayesThreads } from './bayesThreads';
import { fiveFolds, readRatingsFile, type Fold } from './ratingsFolds';

interface Score {
  readonly rmse: number;
  readonly mae: number;
  /** The shares within 50 % and 90 % intervals. */
  readonly coverage: readonly [number, number] | null;
}

function score({ training, test }: Fold, predicted: (t: number) => number, coverage: Score['coverage'] = null): Score {
  const scale = scaleOf(training);
  const errors = test.values.map((value, t) => value - clip(predicted(t), scale));
  const mean = (of: (error: number) => number): number => errors.reduce((sum, e) => sum + of(e), 0) / errors.length;
  return { rmse: Math.sqrt(mean((e) => e * e)), mae: mean(Math.abs), coverage };
}

const scoreModel = (fold: Fold, model: BiasedFactors): Score =>
  score(fold, (t) => predict(model, fold.test.rowIndex[t]!, fold.test.columnIndex[t]!));

function bayes(fold: Fold, rank: number): Score {
  const posterior = samplePosterior(
    fold.training,
    { ...fold.test, isWhole: false },
    { rank, bias: true, sweeps: 150, tolerance: 0, seed: 0, control: quiet, start: null, onSweep: null },
  );
  const within = (level: (typeof intervalLevels)[number]): number => {
    const at = intervalLevels.indexOf(level);
    const inside = fold.test.values.filter((value, t) => {
      const { lower, upper } = posterior.ends(t);
      return lower[at]! <= value && value <= upper[at]!;
    });
    return inside.length / fold.test.values.length;
  };
  return score(fold, (t) => posterior.mean[t]!, [within(0.5), within(0.9)]);
}

/** λ for ratings of unit spread, the best on a tenth of the training ratings. */
function tuned(fold: Fold, solver: PointSolver, rank: number, iterations: number): Score {
  const fitWith = (known: Observations, share: number): BiasedFactors => {
    const regularization = share * standardize(known, true).spread;
    const settings = {
      solver,
      rank,
      regularization,
      bias: true,
      learningRate: null,
      iterations,
      tolerance: 0,
      seed: 0,
    };
    return fit(known, settings, quiet, null).model;
  };
  const { training, test, restore } = holdOut(fold.training, 0.1, 1);
  const errors = [4, 7, 10, 13, 18].map((share) => ({
    share,
    rmse: scoreModel({ training, test: test! }, fitWith(training, share)).rmse,
  }));
  const { share } = errors.reduce((best, one) => (one.rmse < best.rmse ? one : best));
  restore();
  return scoreModel(fold, fitWith(fold.training, share));
}

function biases(fold: Fold): Score {
  const standardized = standardize(fold.training, true);
  const model = biasesAlone(standardized.observations, { regularization: 4, control: quiet });
  return scoreModel(fold, restore(model, standardized));
}

const methods: readonly (readonly [string, (fold: Fold) => Score])[] = [
  ['biases alone', biases],
  ['sgd, rank 10, 30 epochs, λ tuned', (fold) => tuned(fold, 'sgd', 10, 30)],
  ['als, rank 8, 10 iterations, λ tuned', (fold) => tuned(fold, 'als', 8, 10)],
  ['bayes, rank 8, 150 sweeps', (fold) => bayes(fold, 8)],
];

/** The table of five folds of the ratings file that RATINGS names. */
export async function benchCompletion(): Promise<void> {
  const path = process.env['RATINGS'];
  if (path === undefined) {
    console.log('Ratings are not measured: name a file by RATINGS=path/to/ratings.csv.');
    return;
  }
  const ratings = readRatingsFile(path);
  const folds = fiveFolds(ratings);
  await benchBayesThreads(folds);
  console.log(
    `\n${ratings.values.length} ratings, five folds, predictions clipped to the scale, seconds of processor time`,
  );
  console.log(`| ${'method'.padEnd(36)} |   RMSE |    MAE | within 50 % | within 90 % | seconds a fold |`);
  for (const [name, run] of methods) {
    const used = process.cpuUsage();
    const scores = folds.map(run);
    const { user, system } = process.cpuUsage(used);
    const seconds = (user + system) / 1e6 / folds.length;
    const mean = (of: (one: Score) => number): number => scores.reduce((sum, one) => sum + of(one), 0) / scores.length;
    const share = (level: 0 | 1): string =>
      scores[0]!.coverage === null ? '' : mean((one) => one.coverage![level]).toFixed(3);
    console.log(
      `| ${name.padEnd(36)} | ${mean((one) => one.rmse).toFixed(4)} | ${mean((one) => one.mae).toFixed(4)} | ` +
        `${share(0).padStart(11)} | ${share(1).padStart(11)} | ${seconds.toFixed(2).padStart(14)} |`,
    );
  }
}
