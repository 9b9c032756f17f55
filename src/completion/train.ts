import { faults } from '../matrix/faults';
import { startTimer, type Control } from '../protocol/control';
import type { TrainRequest } from '../protocol/request';
import type { TrainingAnalysis } from '../protocol/results';
import type { SearchedSetting } from '../protocol/trainingSearch';
import { residuals } from './model';
import { sumOfSquares } from './objective';
import type { RatingsModel } from './ratingsModel';
import { spreadOf } from './standardize';
import { withChosenRegularization } from './training/chooseRegularization';
import { keepingOf, type Keeper } from './training/keeper';
import { reclaim } from './training/reclaim';
import { runTraining, type Keeping } from './training/run';
import { searchSettings } from './training/search';
import { startTraining } from './training/start';
import { atSteadyRate } from './training/steadyRate';
import { concludeTraining, type FittedRatings, type TrainingContext } from './trainingAnalysis';
import { prepareTraining, type ReadRatings, type TrainingTask } from './trainingTask';

/**
 * Trains value = mean + b_u + c_i + u·v on ratings, on this machine. The error is measured on ratings that the training
 * does not see; predictions are clipped to the scale of the ratings trained on. The caller fills `peakMemoryBytes` and `columns`.
 * A keeper keeps where it stands while it runs, and may have it go on from where it stood.
 * Rank and λ are searched for first where that is asked for.
 * Throws a Fault on options out of range, on divergence, and when cancelled.
 */
export async function trainRatings(
  read: ReadRatings,
  test: ReadRatings | null,
  request: TrainRequest,
  context: TrainingContext,
  control: Control,
  keeper: Keeper | null = null,
): Promise<{ analysis: TrainingAnalysis; model: RatingsModel }> {
  const asked = prepareTraining(read, test, request);
  const count = asked.training.values.length;
  try {
    await reclaim(count);
    const search = request.search === true ? await searchSettings(asked, control) : null;
    const task = search === null ? await withChosenRegularization(asked, control) : withSettings(asked, search.chosen);
    const keeping = keepingOf(task, test, keeper);
    const fitted = await atSteadyRate(task.settings, (settings) => fitHere({ ...task, settings }, control, keeping));
    await reclaim(count);
    const { analysis, model } = await concludeTraining(task, fitted, context, control);
    if (search === null) return { analysis, model };
    const seconds = analysis.seconds + search.seconds;
    return { analysis: { ...analysis, search, seconds }, model };
  } finally {
    asked.restore();
  }
}

function withSettings(task: TrainingTask, { rank, regularization }: SearchedSetting): TrainingTask {
  return { ...task, settings: { ...task.settings, rank, regularization } };
}

async function fitHere(
  { settings, training, cells, scale }: TrainingTask,
  control: Control,
  keeping: Keeping | null,
): Promise<FittedRatings> {
  const elapsed = startTimer(control);
  const { solver, iterations } = settings;
  if (solver === 'spark') throw faults.unexpected('a cluster was asked for where there is none');
  const isImplicit = solver === 'implicit-als';
  const standard = isImplicit ? { mean: 0, spread: 1 } : spreadOf(training, true);
  // what is chosen is judged by its ranking, not by the errors of its scores
  const held = isImplicit ? null : cells;
  const data = { cells: training, held, standard, scale };
  const { model, objective } = await startTraining(data, { ...settings, solver }, control);
  try {
    const sizes = { cells: training.values.length, held: held?.values.length ?? 0 };
    const run = await runTraining(model, {
      iterations,
      endsEarly: solver !== 'bayes',
      standard,
      ...sizes,
      control,
      keeping,
    });
    // the model of a sampler is a mean of draws, whose own errors are larger
    const squares = solver === 'bayes' ? sumOfSquares(residuals(run.model, training)) : run.squares;
    return {
      ...run,
      squares: isImplicit ? null : squares,
      threads: model.threads,
      objective,
      secondsTrain: elapsed(),
    };
  } finally {
    await model.close();
  }
}
