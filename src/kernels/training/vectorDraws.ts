import { group } from '../../matrix/observations';
import type { Conditional, SideName } from '../gibbs';
import { rangeEnds } from '../ranges';
import { total, type TrainingData } from './ground';
import { Layout, SharedMemory, type Place } from './sharedMemory';
import { Team, teamPlaces } from './team';

export interface SharedDrawsOptions {
  /** Rank and one more, for the bias, which comes first. */
  readonly width: number;
  readonly start: { readonly rows: Float64Array; readonly columns: Float64Array };
  readonly threads: number;
}

/** The inner loop of a Gibbs sampler on threads: see `createVectorDraws`, of which it draws the very same. */
export interface SharedDraws {
  /** [b_i, u_i] and [c_j, v_j] as they stand, m × k and n × k. */
  readonly vectors: Readonly<Record<SideName, Float64Array>>;
  /** Draws each vector of a side from its conditional; gives Σ (y − ŷ)² after the columns, else 0. */
  draw(side: SideName, conditional: Conditional, checkpoint: () => void): Promise<number>;
  /** Σ (1, x)(1, x)ᵀ of the vectors of a side, in the lower triangle. */
  moments(side: SideName, checkpoint: () => void): Promise<Float64Array>;
  /** Adds the values at the held-out cells, and their squares, to the sums of these. */
  addHeldOut(checkpoint: () => void): Promise<void>;
  /** To be called where the vectors were written from outside, before the next draw. */
  show(): Promise<void>;
  readonly held: { readonly sums: Float64Array; readonly squares: Float64Array };
  /** Lets the event loop turn; throws `trainingThreadStopped`. */
  look(): Promise<void>;
  readonly threads: number;
  close(): Promise<void>;
}

/** Multiplications to a task: some milliseconds. */
const taskWork = 5e6;
/** Vectors whose moments are summed in one task, and held-out cells of one. */
const momentsEach = 2 ** 13;
const heldEach = 2 ** 15;
/** Vectors that are packed at once, and systems that are solved at once: see `assembly/gibbs.ts`. */
const [chunk, lanes] = [64, 4];

interface Side {
  readonly count: number;
  readonly starts: Place;
  readonly others: Place;
  readonly values: Place;
  readonly vectors: Place;
  readonly seen: Place;
  readonly bounds: Place;
}

/**
 * Draws the vectors of y_ij = b_i + c_j + u_i·v_j + e by rows on threads. Each vector has random numbers of its own, so
 * that threads do not matter. Throws `outOfMemory` and `trainingThreadStopped`.
 */
export async function createSharedDraws(data: TrainingData, options: SharedDrawsOptions): Promise<SharedDraws> {
  const { cells } = data;
  const { width, threads } = options;
  const places = layOut(data, options);
  const { sides, held, precision, shift, parts, stride } = places;
  const shared = new SharedMemory(places.layout);
  const tasks = moveIn(shared, places, data, options);
  const mostTasks = Math.max(places.mostTasks, places.momentTasks, held.count / heldEach + 1);
  const team = await Team.assemble(shared, places.team, mostTasks, threads);
  const show = async (): Promise<void> => {
    for (const own of Object.values(sides))
      await team.run('showAll', [width, own.count, own.vectors.address, own.seen.address], 1, () => undefined);
  };
  await show();

  return {
    vectors: {
      rows: shared.doubles(sides.rows.vectors).subarray(0, cells.rows * width),
      columns: shared.doubles(sides.columns.vectors).subarray(0, cells.columns * width),
    },
    draw: async (side, conditional, checkpoint) => {
      const own = sides[side];
      const other = sides[side === 'rows' ? 'columns' : 'rows'];
      shared.doubles(precision).set(conditional.precision);
      shared.doubles(shift).set(conditional.shift);
      const settings = [
        ...[width, own.bounds.address, own.starts.address, own.others.address, own.values.address],
        ...[other.seen.address, precision.address, shift.address, conditional.noisePrecision],
        ...[own.vectors.address, own.seen.address, conditional.seed, side === 'columns' ? 1 : 0],
      ];
      return total(await team.run('drawRange', settings, tasks[side], checkpoint));
    },
    moments: async (side, checkpoint) => {
      const own = sides[side];
      const count = Math.ceil(own.count / momentsEach);
      const settings = [width, own.count, momentsEach, own.vectors.address, parts.address];
      await team.run('sumMomentsRange', settings, count, checkpoint);
      return sumParts(shared.doubles(parts), count, width + 1, stride);
    },
    addHeldOut: async (checkpoint) => {
      const settings = [
        ...[width, sides.rows.vectors.address, sides.columns.vectors.address, held.count, heldEach],
        ...[held.rows.address, held.columns.address, held.sums.address, held.squares.address],
      ];
      await team.run('addPredictions', settings, Math.ceil(held.count / heldEach), checkpoint);
    },
    show,
    held: { sums: shared.doubles(held.sums), squares: shared.doubles(held.squares) },
    look: () => team.look(),
    threads: team.threads,
    close: () => team.dismiss(),
  };
}

/** Multiplications with a cell, and with a vector, of the given width. */
const workOf = (width: number): { readonly cell: number; readonly vector: number } => ({
  cell: (width + 1) ** 2,
  vector: width * (width + 1) ** 2,
});

/** Where everything lies in the memory of the threads, and the tasks of a job at the most. */
function layOut({ cells, held }: TrainingData, { width, threads }: SharedDrawsOptions) {
  const stride = 4 * Math.ceil((width + 1) / 4);
  const layout = new Layout();
  const count = cells.values.length;
  const most = Math.max(cells.rows, cells.columns);
  const work = workOf(width);
  const mostTasks = Math.ceil((count * work.cell + most * work.vector) / taskWork) + 2;
  const takeSide = (vectors: number): Side => ({
    count: vectors,
    starts: layout.take(vectors + 1, 4),
    others: layout.take(count, 4),
    values: layout.take(count, 8),
    // one more of zeros, for what is not known of
    vectors: layout.take((vectors + 1) * width, 8),
    seen: layout.take(vectors * stride, 8),
    bounds: layout.take(mostTasks + 1, 4),
  });
  const sides: Readonly<Record<SideName, Side>> = { rows: takeSide(cells.rows), columns: takeSide(cells.columns) };
  const heldCount = held?.values.length ?? 0;
  const [heldRows, heldColumns] = [layout.take(heldCount, 4), layout.take(heldCount, 4)];
  const [sums, squares] = [layout.take(heldCount, 8), layout.take(heldCount, 8)];
  const [precision, shift] = [layout.take(width ** 2, 8), layout.take(width, 8)];
  const momentTasks = Math.ceil(most / momentsEach);
  const parts = layout.take(momentTasks * stride ** 2, 8);
  const team = teamPlaces(layout, threads, scratchBytes(width, stride));
  return {
    ...{ layout, stride, sides, precision, shift, parts, team, mostTasks, momentTasks },
    held: { count: heldCount, rows: heldRows, columns: heldColumns, sums, squares },
  };
}

/** Puts the cells and the vectors of the start in their places; gives how many tasks a draw of each side is. */
function moveIn(
  shared: SharedMemory,
  { sides, held: places }: ReturnType<typeof layOut>,
  data: TrainingData,
  { width, start }: SharedDrawsOptions,
): Readonly<Record<SideName, number>> {
  const work = workOf(width);
  const tasks = { rows: 0, columns: 0 };
  for (const side of ['rows', 'columns'] as const) {
    const own = sides[side];
    lodge(shared, own, side, data);
    shared.doubles(own.vectors).set(start[side]);
    const ends = rangeEnds(shared.integers(own.starts), work.cell, work.vector, taskWork);
    shared.integers(own.bounds).set([0, ...ends]);
    tasks[side] = ends.length;
  }
  if (data.held !== null) {
    shared.integers(places.rows).set(data.held.rowIndex);
    shared.integers(places.columns).set(data.held.columnIndex);
  }
  return tasks;
}

function lodge(shared: SharedMemory, own: Side, side: SideName, { cells, standard }: TrainingData): void {
  const grouped = group(cells, side === 'rows' ? 'row' : 'column');
  shared.integers(own.starts).set(grouped.starts);
  shared.integers(own.others).set(grouped.others);
  const values = shared.doubles(own.values);
  for (let t = 0; t < values.length; t++) values[t] = (grouped.values[t]! - standard.mean) / standard.spread;
}

/** Of what `drawVectors` takes, with what lies between. */
function scratchBytes(width: number, stride: number): number {
  const doubles = chunk * stride + lanes * stride ** 2 + lanes * width * (width + 1) + (2 * lanes + 1) * width;
  return 128 * Math.ceil((8 * doubles + 1024) / 128);
}

/** The sum of k × k lower triangles that lie in parts of `stride` squared, in the order of the parts. */
function sumParts(parts: Float64Array, count: number, k: number, stride: number): Float64Array {
  const sums = new Float64Array(k * k);
  for (let part = 0; part < count; part++)
    for (let p = 0; p < k; p++)
      for (let q = 0; q <= p; q++) sums[p * k + q]! += parts[part * stride ** 2 + p * stride + q]!;
  return sums;
}
