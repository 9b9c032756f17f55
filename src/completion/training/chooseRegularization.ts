import type { Control } from '../../protocol/control';
import { createFolds } from '../folds';
import { createReporter } from '../progress';
import { meanError } from '../../protocol/trainingSearch';
import type { TrainingTask } from '../trainingTask';
import { errorOn } from './search';

/** Ratings times rank up to which the choice is made in a few seconds. */
const mostWork = 1e7;
/** Fewer ratings say nothing of λ. */
const fewestRatings = 50;
/** Of fewer ratings a fifth is too few to tell λ apart: each fifth is held out in turn. */
const fewForOneFold = 10_000;

/** λ that are tried, as multiples of the usual one: the noisier ratings are, the larger the best, which nobody knows beforehand. */
const steps = [2, 1, 1 / 2, 1 / 4, 1 / 8, 1 / 16];

/**
 * The task of least squares with that λ of a few, where none was asked for, by which the other ratings trained on
 * predict a fifth of them best; those held out at the end choose nothing. Other tasks, and larger ones, stay as they are.
 * Throws the faults of training, and when cancelled or asked to end.
 */
export async function withChosenRegularization(task: TrainingTask, control: Control): Promise<TrainingTask> {
  const { request, settings, training } = task;
  const { solver, rank, regularization: usual, seed } = settings;
  if (solver !== 'als' || request.regularization !== null || usual === null) return task;
  const count = training.values.length;
  if (count < fewestRatings || count * rank > mostWork) return task;
  const folds = createFolds(count, 0, seed).groups.slice(0, count < fewForOneFold ? undefined : 1);
  const reporter = createReporter(control, 'choosing', steps.length);
  let [regularization, lowest] = [usual, Infinity];
  for (const [done, step] of steps.entries()) {
    const tried = { ...settings, solver, regularization: Number((usual * step).toPrecision(2)) };
    const errors: number[] = [];
    for (const fold of folds) errors.push(await errorOn(task, fold, tried, control));
    const error = meanError({ errors });
    if (error < lowest) [regularization, lowest] = [tried.regularization, error];
    reporter.step(done + 1, null);
  }
  reporter.flush();
  return { ...task, settings: { ...settings, regularization }, triedRegularizations: steps.length };
}
