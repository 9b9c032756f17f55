import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { Columns, FileLayout } from '../protocol/ratingsFile';
import type { ByteSource } from './byteSource';
import type { Collector } from './collector';
import type { LineOptions } from './delimited';
import { IdColumn, isId } from './idColumn';
import { isNumpy, type NumpyCell, type NumpyColumn } from './npy';
import { asNumber, columnsOf, damagedIn, openNpy, openNpz, type Damaged, type NumpyRatings } from './numpyTable';

/** Rows between two looks at whether the work was cancelled. */
const interval = 1 << 16;

/** A file of NumPy's. Throws the `damagedFile` fault. */
export function openNumpy(source: ByteSource, checkpoint: () => void): Promise<NumpyRatings> {
  return isNumpy(source.head) ? openNpy(source, checkpoint) : openNpz(source, checkpoint);
}

/**
 * Reads the ratings of a `.npy` or `.npz` file, whose columns are as they are given, or else told by their names or their content.
 * Throws the `damagedFile` and `ratingsLine` faults.
 */
export async function readNumpy(
  source: ByteSource,
  collector: Collector,
  options: LineOptions,
  control: Control,
): Promise<FileLayout> {
  const damaged = damagedIn(source);
  const ratings = await openNumpy(source, () => control.checkpoint());
  const ids = { user: new IdColumn(collector.users), item: new IdColumn(collector.items) };
  const adder = { path: source.path, collector, ids, options, control };
  switch (ratings.kind) {
    case 'compressed':
      addCompressed(ratings.parts, ratings.byColumn, adder, damaged);
      return { columns: null, lines: null };
    case 'coordinates':
      addTable(ratings.columns, { user: 0, item: 1, rating: 2, time: -1 }, adder, damaged);
      return { columns: null, lines: null };
    case 'table': {
      const layout = options.columns ?? columnsOf(ratings.columns);
      if (layout === null) return damaged('it has no columns of users and items');
      addTable(ratings.columns, layout, adder, damaged);
      return { columns: layout, lines: null };
    }
  }
}

/** Where ratings go, and what is done about broken ones. */
interface Adder {
  readonly path: string;
  readonly collector: Collector;
  readonly ids: { readonly user: IdColumn; readonly item: IdColumn };
  readonly options: LineOptions;
  readonly control: Control;
}

function addTable(columns: readonly NumpyColumn[], layout: Columns, adder: Adder, damaged: Damaged): void {
  const { collector, control } = adder;
  const last = Math.max(layout.user, layout.item, layout.rating, layout.time);
  if (last >= columns.length) throw faults.lacksColumn(adder.path, columns.length, last);
  const [users, items] = [columns[layout.user]!, columns[layout.item]!];
  const [ratings, times] = [columns[layout.rating] ?? null, columns[layout.time] ?? null];
  collector.isCounted = ratings === null;
  const { length } = users;
  if ([items, ratings, times].some((column) => column !== null && column.length !== length))
    damaged('its columns differ in length');
  for (let t = 0; t < length; t++) {
    if (t % interval === 0) control.checkpoint();
    addRow({ user: users.at(t), item: items.at(t), rating: ratings?.at(t) ?? 1, time: times?.at(t) }, t, adder);
  }
}

/** A sparse matrix by rows, or by columns: part p has the positions starts[p] … starts[p + 1] − 1. */
function addCompressed(parts: readonly NumpyColumn[], byColumn: boolean, adder: Adder, damaged: Damaged): void {
  const [starts, others, values] = [parts[0]!, parts[1]!, parts[2]!];
  const startOf = (part: number): number => Number(starts.at(part));
  if (others.length !== values.length || startOf(0) !== 0 || startOf(starts.length - 1) !== values.length)
    damaged('its sparse parts do not fit together');
  for (let part = 0, t = 0; part + 1 < starts.length; part++) {
    const end = startOf(part + 1);
    if (!(end >= t && end <= values.length)) damaged('its sparse parts do not fit together');
    for (; t < end; t++) {
      if (t % interval === 0) adder.control.checkpoint();
      const [user, item] = byColumn ? [others.at(t), part] : [part, others.at(t)];
      addRow({ user, item, rating: values.at(t), time: undefined }, t, adder);
    }
  }
}

interface Row {
  readonly user: NumpyCell;
  readonly item: NumpyCell;
  readonly rating: NumpyCell;
  readonly time: NumpyCell | undefined;
}

function addRow({ user, item, rating, time }: Row, position: number, { path, collector, ids, options }: Adder): void {
  const value = asNumber(rating);
  if (!isId(user) || !isId(item) || !Number.isFinite(value)) {
    const what = isId(user) ? (isId(item) ? 'rating that is a number' : 'item') : 'user';
    const fault = faults.brokenRow(path, position + 1, what);
    if (options.broken === null) throw fault;
    options.broken.add(fault.data);
    return;
  }
  collector.add(ids.user.indexOf(user), ids.item.indexOf(item), value, asNumber(time));
}
