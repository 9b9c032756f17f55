import { multiply, transpose, type Matrix } from '../matrix/dense';
import { countEach, pick, type Observations } from '../matrix/observations';
import type { ClusterRun } from '../protocol/cluster';
import type { Control } from '../protocol/control';
import type { BiasedFactors, HistoryPoint } from '../protocol/results';
import { productModel, residuals } from './model';
import { sumOfSquares } from './objective';
import { fitBaseline } from './ratingsBaseline';
import type { FittedRatings } from './trainingAnalysis';
import type { TrainingSettings } from './training/settings';
import { confidence } from './training/start';
import type { TrainingTask } from './trainingTask';

/** What Spark lowers, over what the biases leave (Zhou et al. 2008, section 3.1). */
const ratingsObjective = 'Σ (r − r̂)² + λ (Σ nᵤ‖u‖² + Σ nᵢ‖v‖²), n the count of ratings, with the biases fitted before';

/** What Spark lowers for counts (Hu, Koren and Volinsky 2008, with λ weighted as above). */
const countsObjective =
  'Σ c (p − u·v)² + λ (Σ nᵤ‖u‖² + Σ nᵢ‖v‖²) over all users and items, p = 1 and c = 1 + r where r > 0, else p = 0 and c = 1; n the count of r > 0';

/** The factors that a cluster has found, and what it said of that. */
export interface ClusterFit {
  readonly row: Matrix;
  readonly column: Matrix;
  readonly run: ClusterRun;
}

/** Trains the factors of u·v on known cells somewhere else. */
export type ClusterSolver = (cells: Observations, settings: TrainingSettings) => Promise<ClusterFit>;

/** Trains on a cluster: ratings beside biases, counts without. */
export function fitOnCluster(task: TrainingTask, solve: ClusterSolver, control: Control): Promise<FittedRatings> {
  return task.settings.solver === 'implicit-als' ? fitCounts(task, solve, control) : fitRatings(task, solve, control);
}

/** What is the same of every training on a cluster. */
const common = { stop: 'iterations', interrupted: null, coverage: null, threads: null } as const;

/**
 * Fits the biases here, and on a cluster the factors of what they leave, since Spark's least squares have no biases.
 * A user or an item that was not trained on has factors of zero, and so the prediction of its biases.
 */
async function fitRatings(task: TrainingTask, solve: ClusterSolver, control: Control): Promise<FittedRatings> {
  const started = performance.now();
  const { training, settings } = task;
  const { iterations } = settings;
  const pointAt = (iteration: number, model: BiasedFactors, misfit: number): HistoryPoint => {
    const objective = misfit + penalty(model, training, settings);
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
    ...common,
    model,
    iteration: iterations,
    squares: misfit,
    clusterRun: run,
    objective: ratingsObjective,
    baseline: biases,
    // Spark shows no factors along the way: what is known is where they begin and where they end.
    history: [before, after],
    secondsTrain: (performance.now() - started) / 1000,
  };
}

async function fitCounts(task: TrainingTask, solve: ClusterSolver, control: Control): Promise<FittedRatings> {
  const started = performance.now();
  const { training, settings } = task;
  const { iterations } = settings;
  control.report({ phase: 'starting', done: 0, total: null, points: [] });
  const { run, row, column } = await solve(training, settings);
  const model = productModel(row, column);
  const chosen = pick(
    training,
    Uint32Array.from(training.values.keys()).filter((t) => training.values[t]! > 0),
  );
  const objective = confidentMisfit(model, chosen) + penalty(model, chosen, settings);
  const point = { iteration: iterations, objective, rmse: null, holdoutRmse: null };
  control.report({ phase: 'training', done: iterations, total: iterations, points: [point] });
  return {
    ...common,
    model,
    iteration: iterations,
    squares: null,
    clusterRun: run,
    objective: countsObjective,
    history: [point],
    secondsTrain: (performance.now() - started) / 1000,
  };
}

/** λ (Σ nᵤ‖u‖² + Σ nᵢ‖v‖²), n the count of a user's or an item's values. */
function penalty(
  { row, column }: BiasedFactors,
  { rowIndex, columnIndex }: Observations,
  { regularization }: TrainingSettings,
): number {
  const weights =
    weightedSquares(row, countEach(rowIndex, row.rows)) + weightedSquares(column, countEach(columnIndex, column.rows));
  return (regularization ?? 0) * weights;
}

/** Σ c (p − x)² over all cells = Σ x² + Σ ((1 + αr) (1 − x)² − x²), the last over what was chosen; Σ x² = ⟨UᵀU, VᵀV⟩. */
function confidentMisfit({ row, column, ...model }: BiasedFactors, chosen: Observations): number {
  const [users, items] = [gram(row), gram(column)];
  const everywhere = users.values.reduce((sum, value, at) => sum + value * items.values[at]!, 0);
  const ones = new Float64Array(chosen.values.length).fill(1);
  const left = residuals({ ...model, row, column }, { ...chosen, values: ones });
  return left.reduce(
    (sum, one, t) => sum + (1 + confidence * chosen.values[t]!) * one ** 2 - (1 - one) ** 2,
    everywhere,
  );
}

const gram = (factors: Matrix): Matrix => multiply(transpose(factors), factors);

/** Σ nᵢ‖uᵢ‖². */
function weightedSquares({ columns, values }: Matrix, counts: Uint32Array): number {
  return counts.reduce(
    (sum, count, i) => sum + count * sumOfSquares(values.subarray(i * columns, (i + 1) * columns)),
    0,
  );
}
