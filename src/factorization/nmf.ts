import { createMatrix, type LabelledMatrix, type Matrix } from '../matrix/dense';
import { truncatedSvd } from '../kernels';
import { multiply } from './multiply';
import { faults } from '../matrix/faults';
import { createRandom } from '../matrix/random';
import { equilibrate, timesPowerOfTwo, timesTwoTo } from '../matrix/scale';
import type { Control } from '../protocol/control';
import type { NmfLoss } from '../protocol/methods';
import { framesUntil, type Frame } from '../protocol/frames';
import { formatNumber } from '../protocol/numbers';
import { ulp } from './checks';
import { dot, norm, toColumns } from './columns';
import { numericalRank } from './diagnostics';
import { factor } from './factor';
import { runFrom, type Run } from './nmfRun';
import { nndsvd, randomStart, type NonNegativeFactors } from './nmfStart';
import { planeFactors } from './planeFactors';
import { elbowRank } from './ranks';
import type { MethodResult } from './run';
import { fitOf, fitWarnings } from './stationarity';
import { scaledSvd, type Svd } from './svd';

export interface NmfOptions {
  /** Null: that before the elbow of the singular values. */
  readonly rank: number | null;
  readonly loss: NmfLoss;
  /** Null: up to 500, fewer once nothing is left to gain. A number: at most so many. */
  readonly iterations: number | null;
  readonly seed: number;
  /** Whether to keep the factors on the way. */
  readonly frames: boolean;
}

const defaultIterations = 500;
/** Starts besides the first, to see how far the answer depends on where it began. */
const otherStarts = 4;
/** Cells beyond which only as many singular triplets are computed as the start needs. */
const manyCells = 1e5;

/**
 * A ≈ WH with no cell below 0: by hierarchical alternating least squares for the Frobenius norm, by multiplicative updates
 * for the Kullback–Leibler divergence, from NNDSVD and from random starts; the best is kept and how far the others are
 * from it is said, since the factors are not unique. Columns of W add up to 1, the largest component first. Of rank 1
 * and 2, factors that are exact where there are such are the start. Throws `negativeCell`.
 */
export function nmf(a: LabelledMatrix, options: NmfOptions, control: Control): MethodResult {
  const negative = a.values.findIndex((value) => value < 0);
  if (negative >= 0) throw faults.negativeCell('NMF', Math.floor(negative / a.columns) + 1, (negative % a.columns) + 1);
  const { scaled, exponent } = equilibrate(a);
  return resultOf(a, scaled, exponent, options, runStarts(scaled, options, control));
}

/** What the iteration came to from each of its starts. */
interface Starts {
  readonly rank: number;
  /** Why it is this rank. */
  readonly rule: string;
  readonly best: Run;
  /** The best and those that were not interrupted: starts are compared by where they came to. */
  readonly compared: readonly Run[];
}

/** Runs from NNDSVD and from random starts; alone from exact factors, where there are such. */
function runStarts(scaled: Matrix, options: NmfOptions, control: Control): Starts {
  const svd = tripletsFor(scaled, options, control);
  const { kept: rank, rule } = options.rank === null ? elbowRank(svd.s) : { kept: options.rank, rule: 'as asked.' };
  const mean = scaled.values.reduce((sum, value) => sum + value / scaled.values.length, 0);
  const fill = options.loss === 'kullback-leibler' ? mean / 100 : 0;
  const exact = rank <= 2 && numericalRank(scaled, svd.s) <= rank ? planeFactors(scaled, svd, rank) : null;
  const random = createRandom(options.seed);
  const run = (start: NonNegativeFactors): Run =>
    runFrom(scaled, start, { ...options, iterations: options.iterations ?? defaultIterations }, control);
  const all = [run(exact ?? nndsvd(svd, rank, fill))];
  while (exact === null && all.length <= otherStarts && control.isFinishing?.() !== true)
    all.push(run(randomStart(scaled, rank, random)));
  const best = all.reduce((least, other) => (other.objective < least.objective ? other : least));
  return { rank, rule, best, compared: all.filter((one) => one === best || one.stop !== 'interrupted') };
}

/** The best of the starts, in the units of A = 2^exponent · scaled. */
function resultOf(
  a: LabelledMatrix,
  scaled: Matrix,
  exponent: number,
  { loss }: NmfOptions,
  { rank, rule, best, compared }: Starts,
): MethodResult {
  const final = { w: withoutDust(best.factors.w), h: withoutDust(best.factors.h) };
  const inOrder = ordered(final);
  const { w, h } = inOrder(final);
  const components = Array.from({ length: rank }, (_, k) => `component ${k + 1}`);
  // a squared error has the square of the unit of A, a divergence the unit itself
  const inUnits = (value: number): number => {
    const once = timesTwoTo(value, exponent);
    return loss === 'frobenius' ? timesTwoTo(once, exponent) : once;
  };
  const frame = (iteration: number, objective: number, state: NonNegativeFactors): Frame => ({
    iteration,
    objective: inUnits(objective),
    factors: [state.w.values, timesPowerOfTwo(state.h, exponent).values],
  });
  const count = best.history.at(-1)?.iteration ?? 0;
  const fit = fitOf(scaled, { w, h }, { objective: inUnits(best.objective), loss, nonNegative: true });
  const agreement = Math.min(...compared.map((one) => leastCosine(best.factors.w, one.factors.w)));
  return {
    formula: 'A ≈ WH',
    factors: [
      factor('W', 'no cell below 0, each column adds up to 1', w, { rowLabels: a.rowLabels, columnLabels: components }),
      factor('H', 'no cell below 0, what each component adds to each column', timesPowerOfTwo(h, exponent), {
        rowLabels: components,
        columnLabels: a.columnLabels,
      }),
    ],
    reconstruction: timesPowerOfTwo(multiply(w, h), exponent),
    orthogonality: null,
    fit,
    iteration: { count, converged: best.stop !== 'iterations' && best.stop !== 'interrupted' },
    quantities: [
      { name: 'rank', text: `${rank}, ${rule.replace(/\.$/, '')}`, value: rank },
      ...(compared.length === 1
        ? []
        : spreadOf(
            compared.map(({ objective }) => inUnits(objective)),
            agreement,
          )),
    ],
    frames: framesUntil(
      best.frames.map(({ iteration, objective, state }) => frame(iteration, objective, inOrder(state))),
      frame(count, best.objective, { w, h }),
    ),
    history: best.history.map((point) => ({ ...point, objective: inUnits(point.objective) })),
    stop: best.stop,
    warnings: [...fitWarnings(fit), ...(compared.length === 1 ? [] : startWarnings(compared.length, agreement))],
  };
}

/** All singular triplets where their number is asked of them or A may be exactly of that rank; else as many as the rank. */
function tripletsFor(scaled: Matrix, { rank, seed }: NmfOptions, control: Control): Svd {
  if (rank === null || rank <= 2 || scaled.values.length <= manyCells)
    return scaledSvd(scaled, true, () => control.checkpoint());
  const { iterations, ...triplets } = truncatedSvd(scaled, rank, seed);
  return { ...triplets, sweeps: iterations, converged: true };
}

/** Multiplicative updates never reach 0: what is below rounding of the largest cell is 0. */
function withoutDust(matrix: Matrix): Matrix {
  const largest = matrix.values.reduce((most, value) => Math.max(most, value), 0);
  return { ...matrix, values: matrix.values.map((value) => (value < largest * ulp ? 0 : value)) };
}

/**
 * WH = (WD⁻¹)(DH) with columns of the final W that add up to 1, components by the sum of their final rows of H,
 * descending: for these factors, and for those on the way to them.
 */
function ordered({ w, h }: NonNegativeFactors): (factors: NonNegativeFactors) => NonNegativeFactors {
  const sizes = toColumns(w).map((column) => column.reduce((sum, value) => sum + value, 0));
  const weights = sizes.map(
    (size, k) => size * h.values.subarray(k * h.columns, (k + 1) * h.columns).reduce((sum, value) => sum + value, 0),
  );
  const order = Array.from(sizes.keys()).sort((p, q) => weights[q]! - weights[p]!);
  return (factors) => {
    const outW = createMatrix(w.rows, w.columns);
    const outH = createMatrix(h.rows, h.columns);
    order.forEach((from, to) => {
      const size = sizes[from]! || 1;
      for (let i = 0; i < w.rows; i++) outW.values[i * w.columns + to] = factors.w.values[i * w.columns + from]! / size;
      for (let j = 0; j < h.columns; j++)
        outH.values[to * h.columns + j] = factors.h.values[from * h.columns + j]! * size;
    });
    return { w: outW, h: outH };
  };
}

/** The objectives that all starts came to, and the least cosine between a component of the best and its like in another. */
function spreadOf(objectives: readonly number[], agreement: number): { name: string; text: string; value: number }[] {
  const [least, most] = [Math.min(...objectives), Math.max(...objectives)];
  const starts = `objective of ${objectives.length} starts`;
  return [
    { name: `${starts}, least`, text: formatNumber(least), value: least },
    { name: `${starts}, most`, text: formatNumber(most), value: most },
    { name: 'agreement of components, least cosine', text: formatNumber(agreement, 3), value: agreement },
  ];
}

/** Of each column of `a` the largest cosine with one of `b`; of these the least. */
function leastCosine(a: Matrix, b: Matrix): number {
  const others = toColumns(b);
  return toColumns(a).reduce((least, x) => {
    const likest = Math.max(...others.map((y) => (norm(x) * norm(y) === 0 ? 0 : dot(x, y) / (norm(x) * norm(y)))));
    return Math.min(least, likest);
  }, 1);
}

/** Below this the components of two starts are not the same. */
const sameComponents = 0.99;

function startWarnings(starts: number, agreement: number): string[] {
  if (agreement >= sameComponents) return [];
  return [
    `The components depend on where the iteration starts: of ${starts} starts, two disagree on a component ` +
      `(cosine ${formatNumber(agreement, 2)}). Read them as one of several answers.`,
  ];
}
