import type { Matrix } from '../matrix/dense';
import { countEach, type Observations } from '../matrix/observations';
import type { ClusterRun } from '../protocol/cluster';
import type { Control } from '../protocol/control';
import type { BiasedFactors, HistoryPoint } from '../protocol/results';
import { residuals } from './model';
import { sumOfSquares } from './objective';
import { fitBaseline } from './ratingsBaseline';
import type { FittedRatings } from './trainingAnalysis';
import type { TrainingSettings } from './training/settings';
import type { TrainingTask } from './trainingTask';

/** What Spark lowers, over what the biases leave (Zhou et al. 2008, section 3.1). */
const clusterObjective = 'Σ (r − r̂)² + λ (Σ nᵤ‖u‖² + Σ nᵢ‖v‖²), n the count of ratings, with the biases fitted before';

/** The factors that a cluster has found, and what it said of that. */
export interface ClusterFit {
  readonly row: Matrix;
  readonly column: Matrix;
  readonly run: ClusterRun;
}

/** Trains the factors of u·v on known cells somewhere else. */
export type ClusterSolver = (cells: Observations, settings: TrainingSettings) => Promise<ClusterFit>;

/**
 * Fits the biases here, and on a cluster the factors of what they leave, since Spark's least squares have no biases.
 * A user or an item that was not trained on has factors of zero, and so the prediction of its biases.
 */
export async function fitOnCluster(task: TrainingTask, solve: ClusterSolver, control: Control): Promise<FittedRatings> {
  const started = performance.now();
  const { training, settings } = task;
  const { iterations, regularization } = settings;
  const pointAt = (iteration: number, model: BiasedFactors, misfit: number): HistoryPoint => {
    const weights =
      weightedSquares(model.row, countEach(training.rowIndex, model.row.rows)) +
      weightedSquares(model.column, countEach(training.columnIndex, model.column.rows));
    const objective = misfit + (regularization ?? 0) * weights;
    const rmse = Math.sqrt(misfit / training.values.length);
    return task.measured({ iteration, objective, rmse, holdoutRmse: null }, model, control);
  };
  const biases = fitBaseline(training, control);
  const left = residuals(biases, training);
  const before = pointAt(0, biases, sumOfSquares(left));
  control.report({ phase: 'starting', done: 0, total: null, points: [before] });
  const { run, ...factors } = await solve({ ...training, values: left }, settings);
  const model = { ...biases, ...factors };
  const misfit = sumOfSquares(residuals(model, training));
  const after = pointAt(iterations, model, misfit);
  control.report({ phase: 'training', done: iterations, total: iterations, points: [after] });
  return {
    model,
    stop: 'iterations',
    iteration: iterations,
    interrupted: null,
    squares: misfit,
    coverage: null,
    threads: null,
    clusterRun: run,
    objective: clusterObjective,
    baseline: biases,
    // Spark shows no factors along the way: what is known is where they begin and where they end.
    history: [before, after],
    secondsTrain: (performance.now() - started) / 1000,
  };
}

/** Σ nᵢ‖uᵢ‖². */
function weightedSquares({ columns, values }: Matrix, counts: Uint32Array): number {
  return counts.reduce(
    (sum, count, i) => sum + count * sumOfSquares(values.subarray(i * columns, (i + 1) * columns)),
    0,
  );
}
