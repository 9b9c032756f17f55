import type { Ratings } from '../matrix/observations';
import { keptPositions } from './duplicates';
import { BlockList, blockLength } from './growable';
import { IdTable } from './idTable';

const newIndices = (length: number): Uint32Array => new Uint32Array(length);
const newNumbers = (length: number): Float64Array => new Float64Array(length);

/** What was read, as it stands after the last of repeated ratings has been let count. */
export interface Collected {
  readonly ratings: Ratings;
  /** When each rating was made, in the file's own unit; null where that was not asked for or not known. */
  readonly times: Float64Array | null;
  readonly duplicates: number;
}

/** Gathers ratings, one after the other, in the order of a file. */
export class Collector {
  readonly users = new IdTable();
  readonly items = new IdTable();
  private readonly rowBlocks = new BlockList(newIndices);
  private readonly columnBlocks = new BlockList(newIndices);
  private readonly valueBlocks = new BlockList(newNumbers);
  private readonly timeBlocks = new BlockList(newNumbers);
  private rows = this.rowBlocks.extend();
  private columns = this.columnBlocks.extend();
  private values = this.valueBlocks.extend();
  private times: Float64Array | null;
  private filled = 0;
  private full = 0;

  constructor(private readonly keepTimes: boolean) {
    this.times = keepTimes ? this.timeBlocks.extend() : null;
  }

  get length(): number {
    return this.full + this.filled;
  }

  /** A rating by the indices of its user and item, which `users` and `items` gave. */
  add(user: number, item: number, value: number, time: number): void {
    if (this.filled === blockLength) this.nextBlocks();
    const at = this.filled++;
    this.rows[at] = user;
    this.columns[at] = item;
    this.values[at] = value;
    if (this.times !== null) this.times[at] = time;
  }

  private nextBlocks(): void {
    this.rows = this.rowBlocks.extend();
    this.columns = this.columnBlocks.extend();
    this.values = this.valueBlocks.extend();
    if (this.keepTimes) this.times = this.timeBlocks.extend();
    this.full += this.filled;
    this.filled = 0;
  }

  /** Everything added; the collector is empty thereafter. */
  finish(): Collected {
    const length = this.length;
    const all = {
      rows: this.users.size,
      columns: this.items.size,
      rowIndex: this.rowBlocks.take(length),
      columnIndex: this.columnBlocks.take(length),
    };
    const kept = keptPositions(all);
    const [userIds, itemIds] = [this.users.toStrings(), this.items.toStrings()];
    const values = this.valueBlocks.take(length);
    const times = this.keepTimes ? this.timeBlocks.take(length) : null;
    if (kept === null) return { ratings: { ...all, values, userIds, itemIds }, times, duplicates: 0 };
    const ratings = {
      ...all,
      rowIndex: picked(all.rowIndex, kept, newIndices),
      columnIndex: picked(all.columnIndex, kept, newIndices),
      values: picked(values, kept, newNumbers),
      userIds,
      itemIds,
    };
    return {
      ratings,
      times: times && picked(times, kept, newNumbers),
      duplicates: length - kept.length,
    };
  }
}

function picked<T extends Uint32Array | Float64Array>(from: T, keep: Uint32Array, create: (length: number) => T): T {
  const into = create(keep.length);
  for (let t = 0; t < keep.length; t++) into[t] = from[keep[t]!]!;
  return into;
}
