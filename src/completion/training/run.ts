import type { Training } from '../../kernels';
import { Fault, type FaultData } from '../../matrix/fault';
import { faults } from '../../matrix/faults';
import type { Control } from '../../protocol/control';
import type { TrainingCheckpoint } from '../../protocol/trainingCheckpoint';
import type { BiasedFactors, HistoryPoint, StopReason } from '../../protocol/results';
import { createReporter } from '../progress';
import { restore, type Spread } from '../standardize';

/** A held-out error this many times the lowest one, so many steps in a row, ends a training: it only learns noise by then. */
const rise = 1.005;
const patience = 3;

/** How far to train, and what with. */
export interface RunOptions {
  readonly iterations: number;
  /** Whether a rising held-out error ends it: a sampler does not learn noise, and goes on. */
  readonly endsEarly: boolean;
  readonly standard: Spread;
  /** How many cells are trained on, and how many held out. */
  readonly cells: number;
  readonly held: number;
  readonly control: Control;
  /** How the training is kept while it runs; null for not at all. */
  readonly keeping: Keeping | null;
}

export interface Keeping {
  /** Seconds between two checkpoints. */
  readonly seconds: number;
  /** Writes one. */
  save(checkpoint: Omit<TrainingCheckpoint, 'fingerprint'>): Promise<void>;
  /** The checkpoint to go on from; null to begin. */
  readonly resumed: TrainingCheckpoint | null;
}

export interface Run {
  /** In the ratings' own units. */
  readonly model: BiasedFactors;
  readonly history: readonly HistoryPoint[];
  readonly stop: StopReason;
  /** The step that the model is of. */
  readonly iteration: number;
  /** Why it ended before its time; null where it did not. */
  readonly interrupted: FaultData | null;
  /** Σ e² over the cells that were trained on, in the ratings' own units; null where a thread was lost that measures it. */
  readonly squares: number | null;
  /** The share of the held-out cells within their 90 % intervals; null for solvers that give none. */
  readonly coverage: number | null;
}

/** Thrown where the training is asked to end with what it has. */
class Finish extends Error {}

/**
 * Trains step by step, and gives the last model. Where the held-out error rises, or it is asked to finish or loses a
 * thread after a first step, it ends and gives the best until then: that of the lowest held-out error, or else the last.
 * Throws when cancelled, and `diverged`.
 */
export async function runTraining(training: Training, options: RunOptions): Promise<Run> {
  const { iterations, standard, cells, held, control, keeping } = options;
  const variance = standard.spread ** 2;
  const history: HistoryPoint[] = [];
  const reporter = createReporter(control, 'training', iterations);
  const checkpoint = (): void => {
    control.checkpoint();
    if (control.isFinishing?.() === true) throw new Finish();
  };
  const resumed = keeping?.resumed ?? null;
  const best = { iteration: 0, error: Number.POSITIVE_INFINITY, state: [] as Float32Array[] };
  let stop: StopReason = 'iterations';
  let risen = 0;
  let interrupted: FaultData | null = null;

  if (resumed !== null) {
    history.push(...resumed.history);
    risen = resumed.risen;
    keep(best, resumed.best, resumed.best.state);
    setState(training, resumed.state);
    await training.chain?.restore(resumed.chain);
  }
  let saved = performance.now();

  for (let iteration = history.length + 1; iteration <= iterations; iteration++) {
    try {
      const { objective, squares } = await training.step(iteration, checkpoint);
      const holdoutRmse =
        held === 0 ? null : Math.sqrt((variance * (await training.heldOutSquares(checkpoint))) / held);
      if (!Number.isFinite(objective)) throw faults.modelNotFinite(iteration);
      const rmse = squares === null ? null : Math.sqrt((variance * squares) / cells);
      const point = { iteration, objective: variance * objective, rmse, holdoutRmse };
      history.push(point);
      reporter.step(iteration, point);
    } catch (error) {
      const fault = reasonToEnd(error);
      if (fault === null || best.iteration === 0) throw fault === null ? error : new Fault(fault);
      [stop, interrupted] = ['interrupted', fault];
      break;
    }
    const error = history.at(-1)!.holdoutRmse ?? 0;
    if (error <= best.error) keep(best, { iteration, error }, training.state);
    risen = error > rise * best.error ? risen + 1 : 0;
    if (options.endsEarly && risen === patience) {
      stop = 'held-out';
      break;
    }
    if (keeping !== null && iteration < iterations && performance.now() - saved >= 1000 * keeping.seconds) {
      const state = training.state.map((values) => values.slice());
      const chain = (training.chain?.save() ?? []).map((values) => values.slice());
      await keeping.save({ history, risen, best, state, chain });
      saved = performance.now();
    }
  }
  // The last step's model stands, which no held-out rating has chosen, unless it ended early.
  if (stop === 'iterations') best.iteration = iterations;
  else setState(training, best.state);
  reporter.flush();
  const isWhole = interrupted === null || interrupted.code === 'cancelled';
  return {
    model: modelOf(training, standard),
    history,
    stop,
    iteration: best.iteration,
    interrupted,
    coverage: training.coverage?.() ?? null,
    squares: isWhole ? variance * (await training.trainingSquares(() => control.checkpoint())) : null,
  };
}

function setState(training: Training, state: readonly Float32Array[]): void {
  state.forEach((values, at) => training.state[at]!.set(values));
}

/** Why a training ends with the best model until now; null for errors that leave none. */
function reasonToEnd(error: unknown): FaultData | null {
  if (error instanceof Finish) return faults.cancelled().data;
  return error instanceof Fault && error.data.code === 'training-thread-stopped' ? error.data : null;
}

function keep(
  best: { iteration: number; error: number; state: Float32Array[] },
  { iteration, error }: { iteration: number; error: number },
  state: readonly Float32Array[],
): void {
  [best.iteration, best.error] = [iteration, error];
  if (best.state.length === 0) best.state = state.map((values) => values.slice());
  else best.state.forEach((values, at) => values.set(state[at]!));
}

/** The model as it stands, of the ratings themselves. */
function modelOf(training: Training, standard: Spread): BiasedFactors {
  const { row, column } = training.vectors();
  const matrix = ({ bias, factors: values }: typeof row) => {
    const rank = values.length / Math.max(bias.length, 1);
    return { rows: bias.length, columns: rank, values };
  };
  return restore(
    { mean: 0, rowBias: row.bias, columnBias: column.bias, row: matrix(row), column: matrix(column) },
    standard,
  );
}
