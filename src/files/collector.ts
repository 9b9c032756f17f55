import type { Ratings } from '../matrix/observations';
import { findReplaced } from './duplicates';
import { IdTable } from './idTable';

/** What was read, as it stands after the last of repeated ratings has been let count, or after they were added up. */
export interface Collected {
  readonly ratings: Ratings;
  /** When each rating was made, in the file's own unit; null where that was not asked for or not known. */
  readonly times: Float64Array | null;
  /** Those that another of the same user and item stands for. */
  readonly duplicates: number;
  /** Whether what was read is who chose what and not how they rated it: values say how often. */
  readonly isCounted: boolean;
}

/** Ratings in order, by the indices of their users and items. */
export interface IndexedRatings {
  readonly users: Uint32Array;
  readonly items: Uint32Array;
  readonly values: Float64Array;
  readonly times: Float64Array | null;
}

/** Room for ratings at first. */
const firstRoom = 1 << 12;
/** Room beyond what is foretold, so that a small error of that has nothing copied. */
const margin = 1.05;

/** Gathers ratings, one after the other, in the order of a file. */
export class Collector {
  readonly users = new IdTable();
  readonly items = new IdTable();
  private room = 0;
  private userIndices = new Uint32Array(0);
  private itemIndices = new Uint32Array(0);
  private values = new Float64Array(0);
  private times: Float64Array | null;
  private added = 0;
  /** Whether each line says that something was chosen once more, so that those of a user and an item add up. */
  isCounted = false;

  constructor(keepTimes: boolean) {
    this.times = keepTimes ? new Float64Array(0) : null;
  }

  get length(): number {
    return this.added;
  }

  /** A rating by the indices of its user and item, which `users` and `items` gave. */
  add(user: number, item: number, value: number, time: number): void {
    if (this.added === this.room) this.makeRoom(Math.max(firstRoom, 2 * this.room));
    const at = this.added++;
    this.userIndices[at] = user;
    this.itemIndices[at] = item;
    this.values[at] = value;
    if (this.times !== null) this.times[at] = time;
  }

  /** Adds ratings whose users and items have other indices: users[i] here is i there. */
  addAll(ratings: IndexedRatings, users: Uint32Array, items: Uint32Array): void {
    const count = ratings.values.length;
    const start = this.added;
    if (start + count > this.room) this.makeRoom(Math.max(start + count, 2 * this.room));
    const { userIndices, itemIndices } = this;
    for (let t = 0; t < count; t++) {
      userIndices[start + t] = users[ratings.users[t]!]!;
      itemIndices[start + t] = items[ratings.items[t]!]!;
    }
    this.values.set(ratings.values, start);
    if (ratings.times !== null) this.times?.set(ratings.times, start);
    this.added += count;
  }

  /** Says what share of the file the ratings so far are of, so that room is made for all of them at once. */
  foretell(share: number): void {
    const total = Math.ceil(this.added / share);
    if (total > this.room && share > 0) this.makeRoom(Math.ceil(margin * total));
  }

  /** Takes the ratings out that were added since it was last called; the ids keep their indices. */
  take(): IndexedRatings {
    const count = this.added;
    this.added = 0;
    return {
      users: this.userIndices.slice(0, count),
      items: this.itemIndices.slice(0, count),
      values: this.values.slice(0, count),
      times: this.times?.slice(0, count) ?? null,
    };
  }

  /** Everything added, in the memory in which it was gathered: nothing can be added thereafter. */
  finish(): Collected {
    const shape = { rows: this.users.size, columns: this.items.size };
    const { userIndices, itemIndices, values, times } = this;
    const rowIndex = userIndices.subarray(0, this.added);
    const columnIndex = itemIndices.subarray(0, this.added);
    const addUp = (earlier: number, later: number): void => void (values[later]! += values[earlier]!);
    const replaced = findReplaced({ ...shape, rowIndex, columnIndex }, this.isCounted ? addUp : undefined);
    const duplicates = replaced?.count ?? 0;
    const kept = this.added - duplicates;
    if (replaced !== null)
      for (const numbers of [userIndices, itemIndices, values, times])
        if (numbers !== null) moveTogether(numbers, replaced.marks);
    return {
      ratings: {
        ...shape,
        rowIndex: rowIndex.subarray(0, kept),
        columnIndex: columnIndex.subarray(0, kept),
        values: values.subarray(0, kept),
        userIds: this.users.toStrings(),
        itemIds: this.items.toStrings(),
      },
      times: times && times.subarray(0, kept),
      duplicates,
      isCounted: this.isCounted,
    };
  }

  private makeRoom(room: number): void {
    this.userIndices = longer(this.userIndices, new Uint32Array(room), this.added);
    this.itemIndices = longer(this.itemIndices, new Uint32Array(room), this.added);
    this.values = longer(this.values, new Float64Array(room), this.added);
    this.times &&= longer(this.times, new Float64Array(room), this.added);
    this.room = room;
  }
}

function longer<T extends Uint32Array | Float64Array>(from: T, into: T, count: number): T {
  into.set(from.subarray(0, count));
  return into;
}

/** Moves the numbers that have no mark to the front. */
function moveTogether(numbers: Uint32Array | Float64Array, marks: Uint8Array): void {
  let kept = 0;
  for (let t = 0; t < marks.length; t++) if (marks[t] === 0) numbers[kept++] = numbers[t]!;
}
