import { group, type Grouped, type Observations } from '../matrix/observations';
import { createRandom } from '../matrix/random';
import type { BiasedFactors } from '../protocol/results';
import { sidesOf } from './biases';
import { factorCholesky, solveLower, solveLowerTransposed } from './cholesky';
import { clearUnknown, copyModel } from './model';
import { measure } from './objective';
import { createStopRule, type Fit, type SolverOptions } from './solver';
import { spectralModel } from './spectral';

/** The path over λ begins at so many times the λ that is asked for, and comes down by halves. */
const pathStart = 16;
const iterationsOnPath = 5;

/**
 * Matrix completion by the nuclear norm: the objective of every other solver here, λ (‖U‖² + ‖V‖²) being at its least
 * 2λ‖UVᵀ‖_* for the product. Each step fills the missing cells with the model as it is, X = P(Z − b − c) + P⊥(UVᵀ), and
 * regresses U ← XV (VᵀV + λI)⁻¹, then V likewise; so the objective never rises. Starts from stronger penalties, along a
 * path over λ where each fit begins at the last.
 * Source: Hastie, Mazumder, Lee and Zadeh, JMLR 16 (2015), algorithm 3.1; Mazumder, Hastie and Tibshirani, JMLR 11
 * (2010) for the path.
 */
export function softImpute(known: Observations, options: SolverOptions): Fit {
  const { rank, regularization, biasShare = 1, iterations, onStep } = options;
  const model =
    options.start === null
      ? spectralModel(known, rank, createRandom(options.seed), options.control)
      : copyModel(options.start);
  clearUnknown(model, known);
  const biased = sidesOf(options.bias);
  const sides = [group(known, 'row'), group(known, 'column')] as const;
  const turned = {
    ...model,
    rowBias: model.columnBias,
    columnBias: model.rowBias,
    row: model.column,
    column: model.row,
  };
  const step = (lambda: number): void => {
    regress(sides[0], model, lambda, { ...options, bias: biased.row });
    regress(sides[1], turned, lambda, { ...options, bias: biased.column });
  };

  if (options.start === null)
    for (let lambda = pathStart * regularization; lambda > regularization; lambda /= 2)
      for (let iteration = 0; iteration < iterationsOnPath; iteration++) step(lambda);

  const stops = createStopRule(options, 1);
  onStep?.(model, measure(model, known, regularization, 0, biasShare));
  for (let iteration = 1; iteration <= iterations; iteration++) {
    step(regularization);
    const point = measure(model, known, regularization, iteration, biasShare);
    onStep?.(model, point);
    const stop = stops(point.objective);
    if (stop !== null) return { model, stop };
  }
  return { model, stop: 'iterations' };
}

/** One regression of the rows' biases, then of the rows' factors, given the columns. */
function regress(
  { starts, others, values }: Grouped,
  { rowBias, columnBias, row, column }: BiasedFactors,
  lambda: number,
  { bias, biasShare = 1, control }: Pick<SolverOptions, 'biasShare' | 'control'> & { readonly bias: boolean },
): void {
  control.checkpoint();
  const rank = column.columns;
  const [u, v] = [row.values, column.values];
  const gram = new Float64Array(rank * rank);
  for (let at = 0; at < v.length; at += rank)
    for (let p = 0; p < rank; p++) for (let q = 0; q < rank; q++) gram[p * rank + q]! += v[at + p]! * v[at + q]!;
  const root = gram.slice();
  for (let p = 0; p < rank; p++) root[p * rank + p]! += lambda + Number.MIN_VALUE;
  // Without a penalty, and with dependent columns, there is no single regression: the rows stay as they are.
  const isDefinite = factorCholesky(root, rank);
  const next = new Float64Array(rank);
  for (let i = 0; i + 1 < starts.length; i++) {
    const [start, end] = [starts[i]!, starts[i + 1]!];
    if (start === end) continue;
    const error = (t: number): number => {
      const j = others[t]!;
      let e = values[t]! - columnBias[j]! - rowBias[i]!;
      for (let f = 0; f < rank; f++) e -= u[i * rank + f]! * v[j * rank + f]!;
      return e;
    };
    if (bias) {
      let sum = 0;
      for (let t = start; t < end; t++) sum += error(t) + rowBias[i]!;
      rowBias[i] = sum / (end - start + biasShare * lambda);
    }
    if (!isDefinite) continue;
    // (XV)_i = Σ_j e_ij v_j + u_i VᵀV
    for (let p = 0; p < rank; p++) {
      next[p] = 0;
      for (let q = 0; q < rank; q++) next[p]! += u[i * rank + q]! * gram[q * rank + p]!;
    }
    for (let t = start; t < end; t++) {
      const e = error(t);
      for (let p = 0; p < rank; p++) next[p]! += e * v[others[t]! * rank + p]!;
    }
    solveLower(root, next, rank);
    solveLowerTransposed(root, next, rank);
    u.set(next, i * rank);
  }
}
