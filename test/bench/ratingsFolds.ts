import { readFileSync } from 'node:fs';
import type { Observations } from '../../src/matrix/observations';
import { pick } from '../../src/matrix/observations';
import { numpyShuffle } from './mersenneTwister';

/** A part of a ratings file to train on and the part to measure on. */
export interface Fold {
  readonly training: Observations;
  readonly test: Observations;
}

/** Lines of user, item, rating under a header, in the order of the file. */
export function readRatingsFile(path: string): Observations {
  const [users, items] = [new Map<string, number>(), new Map<string, number>()];
  const indexIn = (ids: Map<string, number>, id: string): number => {
    const known = ids.get(id) ?? ids.size;
    ids.set(id, known);
    return known;
  };
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  const fields = lines.map((line) => line.split(','));
  return {
    rowIndex: Uint32Array.from(fields, ([user]) => indexIn(users, user!)),
    columnIndex: Uint32Array.from(fields, ([, item]) => indexIn(items, item!)),
    values: Float64Array.from(fields, ([, , rating]) => Number(rating)),
    rows: users.size,
    columns: items.size,
  };
}

/** Five consecutive blocks of the order that `RandomState(0).shuffle(arange(N))` gives, each measured on once. */
export function fiveFolds(ratings: Observations): readonly Fold[] {
  const count = ratings.values.length;
  const order = numpyShuffle(
    Uint32Array.from({ length: count }, (_, t) => t),
    0,
  );
  // As numpy.array_split cuts: the first blocks have one more where the count is no multiple of five.
  const cut = (fold: number): number => fold * Math.floor(count / 5) + Math.min(fold, count % 5);
  return [0, 1, 2, 3, 4].map((fold) => {
    const test = order.slice(cut(fold), cut(fold + 1));
    const held = new Uint8Array(count);
    for (const t of test) held[t] = 1;
    const rest = Uint32Array.from({ length: count }, (_, t) => t).filter((t) => held[t] === 0);
    return { training: pick(ratings, rest), test: pick(ratings, test) };
  });
}
