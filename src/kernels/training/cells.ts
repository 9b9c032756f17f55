import type { Observations } from '../../matrix/observations';
import type { Layout, Place, SharedMemory } from './sharedMemory';

/** What cells are trained on as: (y − mean) / spread. */
export interface Standard {
  readonly mean: number;
  readonly spread: number;
}

/** Where cells lie that are grouped by their row, or by their column: see `Grouped`. */
export interface GroupedPlaces {
  readonly starts: Place;
  readonly others: Place;
  readonly values: Place;
}

/** Takes the places of cells in that many groups. */
export function takeGrouped(layout: Layout, groups: number, cells: number): GroupedPlaces {
  return { starts: layout.take(groups + 1, 4), others: layout.take(cells, 4), values: layout.take(cells, 4) };
}

/** Groups cells by row or by column into the shared memory; both sides are named by their records. */
export function lodgeGrouped(
  shared: SharedMemory,
  places: GroupedPlaces,
  cells: Observations,
  side: 'row' | 'column',
  orders: { readonly row: Uint32Array; readonly column: Uint32Array },
  { mean, spread }: Standard,
): void {
  const [starts, others, values] = [
    shared.integers(places.starts),
    shared.integers(places.others),
    shared.floats(places.values),
  ];
  const own = side === 'row' ? cells.rowIndex : cells.columnIndex;
  const other = side === 'row' ? cells.columnIndex : cells.rowIndex;
  const [ownOrder, otherOrder] = side === 'row' ? [orders.row, orders.column] : [orders.column, orders.row];
  const count = own.length;
  starts.fill(0);
  for (let t = 0; t < count; t++) starts[ownOrder[own[t]!]! + 1]!++;
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  const next = starts.slice();
  for (let t = 0; t < count; t++) {
    const at = next[ownOrder[own[t]!]!]!++;
    others[at] = otherOrder[other[t]!]!;
    values[at] = (cells.values[t]! - mean) / spread;
  }
}

/** Where cells lie one by one, as `sumErrors` reads them. */
export interface HeldPlaces {
  readonly rows: Place;
  readonly columns: Place;
  readonly values: Place;
}

/** Takes the places of cells that are held out. */
export function takeHeld(layout: Layout, cells: number): HeldPlaces {
  return { rows: layout.take(cells, 4), columns: layout.take(cells, 4), values: layout.take(cells, 4) };
}

/** An index past the last names the record of zeros. */
export function lodgeHeld(
  shared: SharedMemory,
  places: HeldPlaces,
  cells: Observations,
  orders: { readonly row: Uint32Array; readonly column: Uint32Array },
  { mean, spread }: Standard,
): void {
  const rows = shared.integers(places.rows);
  const columns = shared.integers(places.columns);
  const values = shared.floats(places.values);
  for (let t = 0; t < values.length; t++) {
    rows[t] = orders.row[cells.rowIndex[t]!] ?? orders.row.length;
    columns[t] = orders.column[cells.columnIndex[t]!] ?? orders.column.length;
    values[t] = (cells.values[t]! - mean) / spread;
  }
}
