import type { Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { createRandom } from '../matrix/random';
import type { Control } from '../protocol/control';
import { methodTitles } from '../protocol/methods';
import { framesUntil, recordFrames, type Frame, type Kept } from '../protocol/frames';
import type { StopReason } from '../protocol/results';
import { CurveRecorder } from './curve';
import { adamStep, gradientStep, type Step } from './steps';

/** The objective as it is shown: A is m × n, W m × k, H k × n. */
export const objectiveFormula = 'Σ (a − wh)² / mn';
const defaultIterations = 5000;
const defaultAdamRate = 0.01;

export interface DescentOptions {
  readonly method: 'gd' | 'adam';
  readonly rank: number;
  /** Null: 0.01 for Adam, and for plain gradient descent a rate that the size of A makes stable. */
  readonly learningRate: number | null;
  /** Null: up to 5000, fewer once nothing is left to gain. A number: exactly that many. */
  readonly iterations: number | null;
  readonly seed: number;
  /** Whether to keep W and H on the way. */
  readonly frames: boolean;
}

export interface Descent {
  readonly w: Matrix;
  readonly h: Matrix;
  /** The mean squared error of W and H, the lowest that was seen. */
  readonly objective: number;
  /** The mean squared error before the first step and after the last. */
  readonly first: number;
  readonly last: number;
  readonly curve: CurveRecorder;
  /** W and H on the way, these last. */
  readonly frames: readonly Frame[];
  readonly stop: StopReason;
  readonly learningRate: number;
}

/**
 * A ≈ WH by gradient descent on the mean squared error f = Σ_ij (a_ij − (WH)_ij)² / mn, all mn cells at once.
 * W and H begin uniform on [0, 1), W first, row by row, from the seed. Point i of the curve is f before step i.
 * The factors returned are those with the lowest f of all that were seen, since Adam's steps do not always go down.
 * Stops: `tolerance` once f ≤ (4 ulp)² · mean(a²) (the fit is exact to rounding), `stalled` once 500 steps
 * brought no lower f, both only where the number of iterations was left open; `interrupted` when asked to finish.
 * Throws `diverged` where f becomes infinite, `cancelled` through `control`.
 * Source: the update rules of the first lecture note; D. P. Kingma and J. Ba, Adam, ICLR 2015, algorithm 1.
 */
export function descend(a: Matrix, options: DescentOptions, control: Control): Descent {
  const { rows: m, columns: n } = a;
  const k = options.rank;
  const total = options.iterations ?? defaultIterations;
  const random = createRandom(options.seed);
  const parameters = Float64Array.from({ length: (m + n) * k }, () => random.uniform());
  const gradient = new Float64Array(parameters.length);
  const learningRate =
    options.learningRate ?? (options.method === 'adam' ? defaultAdamRate : stableRate(a, parameters));
  const step: Step = options.method === 'adam' ? adamStep(parameters.length, learningRate) : gradientStep(learningRate);

  const first = evaluate(a, k, parameters, gradient);
  if (!Number.isFinite(first)) throw faults.tooLarge(methodTitles[options.method]);
  const curve = new CurveRecorder(total, control);
  const frames = recordFrames<Float64Array>(options.frames, total, parameters.length);
  const best = { objective: first, parameters: parameters.slice(), iteration: 0 };
  // of a matrix of zeros, by the size of the start
  const floor = exactFit(a) || first * 2 ** -100;
  let objective = first;
  let stop: StopReason = 'iterations';
  for (let iteration = 1; iteration <= total; iteration++) {
    control.checkpoint();
    curve.add(iteration, objective);
    frames.offer(iteration - 1, objective, () => parameters.slice());
    step(parameters, gradient);
    objective = evaluate(a, k, parameters, gradient);
    if (!Number.isFinite(objective)) throw faults.diverged(methodTitles[options.method], learningRate);
    if (objective < best.objective) {
      best.objective = objective;
      best.parameters.set(parameters);
      best.iteration = iteration;
    }
    if (control.isFinishing?.() === true) stop = 'interrupted';
    else if (options.iterations !== null) continue;
    else if (best.objective <= floor) stop = 'tolerance';
    else if (iteration - best.iteration >= patience) stop = 'stalled';
    if (stop !== 'iterations') break;
  }
  curve.finish();
  const frame = ({ iteration, objective: reached, state }: Kept<Float64Array>): Frame => ({
    iteration,
    objective: reached,
    factors: [state.slice(0, m * k), state.slice(m * k)],
  });
  const result = frame({ iteration: best.iteration, objective: best.objective, state: best.parameters });
  return {
    w: { rows: m, columns: k, values: best.parameters.slice(0, m * k) },
    h: { rows: k, columns: n, values: best.parameters.slice(m * k) },
    frames: framesUntil(frames.kept.map(frame), result),
    objective: best.objective,
    first,
    last: objective,
    curve,
    stop,
    learningRate,
  };
}

/** Steps without a lower objective after which nothing more is expected. */
const patience = 500;

/** f at a relative residual of 4 ulp. */
function exactFit(a: Matrix): number {
  return meanSquare(a.values) * 2 ** -100;
}

function meanSquare(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0) / values.length;
}

/**
 * f and its gradient at `parameters`, W (m × k) followed by H (k × n), both row-major.
 *   E = WH − A,  f = ‖E‖_F² / mn,  ∂f/∂W = 2 E Hᵀ / mn,  ∂f/∂H = 2 Wᵀ E / mn
 * `gradient` is overwritten.
 */
export function evaluate(a: Matrix, k: number, parameters: Float64Array, gradient: Float64Array): number {
  const { rows: m, columns: n, values } = a;
  const scale = 2 / (m * n);
  gradient.fill(0);
  let sum = 0;
  for (let i = 0; i < m; i++) {
    const w = i * k;
    for (let j = 0; j < n; j++) {
      const h = m * k + j;
      let product = 0;
      for (let f = 0; f < k; f++) product += parameters[w + f]! * parameters[h + f * n]!;
      const error = product - values[i * n + j]!;
      sum += error * error;
      const slope = scale * error;
      for (let f = 0; f < k; f++) {
        gradient[w + f]! += slope * parameters[h + f * n]!;
        gradient[h + f * n]! += slope * parameters[w + f]!;
      }
    }
  }
  return sum / (m * n);
}

/**
 * η = mn / 2(2‖A‖_F + ‖W₀‖_F² + ‖H₀‖_F²), below the inverse of a bound on the curvature of f from the start
 * (where ‖W‖, ‖H‖ are those of W₀, H₀) to a balanced solution (where ‖W‖² = ‖H‖² ≤ ‖A‖).
 */
function stableRate(a: Matrix, start: Float64Array): number {
  const size = 2 * Math.sqrt(meanSquare(a.values) * a.values.length) + meanSquare(start) * start.length;
  return a.values.length / (2 * size);
}
