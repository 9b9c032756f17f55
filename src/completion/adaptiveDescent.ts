import type { Biases } from '../protocol/methods';
import { sidesOf } from './biases';
import type { Observations } from '../matrix/observations';
import type { Control } from '../protocol/control';
import type { StepRule } from '../protocol/methods';
import type { BiasedFactors } from '../protocol/results';
import type { Shares } from './sgd';
import { checkpointWork } from './solver';

export type AdaptiveRule = Exclude<StepRule, 'plain'>;

/** How far parameter `at` goes against its slope, by the slopes it has had. */
type StepSize = (at: number, slope: number, rate: number) => number;

const epsilon = 1e-8;
const [beta1, beta2] = [0.9, 0.999];

/**
 * AdaGrad: η g / √(Σ g²). Adam: η m̂ / √v̂, of moving averages of g and g²; each parameter counts its own steps.
 * Source: Duchi, Hazan and Singer, JMLR 12 (2011), section 1.1; Kingma and Ba, ICLR 2015, algorithm 1.
 */
function createStepSize(rule: AdaptiveRule, count: number): StepSize {
  if (rule === 'adagrad') {
    const squares = new Float64Array(count);
    return (at, slope, rate) => {
      squares[at]! += slope * slope;
      return (rate * slope) / (Math.sqrt(squares[at]!) + epsilon);
    };
  }
  const [first, second, steps] = [new Float64Array(count), new Float64Array(count), new Uint32Array(count)];
  return (at, slope, rate) => {
    const step = ++steps[at]!;
    // m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²
    first[at] = beta1 * first[at]! + (1 - beta1) * slope;
    second[at] = beta2 * second[at]! + (1 - beta2) * slope ** 2;
    const [m, v] = [first[at] / (1 - beta1 ** step), second[at] / (1 - beta2 ** step)];
    return (rate * m) / (Math.sqrt(v) + epsilon);
  };
}

/** One epoch over the known cells in the order given, at a learning rate. */
export type Epoch = (order: Uint32Array, rate: number) => void;

/** Epochs of stochastic gradient descent whose steps go by a rule, each on g = λ/count x − e d of one cell. */
export function createAdaptiveDescent(
  rule: AdaptiveRule,
  model: BiasedFactors,
  known: Observations,
  shares: Shares,
  { bias, control }: { readonly bias: Biases; readonly control: Control },
): Epoch {
  const { rowBias, columnBias } = model;
  const rank = model.row.columns;
  const [u, v] = [model.row.values, model.column.values];
  const ofRows = createStepSize(rule, u.length);
  const ofColumns = createStepSize(rule, v.length);
  const ofRowBias = createStepSize(rule, rowBias.length);
  const ofColumnBias = createStepSize(rule, columnBias.length);
  const sides = sidesOf(bias);
  const interval = Math.ceil(checkpointWork / (32 * rank + 32));
  return (order, rate) => {
    order.forEach((t, s) => {
      if (s % interval === 0) control.checkpoint();
      const [i, j] = [known.rowIndex[t]!, known.columnIndex[t]!];
      let error = known.values[t]! - rowBias[i]! - columnBias[j]!;
      for (let f = 0; f < rank; f++) error -= u[i * rank + f]! * v[j * rank + f]!;
      const [rowShare, columnShare] = [shares.row[i]!, shares.column[j]!];
      if (sides.row) rowBias[i]! -= ofRowBias(i, shares.biasShare * rowShare * rowBias[i]! - error, rate);
      if (sides.column)
        columnBias[j]! -= ofColumnBias(j, shares.biasShare * columnShare * columnBias[j]! - error, rate);
      for (let f = 0; f < rank; f++) {
        const [x, y] = [u[i * rank + f]!, v[j * rank + f]!];
        u[i * rank + f] = x - ofRows(i * rank + f, rowShare * x - error * y, rate);
        v[j * rank + f] = y - ofColumns(j * rank + f, columnShare * y - error * x, rate);
      }
    });
  };
}
