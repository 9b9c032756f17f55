import { pick, type Observations } from '../matrix/observations';
import { createRandom, shuffle } from '../matrix/random';
import type { HeldOut } from '../protocol/results';

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
