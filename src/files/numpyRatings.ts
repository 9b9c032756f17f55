import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import { readWhole, type ByteSource } from './byteSource';
import type { Collector } from './collector';
import { layoutOfContent, recognise, usualLayout, type Layout } from './header';
import { numpyArray, readNumpyHeader, type NumpyArray, type NumpyColumn } from './npy';
import { readZip } from './zip';

/** Rows from which columns without names are told. */
const sampled = 200;
/** Rows between two looks at whether the work was cancelled. */
const interval = 1 << 16;

/**
 * Reads a `.npy` array of ratings: records with named fields, or three or four columns of user, item, rating and time.
 * Throws the `damagedFile` fault.
 */
export async function readNpy(source: ByteSource, collector: Collector, control: Control): Promise<void> {
  const header = readNumpyHeader(source.head);
  const damaged = (what: string): never => {
    throw faults.damagedFile(source.path, 'NumPy', what);
  };
  if (typeof header === 'string') return damaged(header);
  const bytes = await readWhole(source, header.bytes, () => control.checkpoint());
  if (bytes === null) return damaged(`its size is not the ${header.bytes} bytes that its header says`);
  addTable(numpyArray(bytes, header), collector, control, damaged);
}

/**
 * Reads a `.npz` archive: a sparse matrix as SciPy keeps it, whose rows are users and columns items, counted from 0;
 * arrays named user, item and rating; or one array as in `.npy`. Throws the `damagedFile` fault.
 */
export async function readNpz(source: ByteSource, collector: Collector, control: Control): Promise<void> {
  const damaged = (what: string): never => {
    throw faults.damagedFile(source.path, 'NumPy', what);
  };
  const bytes = await readWhole(source, source.size, () => control.checkpoint());
  const entries = bytes && readZip(bytes);
  if (entries === null) return damaged('it ends too early, or its directory is damaged');
  const packed = new Map(entries.map((entry) => [entry.name.replace(/\.npy$/, ''), entry]));
  const array = (name: string): NumpyArray => {
    control.checkpoint();
    const file = packed.get(name)?.read() ?? damaged(`its part ${name} is damaged`);
    const header = readNumpyHeader(file);
    if (typeof header === 'string') return damaged(`in its part ${name}, ${header}`);
    if (header.bytes !== file.length) return damaged(`its part ${name} is not as long as it says`);
    return numpyArray(file, header);
  };
  const list = (name: string): NumpyColumn => array(name).columns[0] ?? damaged(`its part ${name} is empty`);
  const has = (...names: readonly string[]): boolean => names.every((name) => packed.has(name));

  if (has('data', 'indices', 'indptr', 'format')) {
    const format = new TextDecoder('latin1').decode(packed.get('format')!.read()?.subarray(-12));
    const byColumn = format.replaceAll('\0', '').endsWith('csc');
    if (!byColumn && !format.replaceAll('\0', '').endsWith('csr'))
      return damaged('its sparse format is not csr, csc or coo');
    addCompressed(list('indptr'), list('indices'), list('data'), byColumn, collector, control, damaged);
    return;
  }
  if (has('data', 'row', 'col')) {
    addColumns([list('row'), list('col'), list('data')], { ...usualLayout, time: -1 }, collector, control, damaged);
    return;
  }
  const names = [...packed.keys()];
  const named = recognise(names);
  if (named.user !== -1 && named.item !== -1 && named.rating !== -1) {
    addColumns(
      names.map((name) => (Object.values(named).includes(names.indexOf(name)) ? list(name) : null)),
      named,
      collector,
      control,
      damaged,
    );
    return;
  }
  if (names.length !== 1) return damaged('none of its arrays is named user, item and rating');
  addTable(array(names[0]!), collector, control, damaged);
}

type Damaged = (what: string) => never;

function addTable({ shape, columns }: NumpyArray, collector: Collector, control: Control, damaged: Damaged): void {
  if (columns.length < 3 || shape.length > 2)
    damaged(`its shape is ${shape.join('×')}, and ratings are rows of user, item, rating and perhaps time`);
  const named = recognise(columns.map(({ name }) => name ?? ''));
  const isNamed = named.user !== -1 && named.item !== -1 && named.rating !== -1;
  const sample = (column: NumpyColumn): number[] =>
    Array.from({ length: Math.min(column.length, sampled) }, (_, t) => column.at(t));
  addColumns(columns, isNamed ? named : layoutOfContent(columns.map(sample)), collector, control, damaged);
}

function addColumns(
  columns: readonly (NumpyColumn | null)[],
  layout: Layout,
  collector: Collector,
  control: Control,
  damaged: Damaged,
): void {
  const [users, items, ratings] = [columns[layout.user]!, columns[layout.item]!, columns[layout.rating]!];
  const times = columns[layout.time] ?? null;
  const { length } = ratings;
  if (users.length !== length || items.length !== length || (times !== null && times.length !== length))
    damaged('its columns differ in length');
  for (let t = 0; t < length; t++) {
    if (t % interval === 0) control.checkpoint();
    addRating(collector, users.at(t), items.at(t), ratings.at(t), times?.at(t) ?? Number.NaN, t, damaged);
  }
}

/** A sparse matrix by rows, or by columns: part p has the positions starts[p] … starts[p + 1] − 1. */
function addCompressed(
  starts: NumpyColumn,
  others: NumpyColumn,
  values: NumpyColumn,
  byColumn: boolean,
  collector: Collector,
  control: Control,
  damaged: Damaged,
): void {
  if (others.length !== values.length || starts.at(0) !== 0 || starts.at(starts.length - 1) !== values.length)
    damaged('its sparse parts do not fit together');
  for (let part = 0, t = 0; part + 1 < starts.length; part++) {
    const end = starts.at(part + 1);
    if (!(end >= t && end <= values.length)) damaged('its sparse parts do not fit together');
    for (; t < end; t++) {
      if (t % interval === 0) control.checkpoint();
      const [user, item] = byColumn ? [others.at(t), part] : [part, others.at(t)];
      addRating(collector, user, item, values.at(t), Number.NaN, t, damaged);
    }
  }
}

function addRating(
  collector: Collector,
  user: number,
  item: number,
  value: number,
  time: number,
  position: number,
  damaged: Damaged,
): void {
  if (!isId(user) || !isId(item)) damaged(`row ${position + 1} has no whole numbers from 0 up as user and item`);
  if (!Number.isFinite(value)) damaged(`the rating in row ${position + 1} is not a number`);
  collector.add(collector.users.indexOfInteger(user), collector.items.indexOfInteger(item), value, time);
}

const isId = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 1e15;
