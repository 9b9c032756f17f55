import { availableParallelism } from 'node:os';
import { createItemSearch, type FoundItems } from '../../kernels';
import type { Control } from '../../protocol/control';
import type { BiasedFactors } from '../../protocol/results';
import { predict } from '../model';
import { singlePrecisionMargin } from './margin';
import { topItems } from './topItems';

/** Items kept beyond those asked for, so that rounding of the scores puts none out of a list that belongs there. */
const spare = 8;

/** A list longer than this share of the items is sorted from all predictions. */
const longestShare = 1 / 8;

/** Multiplications that are worth a thread. */
const threadWork = 2e8;

/** Whose lists are made of what. */
export interface ListsAsked {
  readonly model: BiasedFactors;
  readonly users: ArrayLike<number>;
  /** The items that may stand on a list, in ascending order. */
  readonly candidates: Uint32Array;
  /** N ≥ 1. */
  readonly top: number;
  /** Those of them that may not stand on the list of a user, in any order. */
  readonly excludedFor: (user: number) => Iterable<number>;
}

/** A user's items, best first. */
export interface TopList {
  readonly user: number;
  readonly items: readonly number[];
}

/**
 * Each user's N items with the highest predictions, best first, ties by the lower index, in the order of
 * the users, some hundreds of them at once. The scores c_i + u·v are first worked out in single precision by all cores;
 * the best of them, and some to spare, are then predicted as everywhere else, so that the lists are those of sorting all
 * predictions. Where more items are equal but for rounding than there are to spare, all of the user's predictions are
 * sorted. Throws when cancelled, and `outOfMemory`.
 */
export async function* topLists(asked: ListsAsked, control: Control): AsyncGenerator<readonly TopList[]> {
  const { model, users, candidates, top } = asked;
  if (top + spare > longestShare * candidates.length) {
    for (const user of Array.from(users)) {
      control.checkpoint();
      yield [{ user, items: sortedList(asked, user) }];
    }
    return;
  }
  const { row, column, columnBias } = model;
  const work = users.length * candidates.length * (row.columns + 1);
  const search = await createItemSearch({
    users: { rank: row.columns, values: row.values },
    items: { rank: column.columns, values: column.values, bias: columnBias },
    ...{ candidates, length: top + spare },
    threads: Math.max(1, Math.min(availableParallelism(), Math.round(work / threadWork))),
  });
  const marginOf = singlePrecisionMargin(model);
  const placesOf = leftOutPlaces(asked);
  try {
    for (let start = 0; start < users.length;) {
      const leftOut: Uint32Array[] = [];
      for (let room = search.mostLeftOut; leftOut.length < search.usersAtOnce;) {
        const user = users[start + leftOut.length];
        if (user === undefined) break;
        const places = placesOf(user);
        room -= places.length;
        if (room < 0) break;
        leftOut.push(places);
      }
      const batch = Array.from({ length: leftOut.length }, (_, i) => users[start + i]!);
      const found = await search.search(batch, leftOut, () => control.checkpoint());
      yield batch.map((user, i) => ({ user, items: checkedList(asked, user, found[i]!, marginOf(user)) }));
      start += batch.length;
    }
  } finally {
    await search.close();
  }
}

/** The places among the candidates, ascending, of the items that a user's list may not hold. */
function leftOutPlaces({ model, candidates, excludedFor }: ListsAsked): (user: number) => Uint32Array {
  const placeOf = new Int32Array(model.column.rows).fill(-1);
  candidates.forEach((item, place) => (placeOf[item] = place));
  return (user) => {
    const places = Uint32Array.from(
      new Set(Array.from(excludedFor(user), (item) => placeOf[item]!).filter((p) => p >= 0)),
    );
    return places.sort();
  };
}

/** What was found, in the order of its predictions, where no item that was not found can belong there. */
function checkedList(asked: ListsAsked, user: number, { places, scores }: FoundItems, margin: number): number[] {
  const { model, candidates, top } = asked;
  const found = Array.from(places, (place) => ({
    item: candidates[place]!,
    value: predict(model, user, candidates[place]!),
  })).sort((a, b) => b.value - a.value || a.item - b.item);
  const last = found[top - 1];
  const isWhole = margin < Number.POSITIVE_INFINITY && scores.length < top + spare;
  const isSure = last !== undefined && scores.at(-1)! < last.value - model.mean - model.rowBias[user]! - margin;
  return isWhole || isSure ? found.slice(0, top).map(({ item }) => item) : sortedList(asked, user);
}

/** The same from all predictions of a user. */
function sortedList({ model, candidates, top, excludedFor }: ListsAsked, user: number): number[] {
  const excluded = new Uint8Array(model.column.rows).fill(1);
  for (const item of candidates) excluded[item] = 0;
  for (const item of excludedFor(user)) excluded[item] = 1;
  const predictions = Float64Array.from(excluded, (is, item) => (is === 0 ? predict(model, user, item) : 0));
  return topItems(predictions, excluded, top);
}
