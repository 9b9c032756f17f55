// Truncated SVD and non-negative factors of large matrices, beside scikit-learn on the same matrices with one thread.
import { nonnegative, product, truncatedSvd } from '../../src/kernels';
import { frobeniusNorm, subtract, transpose, type Matrix } from '../../src/matrix/dense';
import { createRandom, type Random } from '../../src/matrix/random';
import { leastProcessorTime } from './measure';
import { askPython } from './python';

const rank = 20;

/** Prints both. */
export function benchLowRank(seed: number): void {
  const random = createRandom(seed);
  console.log('\n| to rank 20, processor time | own ms | scikit-learn ms | own/it | bar |');
  console.log('| --- | ---: | ---: | ---: | --- |');
  benchTruncatedSvd(random, seed);
  benchNonnegative(random);
}

/** Singular values that fall off like 1, 1/2, 1/3, …, and noise. */
function benchTruncatedSvd(random: Random, seed: number): void {
  const [m, n] = [5000, 2000];
  const left = drawn(m, 60, () => random.normal());
  const falling = { ...left, values: left.values.map((value, at) => (10 * value) / (1 + (at % 60))) };
  const a = product(
    falling,
    drawn(60, n, () => random.normal()),
  );
  for (let at = 0; at < a.values.length; at++) a.values[at]! += random.normal();
  const { u, s, v } = truncatedSvd(a, rank, seed);
  const scaled = { ...u, values: u.values.map((value, at) => value * s[at % rank]!) };
  const error = frobeniusNorm(subtract(a, product(scaled, transpose(v))));
  const own = leastProcessorTime(3, () => truncatedSvd(a, rank, seed));
  const { milliseconds, error: theirError = Number.NaN } = askPython('lowRank.py', [a], [m, n, rank]);
  print(`truncated SVD, ${m}×${n}`, own, milliseconds, 2);
  console.log(`\n‖A − USVᵀ‖ is ${error.toPrecision(9)} of ours, ${theirError.toPrecision(9)} of theirs.\n`);
}

/** From the same start, as many iterations as come down to the objective that coordinate descent ends at. */
function benchNonnegative(random: Random): void {
  const [m, n] = [2000, 1000];
  const uniform = (): number => random.uniform();
  const a = product(drawn(m, rank, uniform), drawn(rank, n, uniform));
  for (let at = 0; at < a.values.length; at++) a.values[at] = Math.max(0, a.values[at]! + random.normal() / 2);
  const [w, h] = [drawn(m, rank, uniform), drawn(rank, n, uniform)];
  const theirs = askPython('lowRank.py', [a, w, h], [m, n, rank]);
  const goal = theirs['objective'] ?? 0;
  const history = nonnegative(a, w, h, 300, 0).objective;
  const reached = history.findIndex((objective) => objective <= goal);
  const iterations = reached < 0 ? history.length - 1 : reached;
  const own = leastProcessorTime(3, () => nonnegative(a, w, h, iterations, 0));
  print(`NMF, ${m}×${n}`, own, theirs['milliseconds'], 1);
  console.log(
    `\n½‖A − WH‖² is ${history[iterations]!.toPrecision(9)} after ${iterations} iterations of ours, ` +
      `${goal.toPrecision(9)} after ${theirs['iterations'] ?? 'no'} of theirs.`,
  );
}

function print(what: string, own: number, theirs: number | undefined, bar: number): void {
  const ratio = theirs === undefined ? Number.NaN : own / theirs;
  const verdict = theirs === undefined ? '' : `${bar}: ${ratio <= bar ? 'met' : 'not met'}`;
  console.log(`| ${what} | ${own.toFixed(0)} | ${theirs?.toFixed(0) ?? ''} | ${ratio.toFixed(2)} | ${verdict} |`);
}

function drawn(rows: number, columns: number, draw: () => number): Matrix {
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, draw) };
}
