import type { Observations } from '../matrix/observations';
import { createRandom } from '../matrix/random';
import type { BiasedFactors } from '../protocol/results';
import { clearUnknown, copyModel, randomModel } from './model';
import { gradient, toPoint } from './objective';
import { checkDivergence, createStopRule, type Fit, type SolverOptions } from './solver';

/** Moves the parameters one step, given the gradient of the objective. `step` counts from 1. */
type Step = (parameters: readonly Float64Array[], slopes: readonly Float64Array[], step: number) => void;

/**
 * Gradient descent on all known cells at once, x ← x − η ∇. Where no learning rate is given, η = 0.1 / (the most
 * known cells in a row or column), which bounds the curvature for cells of unit spread.
 */
export function gd(known: Observations, options: SolverOptions): Fit {
  const rate = options.learningRate ?? 0.1 / mostKnown(known);
  return descend(known, options, 'Gradient descent', rate, (parameters, slopes) => {
    parameters.forEach((x, p) => {
      const slope = slopes[p]!;
      for (let i = 0; i < x.length; i++) x[i]! -= rate * slope[i]!;
    });
  });
}

/** η where none is given, for cells of unit spread. */
const adamDefaultRate = 0.02;

/**
 * Adam on all known cells at once: steps of moving averages of the gradient and of its square, with β₁ = 0.9,
 * β₂ = 0.999 and ε = 1e-8.
 * Source: Kingma and Ba, ICLR 2015, algorithm 1.
 */
export function adam(known: Observations, options: SolverOptions): Fit {
  const rate = options.learningRate ?? adamDefaultRate;
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
  const first: Float64Array[] = [];
  const second: Float64Array[] = [];
  return descend(known, options, 'Adam', rate, (parameters, slopes, step) => {
    const correction1 = 1 - beta1 ** step;
    const correction2 = 1 - beta2 ** step;
    parameters.forEach((x, p) => {
      const slope = slopes[p]!;
      const m = (first[p] ??= new Float64Array(x.length));
      const v = (second[p] ??= new Float64Array(x.length));
      for (let i = 0; i < x.length; i++) {
        // m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², x ← x − η m̂ / (√v̂ + ε)
        m[i] = beta1 * m[i]! + (1 - beta1) * slope[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * slope[i]! ** 2;
        x[i]! -= (rate * (m[i]! / correction1)) / (Math.sqrt(v[i]! / correction2) + epsilon);
      }
    });
  });
}

function descend(known: Observations, options: SolverOptions, title: string, rate: number, move: Step): Fit {
  const { rank, regularization, bias, biasShare, iterations, control, onStep } = options;
  const model =
    options.start === null
      ? randomModel(known.rows, known.columns, rank, 0.1, createRandom(options.seed))
      : copyModel(options.start);
  clearUnknown(model, known);
  const slopes = copyModel(model);
  const stops = createStopRule(options, 10);
  let first = 0;
  for (let iteration = 0; ; iteration++) {
    control.checkpoint();
    const squares = gradient(model, known, regularization, bias, slopes, biasShare);
    const point = toPoint(model, known, regularization, iteration, squares, biasShare);
    if (iteration === 0) first = point.objective;
    checkDivergence(title, rate, point.objective, first);
    onStep?.(model, point);
    const stop = stops(point.objective);
    if (stop !== null) return { model, stop };
    if (iteration === iterations) return { model, stop: 'iterations' };
    move(parametersOf(model), parametersOf(slopes), iteration + 1);
  }
}

function parametersOf(model: BiasedFactors): readonly Float64Array[] {
  return [model.rowBias, model.columnBias, model.row.values, model.column.values];
}

/** The largest number of known cells in a row or a column. */
function mostKnown(known: Observations): number {
  const rows = new Uint32Array(known.rows);
  const columns = new Uint32Array(known.columns);
  for (const i of known.rowIndex) rows[i]!++;
  for (const j of known.columnIndex) columns[j]!++;
  return Math.max(
    1,
    rows.reduce((a, b) => Math.max(a, b)),
    columns.reduce((a, b) => Math.max(a, b)),
  );
}
