import { faults } from '../matrix/faults';
import type { Columns, RatingsPreview } from '../protocol/ratingsFile';
import { readWhole, type ByteSource } from './byteSource';
import { isTold, layoutOfContent, recognise } from './header';
import { numpyArray, readNumpyHeader, type NumpyArray, type NumpyCell, type NumpyColumn } from './npy';
import { readZip } from './zip';

/** Rows from which columns without names are told. */
const sampled = 2000;

/** Ratings as NumPy keeps them: columns side by side, whose meaning is a choice, or a sparse matrix. */
export type NumpyRatings =
  | { readonly kind: 'table'; readonly columns: readonly NumpyColumn[] }
  | { readonly kind: 'compressed'; readonly byColumn: boolean; readonly parts: readonly NumpyColumn[] }
  | { readonly kind: 'coordinates'; readonly columns: readonly NumpyColumn[] };

/** A sentence's end that says what is wrong becomes the fault that is thrown. */
export type Damaged = (what: string) => never;

export const damagedIn =
  (source: ByteSource): Damaged =>
  (what) => {
    throw faults.damagedFile(source.path, 'NumPy', what);
  };

/**
 * A `.npy` array of ratings: records with named fields, or columns of user, item, and perhaps rating and time.
 * Throws the `damagedFile` fault.
 */
export async function openNpy(source: ByteSource, checkpoint: () => void): Promise<NumpyRatings> {
  const header = readNumpyHeader(source.head);
  const damaged = damagedIn(source);
  if (typeof header === 'string') return damaged(header);
  const bytes = await readWhole(source, header.bytes, checkpoint);
  if (bytes === null) return damaged(`its size is not the ${header.bytes} bytes that its header says`);
  return tableOf(header.shape, numpyArray(bytes, header).columns, damaged);
}

/**
 * A `.npz` archive: a sparse matrix as SciPy keeps it, whose rows are users and columns items, counted from 0; lists, each of which
 * is a column under its name; or one array as in `.npy`. Throws the `damagedFile` fault.
 */
export async function openNpz(source: ByteSource, checkpoint: () => void): Promise<NumpyRatings> {
  const damaged = damagedIn(source);
  const bytes = await readWhole(source, source.size, checkpoint);
  const entries = bytes && readZip(bytes);
  if (entries === null) return damaged('it ends too early, or its directory is damaged');
  const packed = new Map(entries.map((entry) => [entry.name.replace(/\.npy$/, ''), entry]));
  const array = (name: string): NumpyArray => {
    checkpoint();
    const file = packed.get(name)?.read() ?? damaged(`its part ${name} is damaged`);
    const header = readNumpyHeader(file);
    if (typeof header === 'string') return damaged(`in its part ${name}, ${header}`);
    if (header.bytes !== file.length) return damaged(`its part ${name} is not as long as it says`);
    return numpyArray(file, header);
  };
  const list = (name: string): NumpyColumn => array(name).columns[0] ?? damaged(`its part ${name} is empty`);
  const has = (...names: readonly string[]): boolean => names.every((name) => packed.has(name));

  if (has('data', 'indices', 'indptr', 'format')) {
    const format = new TextDecoder('latin1').decode(packed.get('format')!.read()?.subarray(-12)).replaceAll('\0', '');
    const byColumn = format.endsWith('csc');
    if (!byColumn && !format.endsWith('csr')) return damaged('its sparse format is not csr, csc or coo');
    return { kind: 'compressed', byColumn, parts: ['indptr', 'indices', 'data'].map(list) };
  }
  if (has('data', 'row', 'col')) return { kind: 'coordinates', columns: ['row', 'col', 'data'].map(list) };
  const names = [...packed.keys()];
  if (names.length === 1) {
    const { shape, columns } = array(names[0]!);
    return tableOf(shape, columns, damaged);
  }
  // Whatever else the archive has is no column: an array of other shape, or of things that are not read.
  const columns = names.flatMap((name): NumpyColumn[] => {
    const header = readNumpyHeader(packed.get(name)?.read() ?? damaged(`its part ${name} is damaged`));
    return typeof header === 'string' || header.shape.length !== 1 || header.fields.length !== 1
      ? []
      : [{ ...list(name), name }];
  });
  const length = Math.max(0, ...columns.map((column) => column.length));
  return { kind: 'table', columns: columns.filter((column) => column.length === length) };
}

/** An array of this shape as ratings. Throws what `damaged` does where it has no rows of at least two cells. */
export function tableOf(shape: readonly number[], columns: readonly NumpyColumn[], damaged: Damaged): NumpyRatings {
  if (columns.length < 2 || shape.length > 2)
    damaged(`its shape is ${shape.join('×')}, and ratings are rows of user, item, and perhaps rating and time`);
  return { kind: 'table', columns };
}

/** What the columns are taken for, by their names or else by what stands in them; null where there are too few. */
export function columnsOf(columns: readonly NumpyColumn[]): Columns | null {
  if (columns.length < 2) return null;
  const named = recognise(columns.map(({ name }) => name ?? ''));
  if (isTold(named, columns.length)) return named;
  return layoutOfContent(columns.map(({ length, at }) => sampledRows(length).map((row) => asNumber(at(row)))));
}

/** The rows from which columns without names are told: all, or some that are spread evenly. */
export function sampledRows(rows: number): readonly number[] {
  const count = Math.min(rows, sampled);
  return Array.from({ length: count }, (_, t) => Math.floor((t * rows) / count));
}

/** A cell's number; NaN where it has none. */
export const asNumber = (cell: NumpyCell | undefined): number =>
  typeof cell === 'number' || typeof cell === 'bigint' ? Number(cell) : Number.NaN;

/** The names of the columns, their first cells, and what they are taken for; null for sparse matrices, where this is no choice. */
export function previewNumpy(ratings: NumpyRatings, most: number): RatingsPreview | null {
  if (ratings.kind !== 'table') return null;
  const columns = ratings.columns.map(({ name, length, at }) => ({
    name,
    cells: Array.from({ length: Math.min(length, most) }, (_, t) => String(at(t))),
  }));
  return { columns, recognised: columnsOf(ratings.columns) };
}
