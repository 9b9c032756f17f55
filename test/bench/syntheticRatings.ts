import type { Observations } from '../../src/matrix/observations';
import { createRandom, type Random } from '../../src/matrix/random';

/** Users and items by a lognormal popularity, biases, taste of rank 8, noise; pairs may repeat. In no order. */
export function syntheticRatings(count: number, seed: number): Observations {
  const [rows, columns] = count > 2e6 ? [69_878, 10_677] : [6040, 3706];
  const random = createRandom(seed);
  const [users, items] = [popularity(rows, 1, random), popularity(columns, 1.6, random)];
  const normal = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal());
  const [b, c, u, v] = [normal(rows), normal(columns), normal(8 * rows), normal(8 * columns)];
  const rowIndex = new Uint32Array(count);
  const columnIndex = new Uint32Array(count);
  const values = new Float64Array(count);
  for (let t = 0; t < count; t++) {
    const [i, j] = [pick(users, random), pick(items, random)];
    let taste = 0;
    for (let f = 0; f < 8; f++) taste += u[8 * i + f]! * v[8 * j + f]!;
    const y = 3.55 + 0.4 * b[i]! + 0.5 * c[j]! + 0.2 * taste + 0.75 * random.normal();
    rowIndex[t] = i;
    columnIndex[t] = j;
    values[t] = Math.min(Math.max(Math.round(2 * y) / 2, 0.5), 5);
  }
  return { rows, columns, rowIndex, columnIndex, values };
}

/** The ratings from one place on to another. */
export function partOf(cells: Observations, from: number, to: number): Observations {
  return {
    ...cells,
    rowIndex: cells.rowIndex.subarray(from, to),
    columnIndex: cells.columnIndex.subarray(from, to),
    values: cells.values.subarray(from, to),
  };
}

function popularity(count: number, spread: number, random: Random): Float64Array {
  let sum = 0;
  return Float64Array.from({ length: count }, () => (sum += Math.exp(spread * random.normal())));
}

function pick(cumulative: Float64Array, random: Random): number {
  const wanted = random.uniform() * cumulative.at(-1)!;
  let [low, high] = [0, cumulative.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}
