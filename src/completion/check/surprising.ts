import type { Biases } from '../../protocol/methods';
import { pick, type Observations } from '../../matrix/observations';
import type { Control } from '../../protocol/control';
import { chooseRank, type RankChoice } from '../bayes/chooseRank';
import { ladder } from '../bayes/estimate';
import { samplePosterior } from '../bayes/posterior';
import { recognise } from '../exact/recognise';
import { createFolds, withoutFold } from '../folds';
import { countLines } from '../lines';
import { createReporter } from '../progress';

/** How often, at most, a table without a slip may have a cell marked. */
const falseAlarms = 0.01;

/** Up to this share of the cells may be marked: with more, what is a slip and what is the rule cannot be told apart. */
const mostMarked = 0.1;

/** Up to so many cells, each is left out in turn to see whether the others then follow a rule exactly. */
const mostTriedExactly = 400;

/** Sweeps of each fold's chain, of which the last four fifths are kept. */
const sweeps = 120;

/** Sweeps by which a cell that stands out is judged again, held out alone: a mark takes both. */
const confirmingSweeps = 400;

/** What the search for surprising cells is given. */
export interface CheckOptions {
  readonly rank: 'auto' | number;
  readonly bias: Biases;
  readonly seed: number;
  readonly control: Control;
}

/**
 * The positions among `known` of cells that the others make all but impossible. Each cell is predicted from the others,
 * fold by fold; the one with the smallest tail probability p is marked where p·n is below `falseAlarms`, n the number
 * of cells (Bonferroni, so that a table without slips has a mark once in a hundred times), by its fold and again when
 * held out alone, and put aside; then the others are judged anew, without it. In the end those set aside are judged by all that are left, and kept only if
 * still as surprising. A table of which all cells but one follow a rule exactly has that one marked.
 */
export function surprisingCells(known: Observations, options: CheckOptions): Uint32Array {
  const slip = exceptionToRule(known, options);
  if (slip !== null) return Uint32Array.of(slip);
  const count = known.values.length;
  const most = Math.max(1, Math.floor(mostMarked * count));
  const reporter = createReporter(options.control, 'choosing', most);
  const marked: number[] = [];
  while (marked.length < most) {
    const kept = Uint32Array.from(known.values.keys()).filter((t) => !marked.includes(t));
    const { tail: tailOf, rank } = judge(pick(known, kept), options);
    const tails = Float64Array.from(kept, (_, at) => tailOf(at));
    const worst = tails.reduce((least, tail, at) => (tail < tails[least]! ? at : least), 0);
    if (!(tails[worst]! * count < falseAlarms)) break;
    const away = Uint32Array.of(...marked, kept[worst]!);
    if (!(tailsWithout(known, away, rank, options).at(-1)! * count < falseAlarms)) break;
    marked.push(kept[worst]!);
    reporter.step(marked.length, null);
  }
  return stillSurprising(known, Uint32Array.from(marked).sort(), options);
}

/** Those that all the other cells, without any of them, make as improbable. */
function stillSurprising(known: Observations, marked: Uint32Array, options: CheckOptions): Uint32Array {
  if (marked.length === 0) return marked;
  const { rank } = judge(withoutFold(known, marked), options);
  const tails = tailsWithout(known, marked, rank, options);
  return marked.filter((_, at) => tails[at]! * known.values.length < falseAlarms);
}

/** Tail probabilities of some cells, given all others; of a chain long enough for tails that are thin. */
function tailsWithout(known: Observations, away: Uint32Array, rank: number, options: CheckOptions): readonly number[] {
  const targets = { ...pick(known, away), isWhole: false };
  const posterior = samplePosterior(withoutFold(known, away), targets, {
    ...options,
    rank,
    sweeps: confirmingSweeps,
    tolerance: 0,
    start: null,
    onSweep: null,
  });
  return Array.from(away, (t, at) => posterior.tail(at, known.values[t]!));
}

/** Each cell held out with its fold, and predicted from the others. */
function judge(known: Observations, { rank, bias, seed, control }: CheckOptions): RankChoice {
  const lines = countLines(known);
  const highest = Math.max(1, Math.min(lines.rows, lines.columns) - 1);
  const ranks = rank === 'auto' ? ladder.filter((one) => one <= highest) : [rank];
  const folds = createFolds(known.values.length, 8, seed);
  return chooseRank(known, folds, ranks, { bias, sweeps: () => sweeps, seed, control });
}

/** The one cell without which all others are sums, or products, of a number of their row and one of their column. */
function exceptionToRule(known: Observations, { bias }: CheckOptions): number | null {
  const count = known.values.length;
  if (count > mostTriedExactly || recognise(known, { rank: 'auto', bias }) !== null) return null;
  const found = Array.from(known.values.keys()).filter(
    (t) => recognise(withoutFold(known, Uint32Array.of(t)), { rank: 'auto', bias }) !== null,
  );
  return found.length === 1 ? found[0]! : null;
}
