import { pick, type Observations } from '../matrix/observations';
import { createRandom, shuffle } from '../matrix/random';
import type { Control } from '../protocol/control';
import type { BiasedFactors, HeldOut } from '../protocol/results';
import { predict } from './model';
import { createReporter } from './progress';

/** Known cells, by their positions, in groups that are held out one after the other. */
export interface Folds {
  readonly method: Extract<HeldOut['method'], 'leave-one-out' | '5-fold'>;
  readonly groups: readonly Uint32Array[];
}

/** One fold a cell up to `leaveOneOutLimit` known cells, else five at random by the seed. */
export function createFolds(count: number, leaveOneOutLimit: number, seed: number): Folds {
  const positions = Uint32Array.from({ length: count }, (_, t) => t);
  if (count <= Math.max(leaveOneOutLimit, 5))
    return { method: 'leave-one-out', groups: Array.from(positions, (t) => Uint32Array.of(t)) };
  shuffle(positions, createRandom(seed));
  const cut = (fold: number): number => Math.floor((fold * count) / 5);
  return {
    method: '5-fold',
    groups: [0, 1, 2, 3, 4].map((fold) => positions.slice(cut(fold), cut(fold + 1)).sort()),
  };
}

/** Folds that hold whole rows, or columns, out: each alone up to ten of them, else five groups at random by the seed. */
export function createLineFolds(lines: Uint32Array, seed: number): Pick<Folds, 'groups'> {
  const order = shuffle([...new Set(lines)], createRandom(seed));
  const count = order.length <= 10 ? order.length : 5;
  const foldOf = new Map(order.map((line, at) => [line, at % count]));
  const groups = Array.from({ length: count }, (_, fold) =>
    Uint32Array.from(lines.keys()).filter((t) => foldOf.get(lines[t]!) === fold),
  );
  return { groups };
}

/**
 * Residuals of every candidate at every held-out cell: `fitAll` is given the cells outside a fold and returns one
 * model a candidate. residuals[c][t] belongs to known cell t, and is NaN where no fold held it out.
 */
export function crossValidate(
  known: Observations,
  folds: Pick<Folds, 'groups'>,
  candidates: number,
  control: Control,
  fitAll: (training: Observations, fold: number) => readonly BiasedFactors[],
): readonly Float64Array[] {
  const count = known.values.length;
  const out = Array.from({ length: candidates }, () => new Float64Array(count).fill(Number.NaN));
  const reporter = createReporter(control, 'choosing', folds.groups.length);
  folds.groups.forEach((fold, f) => {
    control.checkpoint();
    fitAll(withoutFold(known, fold), f).forEach((model, c) => {
      for (const t of fold) out[c]![t] = known.values[t]! - predict(model, known.rowIndex[t]!, known.columnIndex[t]!);
    });
    reporter.step(f + 1, null);
  });
  return out;
}

/** The known cells that are not at the positions of `fold`, in their order. */
export function withoutFold(known: Observations, fold: Uint32Array): Observations {
  const held = new Uint8Array(known.values.length);
  for (const t of fold) held[t] = 1;
  const kept = new Uint32Array(held.length - fold.length);
  let count = 0;
  for (let t = 0; t < held.length; t++) if (held[t] === 0) kept[count++] = t;
  return pick(known, kept);
}

/** The method that the error on these folds is reported under; five folds may have been cut to one. */
export function heldOutMethod({ method, groups }: Folds): HeldOut['method'] {
  return method === '5-fold' && groups.length === 1 ? 'random holdout' : method;
}
