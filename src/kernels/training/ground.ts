import type { Observations } from '../../matrix/observations';
import {
  lodgeGrouped,
  lodgeHeld,
  takeGrouped,
  takeHeld,
  type GroupedPlaces,
  type HeldPlaces,
  type Standard,
} from './cells';
import { Records, recordShape, takeRecords, type RecordShape, type Vectors } from './records';
import { SharedMemory, type Layout } from './sharedMemory';
import { Team, teamPlaces } from './team';

/** What is trained on, and what the error is measured on; predictions of these are kept within the scale. */
export interface TrainingData {
  readonly cells: Observations;
  readonly held: Observations | null;
  readonly standard: Standard;
  readonly scale: { readonly low: number; readonly high: number };
}

/** Which record each row, and each column, has. */
export interface Orders {
  readonly row: Uint32Array;
  readonly column: Uint32Array;
}

export interface GroundOptions {
  readonly rank: number;
  readonly threads: number;
  readonly orders: Orders;
  /** By which sides the cells are grouped. */
  readonly sides: readonly ('row' | 'column')[];
  /** Bytes that each thread needs of its own; a multiple of 64. */
  readonly scratch: number;
  /** Tasks of any job, at most; those of the ground itself are seen to. */
  readonly mostTasks: number;
  /** In which the solver has taken what it needs besides. */
  readonly layout: Layout;
}

/** Held-out cells to a task. */
const heldEach = 2 ** 15;
/** Rows to a task that measures their cells. */
const rowsEach = 2 ** 9;

/** What every training stands on: the cells and a model in memory that threads share, and the threads. */
export class Ground {
  private constructor(
    private readonly data: TrainingData,
    readonly shape: RecordShape,
    readonly shared: SharedMemory,
    readonly team: Team,
    readonly row: Records,
    readonly column: Records,
    readonly grouped: Readonly<Partial<Record<'row' | 'column', GroupedPlaces>>>,
    private readonly held: HeldPlaces,
  ) {}

  /** Throws `outOfMemory` and `trainingThreadStopped`. */
  static async prepare(data: TrainingData, options: GroundOptions): Promise<Ground> {
    const { cells, held, standard } = data;
    const { rank, threads, orders, sides, scratch, layout } = options;
    const shape = recordShape(rank);
    const [rowPlace, columnPlace] = [takeRecords(layout, shape, cells.rows), takeRecords(layout, shape, cells.columns)];
    const grouped: Partial<Record<'row' | 'column', GroupedPlaces>> = {};
    for (const side of sides)
      grouped[side] = takeGrouped(layout, side === 'row' ? cells.rows : cells.columns, cells.values.length);
    const heldPlaces = takeHeld(layout, held?.values.length ?? 0);
    const at = teamPlaces(layout, threads, scratch);

    const shared = new SharedMemory(layout);
    for (const side of sides) lodgeGrouped(shared, grouped[side]!, cells, side, orders, standard);
    if (held !== null) lodgeHeld(shared, heldPlaces, held, orders, standard);
    const tasks = [options.mostTasks, (held?.values.length ?? 0) / heldEach, cells.rows / rowsEach];
    const team = await Team.assemble(shared, at, Math.max(...tasks.map(Math.ceil)), threads);
    return new Ground(
      data,
      shape,
      shared,
      team,
      new Records(shared, rowPlace, shape, orders.row),
      new Records(shared, columnPlace, shape, orders.column),
      grouped,
      heldPlaces,
    );
  }

  /** Bytes of the factors of a record, bytes from one to the next. */
  get sizes(): readonly [number, number] {
    return [4 * this.shape.width, 4 * this.shape.stride];
  }

  /** Σ e² over the held-out cells. */
  async heldOutSquares(checkpoint: () => void): Promise<number> {
    const { rows, columns, values } = this.held;
    const { mean, spread } = this.data.standard;
    const [low, high] = [this.data.scale.low, this.data.scale.high].map((y) => (y - mean) / spread);
    const settings = [
      ...[...this.sizes, this.row.address, this.column.address, values.count, heldEach],
      ...[rows.address, columns.address, values.address, low!, high!],
    ];
    return total(await this.team.run('sumErrors', settings, Math.ceil(values.count / heldEach), checkpoint));
  }

  /** Σ e² over the cells that are trained on; they must be grouped by row. */
  async trainingSquares(checkpoint: () => void): Promise<number> {
    const { starts, others, values } = this.grouped.row!;
    const { count } = this.row;
    const settings = [
      ...[...this.sizes, this.row.address, this.column.address, count, rowsEach],
      ...[starts.address, others.address, values.address],
    ];
    return total(await this.team.run('sumGroupedErrors', settings, Math.ceil(count / rowsEach), checkpoint));
  }

  vectors(): { readonly row: Vectors; readonly column: Vectors } {
    return { row: this.row.read(), column: this.column.read() };
  }
}

/** The sum of what tasks have given. */
export function total(sums: Float64Array): number {
  return sums.reduce((sum, value) => sum + value, 0);
}
