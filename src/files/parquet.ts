import { open } from 'node:fs/promises';
import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { FileLayout, PreviewColumn, RatingsPreview } from '../protocol/ratingsFile';
import type { ByteSource } from './byteSource';
import type { Collector } from './collector';
import type { LineOptions } from './delimited';
import { isTold, layoutOfContent, recognise, type Layout } from './header';
import { IdColumn, isId } from './idColumn';
import { asyncBuffer, loadLibrary, readColumn, unknownCodec, type Cells, type Library } from './parquetColumns';

const magic = [0x50, 0x41, 0x52, 0x31];

/** Whether a file begins as Parquet does. */
export function isParquet(head: Uint8Array): boolean {
  return magic.every((byte, at) => head[at] === byte);
}

/** Rows from which columns without known names are told. */
const sampled = 200;

/** A Parquet file that is open. */
interface Table {
  readonly library: Library;
  readonly buffer: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly names: readonly string[];
}

/** Throws the `unreadCodec` fault, and `damagedFile` for whatever goes wrong but faults. */
async function withTable<T>({ path, size }: ByteSource, work: (table: Table) => Promise<T>): Promise<T> {
  const library = await loadLibrary();
  const file = await open(path);
  try {
    const buffer = asyncBuffer(file, size);
    const metadata = await library.parquetMetadataAsync(buffer);
    const codec = unknownCodec(library, metadata);
    if (codec !== null) throw faults.unreadCodec(path, codec);
    const names = library.parquetSchema(metadata).children.map(({ element }) => element.name);
    return await work({ library, buffer, metadata, names });
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw faults.damagedFile(path, 'Parquet', 'its contents are not what they should be');
  } finally {
    await file.close();
  }
}

/** The names of the columns, their first cells, and what they are taken for. Throws the `damagedFile` fault. */
export function previewParquet(source: ByteSource, most: number): Promise<RatingsPreview> {
  return withTable(source, async (table) => {
    const columns: PreviewColumn[] = [];
    for (const name of table.names)
      columns.push({ name, cells: (await firstRows(table, name, most)).map(writtenCell) });
    return { columns, recognised: await layoutOf(table) };
  });
}

function writtenCell(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === 'number' || typeof cell === 'bigint') return String(cell);
  return typeof cell === 'string' ? cell : '';
}

/**
 * Reads the columns of user, item and rating of a Parquet file, and time, as they are given or else told by their names
 * or their content, one row group after the other. Ids may be numbers or strings. Row numbers stand where other formats have lines.
 * Throws the `damagedFile` and `ratingsLine` faults.
 */
export function readParquet(
  source: ByteSource,
  collector: Collector,
  options: LineOptions,
  control: Control,
): Promise<FileLayout> {
  return withTable(source, async (table) => {
    const { library, buffer, metadata, names } = table;
    const layout = options.columns ?? (await layoutOf(table));
    if (layout === null) throw faults.damagedFile(source.path, 'Parquet', 'it has no columns of users and items');
    const last = Math.max(layout.user, layout.item, layout.rating, layout.time);
    if (last >= names.length) throw faults.lacksColumn(source.path, names.length, last);
    collector.isCounted = layout.rating === -1;
    const ids = { user: new IdColumn(collector.users), item: new IdColumn(collector.items) };
    let rowStart = 0;
    for (const { num_rows: rows } of metadata.row_groups) {
      control.checkpoint();
      const rowEnd = rowStart + Number(rows);
      const read = (column: number): Promise<Cells> =>
        readColumn(library, { file: buffer, metadata, rowStart, rowEnd }, names[column]!);
      const users = await read(layout.user);
      const items = await read(layout.item);
      const ratings = layout.rating === -1 ? null : await read(layout.rating);
      const times = options.keepTimes && layout.time !== -1 ? await read(layout.time) : null;
      addRows({ path: source.path, rowStart, users, items, ratings, times }, ids, collector, options);
      rowStart = rowEnd;
      collector.foretell(rowEnd / Number(metadata.num_rows));
      control.report({ phase: 'reading', done: rowStart, total: Number(metadata.num_rows), points: [] });
    }
    await drain(source, control);
    return { columns: layout, lines: null };
  });
}

/** Null where neither names nor contents tell. */
async function layoutOf(table: Table): Promise<Layout | null> {
  const { names } = table;
  const named = recognise(names);
  if (isTold(named, names.length)) return named;
  if (names.length < 2) return null;
  const columns: number[][] = [];
  for (const name of names) columns.push((await firstRows(table, name, sampled)).map(asNumber));
  return layoutOfContent(columns);
}

function firstRows({ library, buffer, metadata }: Table, name: string, most: number): Promise<Cells> {
  const rows = Math.min(most, Number(metadata.num_rows));
  return readColumn(library, { file: buffer, metadata, rowStart: 0, rowEnd: rows }, name);
}

interface Group {
  readonly path: string;
  readonly rowStart: number;
  readonly users: Cells;
  readonly items: Cells;
  /** Null where each row counts 1. */
  readonly ratings: Cells | null;
  readonly times: Cells | null;
}

function addRows(
  { path, rowStart, users, items, ratings, times }: Group,
  ids: { readonly user: IdColumn; readonly item: IdColumn },
  collector: Collector,
  { broken }: LineOptions,
): void {
  for (let t = 0; t < users.length; t++) {
    const [user, item] = [users[t], items[t]];
    const rating = ratings === null ? 1 : asNumber(ratings[t]);
    if (isId(user) && isId(item) && Number.isFinite(rating)) {
      const time = times === null ? Number.NaN : asNumber(times[t]);
      collector.add(ids.user.indexOf(user), ids.item.indexOf(item), rating, time);
      continue;
    }
    const what = !isId(user) ? 'user' : !isId(item) ? 'item' : 'rating that is a number';
    const fault = faults.brokenRow(path, rowStart + t + 1, what);
    if (broken === null) throw fault;
    broken.add(fault.data);
  }
}

function asNumber(cell: unknown): number {
  if (cell instanceof Date) return cell.getTime();
  return typeof cell === 'number' || typeof cell === 'bigint' ? Number(cell) : Number.NaN;
}

/** Reads the rest of the file, so that its hash is that of all its bytes. */
async function drain(source: ByteSource, control: Control): Promise<void> {
  const buffer = new Uint8Array(1 << 20);
  do control.checkpoint();
  while ((await source.read(buffer, 0)) > 0);
}
