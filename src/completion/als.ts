import { countEach, group, type Grouped, type Observations } from '../matrix/observations';
import { createRandom } from '../matrix/random';
import type { Biases } from '../protocol/methods';
import type { BiasedFactors, HistoryPoint } from '../protocol/results';
import { sidesOf } from './biases';
import { solveCholesky } from './cholesky';
import { clearUnknown, copyModel } from './model';
import { measure } from './objective';
import { checkpointWork, createStopRule, type Fit, type SolverOptions } from './solver';
import { spectralModel } from './spectral';

/** One side of the model: the biases and factors of its rows, or of its columns. */
interface Side {
  readonly bias: Float64Array;
  readonly factors: Float64Array;
}

/**
 * Alternating least squares with biases. With the columns fixed, each row's x_i = [b_i, u_i] is the exact minimizer
 * of the objective, the solution of (DᵀD + Λ) x = Dᵀr with Λ = λ diag(β, 1, …, 1), design rows (1, v_j) and targets r = z − c_j; then the
 * columns likewise. So the objective never rises. A row without known cells gets zeros. Where `weighted`, λ counts once
 * for each known cell of the row, or of the column.
 * Source: Zhou, Wilkinson, Schreiber and Pan, AAIM 2008, section 3, with Koren's biases; there λ is weighted.
 */
export function als(known: Observations, options: SolverOptions): Fit {
  const { rank, regularization, biasShare = 1, weighted = false, iterations, onStep } = options;
  const byRow = group(known, 'row');
  const byColumn = group(known, 'column');
  const model =
    options.start === null
      ? spectralModel(known, rank, createRandom(options.seed), options.control)
      : copyModel(options.start);
  clearUnknown(model, known);
  const rows: Side = { bias: model.rowBias, factors: model.row.values };
  const columns: Side = { bias: model.columnBias, factors: model.column.values };
  const weights = weighted
    ? { row: countEach(known.rowIndex, known.rows), column: countEach(known.columnIndex, known.columns) }
    : null;
  const point = (iteration: number): HistoryPoint =>
    measure(model, known, regularization, iteration, biasShare, options.control, weights);
  const sides = sidesOf(options.bias);
  const [ofRows, ofColumns] = [
    { ...options, bias: sides.row },
    { ...options, bias: sides.column },
  ];
  const stops = createStopRule(options, 1);

  onStep?.(model, point(0));
  for (let iteration = 1; iteration <= iterations; iteration++) {
    solveSide(byRow, rows, columns, ofRows);
    solveSide(byColumn, columns, rows, ofColumns);
    const now = point(iteration);
    onStep?.(model, now);
    const stop = stops(now.objective);
    if (stop !== null) return { model, stop };
  }
  return { model, stop: 'iterations' };
}

/**
 * Overwrites every vector of `own` by its exact minimizer given `other`. Where λ is too small beside DᵀD to make
 * the system definite, a proximal term towards the vector as it was does: the objective still cannot rise.
 */
export function solveSide(
  known: Grouped,
  own: Side,
  other: Side,
  options: Pick<SolverOptions, 'rank' | 'regularization' | 'biasShare' | 'weighted' | 'control'> & {
    readonly bias: boolean;
  },
): void {
  const { rank, biasShare = 1, weighted = false, bias, control } = options;
  const first = bias ? 1 : 0;
  const width = rank + first;
  const normal = new Float64Array(width * width);
  const x = new Float64Array(width);
  const design = new Float64Array(width).fill(1);
  const interval = Math.ceil(checkpointWork / (width + 1) ** 2);
  let work = 0;
  control.checkpoint();

  for (let i = 0; i + 1 < known.starts.length; i++) {
    const start = known.starts[i]!;
    const end = known.starts[i + 1]!;
    normal.fill(0);
    x.fill(0);
    for (let t = start; t < end; t++) {
      const j = known.others[t]!;
      for (let f = 0; f < rank; f++) design[first + f] = other.factors[j * rank + f]!;
      const target = known.values[t]! - other.bias[j]!;
      // DᵀD += d dᵀ, Dᵀr += d r
      for (let p = 0; p < width; p++) {
        const scale = design[p]!;
        x[p]! += scale * target;
        for (let q = 0; q <= p; q++) normal[p * width + q]! += scale * design[q]!;
      }
      if (++work >= interval) {
        work = 0;
        control.checkpoint();
      }
    }
    const regularization = options.regularization * (weighted ? end - start : 1);
    let trace = 0;
    for (let p = 0; p < width; p++) trace += normal[p * width + p]!;
    const proximal = regularization < 1e-12 * trace ? 1e-12 * trace : 0;
    for (let p = 0; p < width; p++) {
      normal[p * width + p]! += (p < first ? biasShare : 1) * regularization + proximal;
      if (proximal > 0) x[p]! += proximal * (p < first ? own.bias[i]! : own.factors[i * rank + p - first]!);
    }
    if (start === end || !solveCholesky(normal, x, width)) x.fill(0);
    if (bias) own.bias[i] = x[0]!;
    for (let f = 0; f < rank; f++) own.factors[i * rank + f] = x[first + f]!;
  }
}

/** The model of biases alone, by the same least squares: mean + b_i + c_j, or those of one side. */
export function biasesAlone(
  known: Observations,
  options: Pick<SolverOptions, 'regularization' | 'control'>,
  bias: Biases = true,
): BiasedFactors {
  return als(known, {
    ...options,
    rank: 0,
    bias,
    learningRate: null,
    iterations: 100,
    tolerance: 1e-8,
    seed: 0,
    start: null,
    onStep: null,
  }).model;
}
