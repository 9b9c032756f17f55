import { countEach, group, pick, type Observations } from '../../matrix/observations';
import { faults } from '../../matrix/faults';
import { startTimer, type Control } from '../../protocol/control';
import type { LocalRatingsSolver } from '../../protocol/methods';
import {
  isSameSetting,
  meanError,
  standardError,
  type SearchedSetting,
  type SearchRound,
  type TrainingSearch,
} from '../../protocol/trainingSearch';
import type { BiasedFactors } from '../../protocol/results';
import { createFolds, withoutFold } from '../folds';
import { createReporter } from '../progress';
import { evaluateRanking } from '../ranking/evaluateRanking';
import { spreadOf } from '../standardize';
import type { TrainingTask } from '../trainingTask';
import { runTraining } from './run';
import type { TrainingSettings } from './settings';
import { startTraining } from './start';
import { atSteadyRate } from './steadyRate';

/** Ranks and λ that are tried, as multiples of the usual ones. */
const rankSteps = [1 / 4, 1 / 2, 1, 2, 4];
const regularizationSteps = [1 / 9, 1 / 3, 1, 3, 9];

/** Each round trains longer, on more folds held out one after the other; a third of its settings goes on to the next. */
const schedule = [
  { iterations: 1 / 4, folds: 1 },
  { iterations: 1 / 2, folds: 2 },
  { iterations: 1, folds: 5 },
] as const;
const shareKept = 1 / 3;

/** Lists by which counts are judged. */
const top = 10;

type Setting = Omit<SearchedSetting, 'errors'>;

/**
 * Rank and λ by successive halving on folds of the ratings trained on, so that those held out at the end choose
 * nothing: the simplest setting of the last round whose mean error is within a standard error of the lowest. What the request names
 * stays as it is. The seed decides the folds and each training. Errors of counts are those of lists, 1 − NDCG.
 * Throws `searchNotOnSpark`, those of training, and when cancelled.
 * Source: Jamieson and Talwalkar, AISTATS 2016, section 3; Hastie, Tibshirani and Friedman, The Elements of Statistical
 * Learning, 2nd edition, section 7.10, for the one-standard-error rule.
 */
export async function searchSettings(task: TrainingTask, control: Control): Promise<TrainingSearch> {
  const { solver, iterations, seed } = task.settings;
  if (solver === 'spark') throw faults.searchNotOnSpark();
  const elapsed = startTimer(control);
  const folds = createFolds(task.training.values.length, 0, seed).groups;
  let left = settingsToTry(task);
  const counts = schedule.map((_, round) => survivors(left.length, round));
  const trainings = counts.reduce(
    (sum, count, round) => sum + count * Math.min(schedule[round]!.folds, folds.length),
    0,
  );
  const reporter = createReporter(control, 'choosing', trainings);
  const rounds: SearchRound[] = [];
  let done = 0;
  for (const [round, { iterations: share, folds: most }] of schedule.entries()) {
    const length = Math.max(1, Math.round(iterations * share));
    const held = folds.slice(0, most);
    const searched: SearchedSetting[] = [];
    for (const setting of left.slice(0, counts[round])) {
      const errors: number[] = [];
      for (const fold of held) {
        const settings = { ...task.settings, ...setting, solver, iterations: length };
        errors.push(await atSteadyRate(settings, (steady) => errorOn(task, fold, steady, control)));
        reporter.step(++done, null);
      }
      searched.push({ ...setting, errors });
    }
    const settings = searched.sort((a, b) => meanError(a) - meanError(b));
    rounds.push({ iterations: length, settings });
    left = settings;
  }
  reporter.flush();
  return {
    measure: solver === 'implicit-als' ? `1 − NDCG@${top}` : 'RMSE',
    rounds,
    chosen: simplest(rounds.at(-1)!.settings),
    seconds: elapsed(),
  };
}

/** How many settings are in a round, of those of the first. */
const survivors = (first: number, round: number): number => Math.max(1, Math.ceil(first * shareKept ** round));

function settingsToTry({ request, settings, training }: TrainingTask): readonly Setting[] {
  const most = Math.min(training.rows, training.columns);
  const ranks =
    request.rank === null
      ? rankSteps.map((step) => Math.min(Math.max(1, Math.round(settings.rank * step)), most))
      : [settings.rank];
  const { regularization: usual } = settings;
  const lambdas =
    usual === null || request.regularization !== null
      ? [usual]
      : regularizationSteps.map((step) => Number((usual * step).toPrecision(2)));
  return [...new Set(ranks)].flatMap((rank) => lambdas.map((regularization) => ({ rank, regularization })));
}

/** Trains on all but a fold, and measures on that: the error of ratings, or 1 − NDCG of counts. Throws as `searchSettings`. */
export async function errorOn(
  { training, scale }: TrainingTask,
  fold: Uint32Array,
  settings: TrainingSettings & { readonly solver: LocalRatingsSolver },
  control: Control,
): Promise<number> {
  const isImplicit = settings.solver === 'implicit-als';
  const [cells, held] = [withoutFold(training, fold), pick(training, fold)];
  const standard = isImplicit ? { mean: 0, spread: 1 } : spreadOf(cells, true);
  // Asked to end, a search has nothing to give.
  const checkpoint = (): void => {
    control.checkpoint();
    if (control.isFinishing?.() === true) throw faults.cancelled();
  };
  const within: Control = { report: () => undefined, checkpoint };
  const { model } = await startTraining({ cells, held: isImplicit ? null : held, standard, scale }, settings, within);
  try {
    const run = await runTraining(model, {
      ...{ iterations: settings.iterations, endsEarly: false, standard, control: within, keeping: null },
      ...{ cells: cells.values.length, held: isImplicit ? 0 : held.values.length },
    });
    if (run.interrupted !== null) throw faults.trainingThreadStopped(run.interrupted.message);
    return isImplicit ? await listError(run.model, cells, held, within) : run.history.at(-1)!.holdoutRmse!;
  } finally {
    await model.close();
  }
}

/** 1 − NDCG. */
async function listError(
  factors: BiasedFactors,
  cells: Observations,
  test: Observations,
  control: Control,
): Promise<number> {
  const model = {
    factors,
    userRatings: countEach(cells.rowIndex, cells.rows),
    itemRatings: countEach(cells.columnIndex, cells.columns),
  };
  const ranked = { model, rated: group(cells, 'row'), test, relevantFrom: Number.MIN_VALUE, top };
  return 1 - ((await evaluateRanking(ranked, control))?.model.ndcg ?? 0);
}

/** Of settings in the order of their errors, the lowest rank, and then the largest λ, within a standard error of the first. */
function simplest(settings: readonly SearchedSetting[]): SearchedSetting {
  const best = settings[0]!;
  const bound = meanError(best) + (standardError(best) ?? 0);
  const within = settings.filter((one) => isSameSetting(one, best) || meanError(one) <= bound);
  return within.sort((a, b) => a.rank - b.rank || (b.regularization ?? 0) - (a.regularization ?? 0))[0]!;
}
