import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { TrainRequest } from '../protocol/request';
import type { HistoryPoint, TrainingAnalysis } from '../protocol/results';
import { fit } from './fit';
import { createReporter } from './progress';
import type { RatingsModel } from './ratingsModel';
import { concludeTraining, type TrainingContext } from './trainingAnalysis';
import { prepareTraining, type ReadRatings } from './trainingTask';

/**
 * Trains value = mean + b_u + c_i + u·v on ratings, on this machine. The error is measured on ratings that the training
 * does not see; predictions are clipped to the scale of the ratings trained on. The number of epochs is fixed
 * beforehand. The caller fills `peakMemoryBytes`.
 * Throws a Fault on options out of range, on divergence, and when cancelled.
 */
export function trainRatings(
  read: ReadRatings,
  test: ReadRatings | null,
  request: TrainRequest,
  context: TrainingContext,
  control: Control,
): { analysis: TrainingAnalysis; model: RatingsModel } {
  const started = performance.now();
  const task = prepareTraining(read, test, request);
  const { settings, training } = task;
  const { solver } = settings;
  if (solver === 'spark') throw faults.unexpected('a cluster was asked for where there is none');
  const history: HistoryPoint[] = [];
  const reporter = createReporter(control, 'training', settings.iterations);
  const fitted = fit(training, { ...settings, solver }, control, (point, current) => {
    const full = task.measured(point, current(), control);
    history.push(full);
    reporter.step(point.iteration, full);
  });
  reporter.flush();
  const secondsTrain = (performance.now() - started) / 1000;
  return concludeTraining(task, { ...fitted, history, secondsTrain }, context, control);
}
