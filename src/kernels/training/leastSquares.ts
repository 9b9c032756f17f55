import { rangeEnds } from '../ranges';
import type { GroupedPlaces } from './cells';
import { Ground, total, type TrainingData } from './ground';
import { recordShape, type Records, type Vectors } from './records';
import { Layout, type Place } from './sharedMemory';
import { trainingOn, type Step, type Training } from './training';

export interface LeastSquaresOptions {
  readonly rank: number;
  /** λ, for cells of unit spread. */
  readonly regularization: number;
  /** α of the confidence 1 + α r in that something was chosen, of counts r; null where values are ratings. */
  readonly confidence: number | null;
  /** Steps of conjugate gradients for each vector; null solves its equations by Cholesky's factorization. */
  readonly steps: number | null;
  readonly start: { readonly row: Vectors; readonly column: Vectors };
  readonly threads: number;
}

/** Multiplications to a task, about: some milliseconds. */
const taskWork = 1e7;
/** Vectors whose products are summed in one task. */
const gramEach = 2 ** 12;
/** Vectors of a side that are packed at once, and room for the sums: see `assembly/leastSquares.ts`. */
const chunk = 64;

/**
 * Alternating least squares: every vector of the rows is set to, or moved towards, its minimizer given the columns',
 * then the columns' likewise, so that the objective never rises but by rounding. Of ratings it is that of `als`; of
 * counts Σ c (p − u·v)² + λ (‖U‖² + ‖V‖²) over all cells, with p = 1 and c = 1 + α r where r > 0, else p = 0 and c = 1.
 * Sources: see `assembly/leastSquares.ts` and `assembly/conjugateGradients.ts`.
 */
export async function createLeastSquares(data: TrainingData, options: LeastSquaresOptions): Promise<Training> {
  const { rows, columns } = data.cells;
  const { rank, regularization, confidence, steps } = options;
  const { width, stride } = recordShape(rank);
  const layout = new Layout();
  const { cellWork, rowWork } = workOf(width, options);
  const mostTasks =
    Math.ceil((2 * data.cells.values.length * cellWork + Math.max(rows, columns) * rowWork) / taskWork) + 2;
  const boundPlaces = { row: layout.take(mostTasks + 1, 4), column: layout.take(mostTasks + 1, 4) };
  const gramParts = Math.ceil(Math.max(rows, columns) / gramEach);
  // conjugate gradients read it again and again, in the first cache: there it lies in floats
  const gram = layout.take(confidence === null ? 0 : width ** 2, steps === null ? 8 : 4);
  const parts = layout.take(confidence === null ? 0 : gramParts * width ** 2, 8);
  const ground = await Ground.prepare(data, {
    ...{ rank, threads: options.threads, sides: ['row', 'column'], layout },
    orders: { row: identity(rows), column: identity(columns) },
    scratch: scratchBytes(stride),
    mostTasks: Math.max(mostTasks, gramParts),
  });
  const { row, column, shared, team, sizes } = ground;
  row.write(options.start.row);
  column.write(options.start.column);

  const sideOf = (own: Records, other: Records, grouped: GroupedPlaces, bounds: Place): Side => {
    const ends = rangeEnds(shared.integers(grouped.starts), cellWork, rowWork, taskWork);
    shared.integers(bounds).set([0, ...ends]);
    return { own, other, grouped, bounds, tasks: ends.length };
  };
  const sides = [
    sideOf(row, column, ground.grouped.row!, boundPlaces.row),
    sideOf(column, row, ground.grouped.column!, boundPlaces.column),
  ];

  const sumGram = async (side: Records, checkpoint: () => void): Promise<void> => {
    const settings = [...sizes, side.address, side.count, gramEach, parts.address];
    const tasks = Math.ceil(side.count / gramEach);
    await team.run('sumGram', settings, tasks, checkpoint);
    const sums = sumOfLower(shared.doubles(parts), tasks, width);
    (steps === null ? shared.doubles(gram) : shared.floats(gram)).set(sums);
  };

  const step = async (_: number, checkpoint: () => void): Promise<Step> => {
    let squares = 0;
    for (const { own, other, grouped, bounds, tasks } of sides) {
      if (confidence !== null) await sumGram(other, checkpoint);
      const settings = [
        ...[...sizes, own.address, other.address, grouped.starts.address, grouped.others.address],
        ...[grouped.values.address, bounds.address, regularization, confidence ?? 0, gram.address, steps ?? 0],
      ];
      squares = total(await team.run(steps === null ? 'solveRows' : 'refineRows', settings, tasks, checkpoint));
    }
    await team.look();
    const objective = squares + regularization * (sumOfSquares(row) + sumOfSquares(column));
    return { objective, squares: confidence === null ? squares : null };
  };
  return trainingOn(ground, step, [row.values, column.values]);
}

interface Side {
  readonly own: Records;
  readonly other: Records;
  readonly grouped: GroupedPlaces;
  readonly bounds: Place;
  readonly tasks: number;
}

/** How many multiplications each cell of a vector takes, and each vector beside them, about. */
function workOf(
  width: number,
  { steps, confidence }: Pick<LeastSquaresOptions, 'steps' | 'confidence'>,
): { readonly cellWork: number; readonly rowWork: number } {
  if (steps === null) return { cellWork: (width + 1) ** 2 / 2, rowWork: width ** 3 / 6 };
  return { cellWork: 2 * width * (steps + 2), rowWork: confidence === null ? 0 : width ** 2 * (steps + 1) };
}

/** The sum of so many symmetric width × width matrices, one behind the other, of which the lower triangles are given. */
function sumOfLower(all: Float64Array, count: number, width: number): Float64Array {
  const sums = new Float64Array(width ** 2);
  for (let task = 0; task < count; task++)
    for (let p = 0; p < width; p++)
      for (let q = 0; q <= p; q++) {
        sums[p * width + q]! += all[(task * width + p) * width + q]!;
        sums[q * width + p] = sums[p * width + q]!;
      }
  return sums;
}

/** For either way of solving, of records that are `stride` floats long. */
function scratchBytes(stride: number): number {
  const dimension = stride + 4;
  return 128 * Math.ceil((4 * chunk * stride + 8 * dimension ** 2 + 64 * dimension + 256) / 128);
}

function sumOfSquares({ values, shape, count }: Records): number {
  let sum = 0;
  for (let start = 0; start < count * shape.stride; start += shape.stride)
    for (let at = start; at <= start + shape.width; at++) sum += values[at]! ** 2;
  return sum;
}

function identity(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}
