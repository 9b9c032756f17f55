import { nonnegative } from '../kernels';
import type { Matrix } from '../matrix/dense';
import type { Control } from '../protocol/control';
import type { NmfLoss } from '../protocol/methods';
import { recordFrames, type FrameRecorder, type Kept } from '../protocol/frames';
import type { HistoryPoint, StopReason } from '../protocol/results';
import { CurveRecorder } from './curve';
import type { NonNegativeFactors } from './nmfStart';
import { halsSweep, multiplicativeSweep, nmfObjective } from './nmfUpdates';

/** An iteration that lowers the objective by less than this share of the first one ends the run. */
const smallestGain = 1e-9;
/** The objective, over the mean of a², that rounding leaves. */
const floor = 2 ** -100;
/** Steps, rows × columns × rank, of an iteration beyond which the kernels are faster. */
const fewSteps = 2e4;
/** Steps of the kernels between two looks at whether the work is cancelled: about a tenth of a second. */
const stepsTogether = 2e8;

/** Where one start led. */
export interface Run {
  readonly factors: NonNegativeFactors;
  readonly objective: number;
  readonly history: readonly HistoryPoint[];
  /** The factors on the way. */
  readonly frames: readonly Kept<NonNegativeFactors>[];
  readonly stop: StopReason;
}

export interface RunOptions {
  readonly loss: NmfLoss;
  /** At most so many. */
  readonly iterations: number;
  /** Whether to keep the factors on the way. */
  readonly frames: boolean;
}

/** From one start until nothing is left to gain, or it is asked to finish: least squares of a large A by the kernels. The start is not changed. */
export function runFrom(a: Matrix, start: NonNegativeFactors, options: RunOptions, control: Control): Run {
  const isLarge = a.values.length * start.w.columns > fewSteps;
  return isLarge && options.loss === 'frobenius'
    ? runByKernels(a, start, options, control)
    : runBySweeps(a, start, options, control);
}

function runBySweeps(a: Matrix, start: NonNegativeFactors, options: RunOptions, control: Control): Run {
  const factors = { w: copy(start.w), h: copy(start.h) };
  const total = options.iterations;
  const sweep = options.loss === 'frobenius' ? halsSweep : multiplicativeSweep;
  const curve = new CurveRecorder(total, control);
  const frames = framesFrom(start, options);
  const first = nmfObjective(a, factors, options.loss);
  const lowest = (floor * sumOfSquares(a)) / a.values.length;
  let objective = first;
  let stop: StopReason = 'iterations';
  for (let iteration = 1; iteration <= total; iteration++) {
    control.checkpoint();
    curve.add(iteration, objective);
    frames.offer(iteration - 1, objective, () => ({ w: copy(factors.w), h: copy(factors.h) }));
    sweep(a, factors);
    const next = nmfObjective(a, factors, options.loss);
    const gain = objective - next;
    objective = next;
    if (objective <= lowest || gain <= smallestGain * first) stop = 'tolerance';
    else if (control.isFinishing?.() === true) stop = 'interrupted';
    if (stop !== 'iterations') break;
  }
  curve.finish();
  return { factors, objective, history: curve.points, frames: frames.kept, stop };
}

/** In calls of a few iterations each, between which progress is reported. */
function runByKernels(a: Matrix, start: NonNegativeFactors, options: RunOptions, control: Control): Run {
  const total = options.iterations;
  const cells = a.values.length;
  const together = Math.max(1, Math.floor(stepsTogether / (cells * start.w.columns)));
  const curve = new CurveRecorder(total, control);
  const frames = framesFrom(start, options);
  let factors = start;
  let done = 0;
  let first: number | null = null;
  let tolerance = smallestGain;
  let stop: StopReason = 'iterations';
  while (done < total && stop === 'iterations') {
    control.checkpoint();
    // up to the next frame
    const count = Math.min(together, total - done, Math.max(1, frames.next - done));
    const { w, h, objective, iterations, converged } = nonnegative(a, factors.w, factors.h, count, tolerance);
    if (done === 0) frames.offer(0, (2 * objective[0]!) / cells, () => start);
    factors = { w, h };
    // ½‖A − WH‖² before each iteration; that after the last comes again in the next call
    for (let i = 0; i < iterations; i++) curve.add(done + i + 1, (2 * objective[i]!) / cells);
    done += iterations;
    first ??= objective[0]!;
    const last = objective[iterations]!;
    frames.offer(done, (2 * last) / cells, () => ({ w, h }));
    if (converged || last === 0) stop = 'tolerance';
    else if (control.isFinishing?.() === true) stop = 'interrupted';
    // of the first objective of all, which a call does not know
    tolerance = smallestGain * (first / last);
  }
  curve.finish();
  // the kernels' own is a difference of large numbers
  return {
    factors,
    objective: nmfObjective(a, factors, 'frobenius'),
    history: curve.points,
    frames: frames.kept,
    stop,
  };
}

function framesFrom({ w, h }: NonNegativeFactors, options: RunOptions): FrameRecorder<NonNegativeFactors> {
  return recordFrames(options.frames, options.iterations, w.values.length + h.values.length);
}

function sumOfSquares({ values }: Matrix): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

const copy = (matrix: Matrix): Matrix => ({ ...matrix, values: matrix.values.slice() });
