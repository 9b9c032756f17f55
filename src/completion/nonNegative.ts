import { faults } from '../matrix/faults';
import { group, type Grouped, type Observations } from '../matrix/observations';
import { createRandom } from '../matrix/random';
import { clearUnknown, copyModel, randomModel } from './model';
import { measure } from './objective';
import { createStopRule, type Fit, type SolverOptions } from './solver';

/**
 * Non-negative factorization of the known cells, UVᵀ with U, V ≥ 0 and without biases: each factor of each row in turn is
 * its exact minimizer given all else, or zero where that is negative,
 *   u_if ← max(0, Σ_j (e_ij + u_if v_jf) v_jf / (Σ_j v_jf² + λ)),
 * then the columns likewise; so the objective never rises. Missing cells have no part in it.
 * Source: Cichocki and Phan, IEICE Transactions E92-A (2009), fast HALS, on known cells as in Yu, Hsieh, Si and Dhillon,
 * ICDM 2012. Throws the `negativeCell` fault.
 */
export function nonNegative(known: Observations, options: SolverOptions): Fit {
  const { rank, regularization, iterations, onStep, control } = options;
  const negative = known.values.findIndex((value) => value < 0);
  if (negative !== -1)
    throw faults.negativeCell(
      'Non-negative completion',
      known.rowIndex[negative]! + 1,
      known.columnIndex[negative]! + 1,
    );
  const model =
    options.start === null
      ? randomModel(known.rows, known.columns, rank, 1 / Math.sqrt(Math.max(rank, 1)), createRandom(options.seed))
      : copyModel(options.start);
  for (const { values } of [model.row, model.column]) values.forEach((value, at) => (values[at] = Math.abs(value)));
  clearUnknown(model, known);
  const sides = [
    { known: group(known, 'row'), own: model.row.values, other: model.column.values },
    { known: group(known, 'column'), own: model.column.values, other: model.row.values },
  ];
  const stops = createStopRule(options, 3);
  onStep?.(model, measure(model, known, regularization, 0));
  for (let iteration = 1; iteration <= iterations; iteration++) {
    for (const side of sides) {
      control.checkpoint();
      minimizeInTurn(side.known, side.own, side.other, rank, regularization);
    }
    const point = measure(model, known, regularization, iteration);
    onStep?.(model, point);
    const stop = stops(point.objective);
    if (stop !== null) return { model, stop };
  }
  return { model, stop: 'iterations' };
}

function minimizeInTurn(
  { starts, others, values }: Grouped,
  own: Float64Array,
  other: Float64Array,
  rank: number,
  regularization: number,
): void {
  for (let i = 0; i + 1 < starts.length; i++) {
    const [start, end] = [starts[i]!, starts[i + 1]!];
    if (start === end) continue;
    const at = i * rank;
    const errors = new Float64Array(end - start);
    for (let t = start; t < end; t++) {
      let e = values[t]!;
      for (let f = 0; f < rank; f++) e -= own[at + f]! * other[others[t]! * rank + f]!;
      errors[t - start] = e;
    }
    for (let f = 0; f < rank; f++) {
      const before = own[at + f]!;
      let [slope, curvature] = [0, regularization];
      for (let t = start; t < end; t++) {
        const v = other[others[t]! * rank + f]!;
        slope += (errors[t - start]! + before * v) * v;
        curvature += v * v;
      }
      const after = curvature > 0 ? Math.max(0, slope / curvature) : before;
      own[at + f] = after;
      for (let t = start; t < end; t++) errors[t - start]! -= (after - before) * other[others[t]! * rank + f]!;
    }
  }
}
