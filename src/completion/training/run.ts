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
  const { iterations, standard, control, keeping } = options;
  const variance = standard.spread ** 2;
  const reporter = createReporter(control, 'training', iterations);
  const checkpoint = (): void => {
    control.checkpoint();
    if (control.isFinishing?.() === true) throw new Finish();
  };
  const reached = await begin(training, keeping?.resumed ?? null);
  const { history, best } = reached;
  let stop: StopReason = 'iterations';
  let interrupted: FaultData | null = null;
  let saved = performance.now();

  for (let iteration = history.length + 1; iteration <= iterations; iteration++) {
    try {
      const point = await measuredStep(training, iteration, options, checkpoint);
      history.push(point);
      reporter.step(iteration, point);
    } catch (error) {
      const fault = reasonToEnd(error);
      if (fault === null || best.iteration === 0) throw fault === null ? error : new Fault(fault);
      [stop, interrupted] = ['interrupted', fault];
      break;
    }
    judge(reached, training);
    if (options.endsEarly && reached.risen === patience) {
      stop = 'held-out';
      break;
    }
    if (keeping !== null && iteration < iterations && performance.now() - saved >= 1000 * keeping.seconds) {
      const chain = (training.chain?.save() ?? []).map((values) => values.slice());
      await keeping.save({ ...reached, state: copies(training.state), chain });
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

/** What a training has come to. */
interface Reached {
  readonly history: HistoryPoint[];
  /** The step of the lowest held-out error, or else the last one; step 0 before the first. */
  readonly best: { iteration: number; error: number; state: Float32Array[] };
  /** How many steps in a row the held-out error has been above its lowest. */
  risen: number;
}

/** At the beginning, or where a checkpoint was written. */
async function begin(training: Training, resumed: TrainingCheckpoint | null): Promise<Reached> {
  const best = { iteration: 0, error: Number.POSITIVE_INFINITY, state: [] };
  if (resumed === null) return { history: [], best, risen: 0 };
  setState(training, resumed.state);
  await training.chain?.restore(resumed.chain);
  return {
    history: [...resumed.history],
    best: { ...resumed.best, state: copies(resumed.best.state) },
    risen: resumed.risen,
  };
}

/** One step, and where it has come to, in the ratings' own units. Throws `diverged`. */
async function measuredStep(
  training: Training,
  iteration: number,
  { standard, cells, held }: RunOptions,
  checkpoint: () => void,
): Promise<HistoryPoint> {
  const variance = standard.spread ** 2;
  const { objective, squares } = await training.step(iteration, checkpoint);
  const holdoutRmse = held === 0 ? null : Math.sqrt((variance * (await training.heldOutSquares(checkpoint))) / held);
  if (!Number.isFinite(objective)) throw faults.modelNotFinite(iteration);
  const rmse = squares === null ? null : Math.sqrt((variance * squares) / cells);
  return { iteration, objective: variance * objective, rmse, holdoutRmse };
}

/** Whether the last step is the best so far, or the error has risen once more. */
function judge(reached: Reached, training: Training): void {
  const { best } = reached;
  const { iteration, holdoutRmse } = reached.history.at(-1)!;
  const error = holdoutRmse ?? 0;
  if (error <= best.error) {
    [best.iteration, best.error] = [iteration, error];
    if (best.state.length === 0) best.state = copies(training.state);
    else best.state.forEach((values, at) => values.set(training.state[at]!));
  }
  reached.risen = error > rise * best.error ? reached.risen + 1 : 0;
}

function copies(state: readonly Float32Array[]): Float32Array[] {
  return state.map((values) => values.slice());
}

function setState(training: Training, state: readonly Float32Array[]): void {
  state.forEach((values, at) => training.state[at]!.set(values));
}

/** Why a training ends with the best model until now; null for errors that leave none. */
function reasonToEnd(error: unknown): FaultData | null {
  if (error instanceof Finish) return faults.cancelled().data;
  return error instanceof Fault && error.data.code === 'training-thread-stopped' ? error.data : null;
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
