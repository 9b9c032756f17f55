import type { Observations } from '../matrix/observations';
import { createRandom, shuffle } from '../matrix/random';
import type { Control } from '../protocol/control';
import type { Biases, StepRule } from '../protocol/methods';
import type { BiasedFactors } from '../protocol/results';
import { createAdaptiveDescent } from './adaptiveDescent';
import { sidesOf } from './biases';
import { clearUnknown, copyModel, randomModel } from './model';
import { measure } from './objective';
import { checkDivergence, checkpointWork, createStopRule, type Fit, type SolverOptions } from './solver';

/** η₀ where none is given, for cells of unit spread. */
const defaultRates: Readonly<Record<StepRule, number>> = { plain: 0.05, adagrad: 0.2, adam: 0.02 };

/**
 * Stochastic gradient descent: every epoch visits the known cells in a new random order and steps against the
 * gradient of one cell's share of the objective, e² + λ/mᵢ (β b_i² + ‖u_i‖²) + λ/n_j (β c_j² + ‖v_j‖²), where mᵢ and n_j
 * count the known cells of the row and the column; so its sum is the objective of every other solver here.
 * The learning rate falls as η₀ / (1 + 9 (epoch − 1) / epochs), to a tenth at the end. Steps are plain, or by a rule that
 * adapts them to each parameter (`createAdaptiveDescent`).
 * Source: Koren, Bell and Volinsky, Computer 42 (2009), with λ shared out among the cells.
 */
export function sgd(known: Observations, options: SolverOptions): Fit {
  const { rank, regularization, biasShare = 1, iterations, onStep } = options;
  const { stepRule = 'plain' } = options;
  const rate = options.learningRate ?? defaultRates[stepRule];
  const random = createRandom(options.seed);
  const model =
    options.start === null ? randomModel(known.rows, known.columns, rank, 0.1, random) : copyModel(options.start);
  clearUnknown(model, known);
  const shares = shareOut(known, regularization, biasShare);
  const adaptive = stepRule === 'plain' ? null : createAdaptiveDescent(stepRule, model, known, shares, options);
  const order = Uint32Array.from(known.values, (_, t) => t);
  const stops = createStopRule(options, 5);

  const start = measure(model, known, regularization, 0, biasShare, options.control);
  onStep?.(model, start);
  for (let epoch = 1; epoch <= iterations; epoch++) {
    shuffle(order, random, () => options.control.checkpoint());
    const now = rate / (1 + (9 * (epoch - 1)) / iterations);
    if (adaptive === null) descend(model, known, order, shares, now, options.bias, options.control);
    else adaptive(order, now);
    const point = measure(model, known, regularization, epoch, biasShare, options.control);
    checkDivergence('Stochastic gradient descent', rate, point.objective, start.objective);
    onStep?.(model, point);
    const stop = stops(point.objective);
    if (stop !== null) return { model, stop };
  }
  return { model, stop: 'iterations' };
}

/** λ divided by the number of known cells, for each row and each column. */
export interface Shares {
  readonly row: Float64Array;
  readonly column: Float64Array;
  /** β, the share of these that weighs on the biases. */
  readonly biasShare: number;
}

function shareOut(known: Observations, regularization: number, biasShare: number): Shares {
  const row = new Float64Array(known.rows);
  const column = new Float64Array(known.columns);
  for (const i of known.rowIndex) row[i]!++;
  for (const j of known.columnIndex) column[j]!++;
  const share = (count: number): number => regularization / Math.max(count, 1);
  return { row: row.map(share), column: column.map(share), biasShare };
}

/** One epoch: x ← x + η (e d − λ/count x), for the biases and factors of each cell in turn. */
function descend(
  model: BiasedFactors,
  known: Observations,
  order: Uint32Array,
  shares: Shares,
  rate: number,
  bias: Biases,
  control: Control,
): void {
  const rank = model.row.columns;
  const { rowBias, columnBias } = model;
  const [u, v] = [model.row.values, model.column.values];
  const sides = sidesOf(bias);
  const interval = Math.ceil(checkpointWork / (8 * rank + 8));
  for (let s = 0; s < order.length; s++) {
    if (s % interval === 0) control.checkpoint();
    const t = order[s]!;
    const i = known.rowIndex[t]!;
    const j = known.columnIndex[t]!;
    const rowStart = i * rank;
    const columnStart = j * rank;
    let error = known.values[t]! - rowBias[i]! - columnBias[j]!;
    for (let f = 0; f < rank; f++) error -= u[rowStart + f]! * v[columnStart + f]!;
    const rowShare = shares.row[i]!;
    const columnShare = shares.column[j]!;
    if (sides.row) rowBias[i]! += rate * (error - shares.biasShare * rowShare * rowBias[i]!);
    if (sides.column) columnBias[j]! += rate * (error - shares.biasShare * columnShare * columnBias[j]!);
    for (let f = 0; f < rank; f++) {
      const x = u[rowStart + f]!;
      const y = v[columnStart + f]!;
      u[rowStart + f] = x + rate * (error * y - rowShare * x);
      v[columnStart + f] = y + rate * (error * x - columnShare * y);
    }
  }
}
