import type { Matrix } from '../matrix/dense';
import { countEach, type Observations } from '../matrix/observations';
import type { ClusterRun } from '../protocol/cluster';
import type { Control } from '../protocol/control';
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
  const biases = fitBaseline(training, control);
  const { run, ...factors } = await solve({ ...training, values: residuals(biases, training) }, settings);
  const model = { ...biases, ...factors };
  const misfit = sumOfSquares(residuals(model, training));
  const weights =
    weightedSquares(factors.row, countEach(training.rowIndex, factors.row.rows)) +
    weightedSquares(factors.column, countEach(training.columnIndex, factors.column.rows));
  const point = {
    iteration: settings.iterations,
    objective: misfit + (settings.regularization ?? 0) * weights,
    rmse: Math.sqrt(misfit / training.values.length),
    holdoutRmse: null,
  };
  return {
    model,
    stop: 'iterations',
    iteration: settings.iterations,
    interrupted: null,
    squares: misfit,
    coverage: null,
    threads: null,
    clusterRun: run,
    objective: clusterObjective,
    baseline: biases,
    history: [task.measured(point, model, control)],
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
