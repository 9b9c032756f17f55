// The sampler on the threads that trainings have: what a sweep and all folds of a ratings file take with one, and with two.
import { createBayesTraining } from '../../src/completion/training/bayes';
import { scaleOf } from '../../src/completion/ratingsModel';
import { spreadOf } from '../../src/completion/standardize';
import { medianOf } from './measure';
import type { Fold } from './ratingsFolds';

const sweeps = 150;

/** Prints a table of five folds at rank 8: what was reached, and the time by the clock beside that of all processors. */
export async function benchBayesThreads(folds: readonly Fold[]): Promise<void> {
  console.log(`\nbayes on threads, rank 8, ${sweeps} sweeps, ${folds.length} folds`);
  console.log('| threads |   RMSE | within 90 % | ms a sweep, median | least | seconds, all folds | of processors |');
  for (const threads of [1, 2]) {
    const times: number[] = [];
    const scores = { rmse: 0, within: 0 };
    const [started, used] = [performance.now(), process.cpuUsage()];
    for (const { training, test } of folds) {
      const standard = spreadOf(training, true);
      const data = { cells: training, held: test, standard, scale: scaleOf(training) };
      const model = await createBayesTraining(data, { rank: 8, sweeps, seed: 0, threads });
      try {
        for (let sweep = 1; sweep <= sweeps; sweep++) {
          const before = performance.now();
          await model.step(sweep, () => undefined);
          times.push(performance.now() - before);
        }
        const squares = await model.heldOutSquares(() => undefined);
        scores.rmse += (standard.spread * Math.sqrt(squares / test.values.length)) / folds.length;
        scores.within += (model.coverage?.() ?? Number.NaN) / folds.length;
      } finally {
        await model.close();
      }
    }
    const { user, system } = process.cpuUsage(used);
    const seconds = (performance.now() - started) / 1000;
    const least = Math.min(...times);
    console.log(
      `| ${String(threads).padStart(7)} | ${scores.rmse.toFixed(4)} | ${scores.within.toFixed(3).padStart(11)} | ` +
        `${medianOf(times).toFixed(2).padStart(18)} | ${least.toFixed(2).padStart(5)} | ${seconds.toFixed(2).padStart(18)} | ` +
        `${((user + system) / 1e6).toFixed(2).padStart(13)} |`,
    );
  }
}
