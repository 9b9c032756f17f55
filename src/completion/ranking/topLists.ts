import { product } from '../../kernels';
import { createMatrix, type Matrix } from '../../matrix/dense';
import type { Control } from '../../protocol/control';
import type { BiasedFactors } from '../../protocol/results';
import { predict } from '../model';

/** Users and items of a product at once: its m × n numbers stay in the second cache. */
const blockUsers = 128;
const blockItems = 2048;

/** Items kept beyond those asked for, so that rounding of the product puts none out of a list that belongs there. */
const spare = 8;

/** Whose lists are made of what. */
export interface ListsAsked {
  readonly model: BiasedFactors;
  readonly users: ArrayLike<number>;
  /** N ≥ 1. */
  readonly top: number;
  /** The items that may not stand on the list of a user. */
  readonly excludedFor: (user: number) => ReadonlySet<number>;
}

/**
 * Each user's N items with the highest predictions, best first, ties by the lower index, in the order of
 * the users. The scores c_i + u·v come from products of blocks; the best of them, and some to spare, are then
 * predicted as everywhere else, so that the lists are those of sorting all predictions. Where more items are equal but for rounding than
 * there are to spare, all of the user's predictions are sorted. Throws when cancelled.
 */
export function* topLists(
  { model, users, top, excludedFor }: ListsAsked,
  control: Control,
): Generator<{ readonly user: number; readonly items: readonly number[] }> {
  const blocks = itemBlocks(model);
  const largest = largestOf(model);
  for (let start = 0; start < users.length; start += blockUsers) {
    const lists = Array.from({ length: Math.min(blockUsers, users.length - start) }, (_, i) => {
      const user = users[start + i]!;
      return { user, excluded: excludedFor(user), best: new BestItems(top + spare) };
    });
    const rows = userBlock(
      model,
      lists.map(({ user }) => user),
    );
    for (const { first, block } of blocks) {
      control.checkpoint();
      const { values, columns } = product(rows, block);
      lists.forEach(({ best, excluded }, i) =>
        best.offer(values.subarray(i * columns, (i + 1) * columns), first, excluded),
      );
    }
    for (const { user, excluded, best } of lists) {
      const sorted = byPrediction(model, user, best.items());
      const isSure = best.leastLeftOut() < surelyBelow(model, user, sorted[top - 1], largest);
      const all = (): number[] => Array.from({ length: model.column.rows }, (_, item) => item);
      const list = isSure
        ? sorted
        : byPrediction(
            model,
            user,
            all().filter((item) => !excluded.has(item)),
          );
      yield { user, items: list.slice(0, top) };
    }
  }
}

/** Users' factors, and a 1 for the items' biases: m × (k + 1). */
function userBlock({ row: { columns: rank, values } }: BiasedFactors, users: readonly number[]): Matrix {
  const block = createMatrix(users.length, rank + 1);
  users.forEach((user, i) => {
    block.values.set(values.subarray(user * rank, (user + 1) * rank), i * (rank + 1));
    block.values[i * (rank + 1) + rank] = 1;
  });
  return block;
}

/** Items' factors and biases in blocks, (k + 1) × n each. */
function itemBlocks({ column, columnBias }: BiasedFactors): { readonly first: number; readonly block: Matrix }[] {
  const { rows: items, columns: rank, values } = column;
  return Array.from({ length: Math.ceil(items / blockItems) }, (_, b) => {
    const first = b * blockItems;
    const count = Math.min(blockItems, items - first);
    const block = createMatrix(rank + 1, count);
    for (let j = 0; j < count; j++) {
      for (let f = 0; f < rank; f++) block.values[f * count + j] = values[(first + j) * rank + f]!;
      block.values[rank * count + j] = columnBias[first + j]!;
    }
    return { first, block };
  });
}

/** max |c_i| and max ‖v_i‖. */
function largestOf({ column: { rows, columns: rank, values }, columnBias }: BiasedFactors): {
  readonly bias: number;
  readonly norm: number;
} {
  let [bias, norm] = [0, 0];
  for (let item = 0; item < rows; item++) {
    bias = Math.max(bias, Math.abs(columnBias[item]!));
    norm = Math.max(norm, Math.hypot(...values.subarray(item * rank, (item + 1) * rank)));
  }
  return { bias, norm };
}

/**
 * A score below this is of an item whose prediction is below that of `last`. Scores and predictions are sums of k + 3
 * terms, off by no more than (k + 3) eps times the sum of their magnitudes each.
 */
function surelyBelow(
  model: BiasedFactors,
  user: number,
  last: number | undefined,
  largest: { readonly bias: number; readonly norm: number },
): number {
  if (last === undefined) return Number.POSITIVE_INFINITY;
  const { mean, rowBias, row } = model;
  const own = Math.hypot(...row.values.subarray(user * row.columns, (user + 1) * row.columns));
  const magnitude = Math.abs(mean) + Math.abs(rowBias[user]!) + largest.bias + own * largest.norm;
  return predict(model, user, last) - mean - rowBias[user]! - 4 * (row.columns + 4) * Number.EPSILON * magnitude;
}

/** The items with the highest scores of those offered, the best first. */
class BestItems {
  private readonly scores: Float64Array;
  private readonly indices: Uint32Array;
  private size = 0;

  constructor(private readonly most: number) {
    this.scores = new Float64Array(most);
    this.indices = new Uint32Array(most);
  }

  /** The scores of the items from `first` on. */
  offer(scores: Float64Array, first: number, excluded: ReadonlySet<number>): void {
    let least = this.leastLeftOut();
    for (let j = 0; j < scores.length; j++) {
      const score = scores[j]!;
      if (!(score > least) || excluded.has(first + j)) continue;
      this.insert(first + j, score);
      least = this.leastLeftOut();
    }
  }

  items(): number[] {
    return Array.from(this.indices.subarray(0, this.size));
  }

  /** What no item that was left out scores above; −∞ where none was. */
  leastLeftOut(): number {
    return this.size < this.most ? Number.NEGATIVE_INFINITY : this.scores[this.most - 1]!;
  }

  private insert(item: number, score: number): void {
    let place = this.size < this.most ? this.size++ : this.most - 1;
    for (; place > 0 && score > this.scores[place - 1]!; place--) {
      this.scores[place] = this.scores[place - 1]!;
      this.indices[place] = this.indices[place - 1]!;
    }
    this.scores[place] = score;
    this.indices[place] = item;
  }
}

function byPrediction(model: BiasedFactors, user: number, items: readonly number[]): number[] {
  return items
    .map((item) => ({ item, value: predict(model, user, item) }))
    .sort((a, b) => b.value - a.value || a.item - b.item)
    .map(({ item }) => item);
}
