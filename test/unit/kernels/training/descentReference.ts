import type { Vectors } from '../../../../src/kernels';
import type { Observations } from '../../../../src/matrix/observations';
import { createRandom, shuffle } from '../../../../src/matrix/random';

interface Model {
  readonly row: Vectors;
  readonly column: Vectors;
}

/**
 * Descent as its definition says, on doubles: the blocks of each round one after the other, in each the cells, row by
 * row, in turn from their first and their second half.
 */
export function descendByDefinition(
  cells: Observations,
  start: Model,
  options: {
    rank: number;
    regularization: number;
    pseudoCount: number;
    learningRate: number;
    epochs: number;
    seed: number;
  },
  epochs: number,
): Model & { firstSquares: number } {
  const { rank, regularization, seed } = options;
  const grid = 8;
  const random = createRandom(seed);
  const deal = (count: number): Uint32Array =>
    shuffle(
      Uint32Array.from({ length: count }, (_, i) => i),
      random,
    );
  const [rowPlaces, columnPlaces] = [deal(cells.rows), deal(cells.columns)];
  const [rowsEach, columnsEach] = [Math.ceil(cells.rows / grid), Math.ceil(cells.columns / grid)];

  const sorted: number[][] = Array.from({ length: grid * grid }, () => []);
  for (const [row, t] of Array.from(cells.rowIndex, (row, t) => [rowPlaces[row]!, t] as const).sort(
    (a, b) => a[0] - b[0] || a[1] - b[1],
  ))
    sorted[Math.floor(row / rowsEach) * grid + Math.floor(columnPlaces[cells.columnIndex[t]!]! / columnsEach)]!.push(t);
  const blocks = sorted.map((block) => {
    const half = Math.ceil(block.length / 2);
    return block.slice(0, half).flatMap((t, p) => [t, ...block.slice(half + p, half + p + 1)]);
  });

  const side = (vectors: Vectors, indices: Uint32Array) => {
    const counts = new Map<number, number>();
    for (const index of indices) counts.set(index, (counts.get(index) ?? 0) + 1);
    return Array.from(vectors.bias, (bias, i) => ({
      x: [...vectors.factors.subarray(i * rank, (i + 1) * rank)],
      bias,
      share: (regularization * ((counts.get(i) ?? 1) + options.pseudoCount)) / (counts.get(i) ?? 1),
      gradients: 1,
    }));
  };
  const [rows, columns] = [side(start.row, cells.rowIndex), side(start.column, cells.columnIndex)];
  let firstSquares = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const rate =
      options.learningRate * (0.05 + (0.95 * (1 + Math.cos((Math.PI * (epoch - 1)) / (options.epochs - 1)))) / 2);
    const shifts = shuffle(
      Uint32Array.from({ length: grid }, (_, i) => i),
      createRandom(seed + 0x9e3779b9 * epoch),
    );
    for (const shift of shifts)
      for (let i = 0; i < grid; i++)
        for (const t of blocks[i * grid + ((i + shift) % grid)]!) {
          const [u, v] = [rows[cells.rowIndex[t]!]!, columns[cells.columnIndex[t]!]!];
          const error = cells.values[t]! - u.bias - v.bias - u.x.reduce((sum, x, f) => sum + x * v.x[f]!, 0);
          if (epoch === 1) firstSquares += error ** 2;
          const before = { u: [...u.x], v: [...v.x] };
          for (const [own, d] of [
            [u, before.v],
            [v, before.u],
          ] as const) {
            const step = rate / Math.sqrt(own.gradients);
            own.x = own.x.map((x, f) => x + step * (error * d[f]! - own.share * x));
            own.bias += step * (error - own.share * own.bias);
            own.gradients += (error ** 2 * d.reduce((sum, x) => sum + x * x, 0)) / rank;
          }
        }
  }
  const vectors = (all: typeof rows): Vectors => ({
    bias: Float64Array.from(all, ({ bias }) => bias),
    factors: Float64Array.from(all.flatMap(({ x }) => x)),
  });
  return { row: vectors(rows), column: vectors(columns), firstSquares };
}
