import { open } from 'node:fs/promises';
import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { ByteSource } from './byteSource';
import type { Collector } from './collector';
import type { LineOptions } from './delimited';
import { layoutOfContent, recognise, type Layout } from './header';
import { asyncBuffer, loadLibrary, readColumn, type Cells, type Library } from './parquetColumns';

const magic = [0x50, 0x41, 0x52, 0x31];

export function isParquet(head: Uint8Array): boolean {
  return magic.every((byte, at) => head[at] === byte);
}

/** Rows from which columns without known names are told. */
const sampled = 200;

/**
 * Reads the columns of user, item and rating of a Parquet file, and time, told by their names or else by their content,
 * one row group after the other. Ids may be numbers or strings. Row numbers stand where other formats have lines.
 * Throws the `damagedFile` and `ratingsLine` faults.
 */
export async function readParquet(
  source: ByteSource,
  collector: Collector,
  options: LineOptions,
  control: Control,
): Promise<void> {
  const library = await loadLibrary();
  const file = await open(source.path);
  try {
    const buffer = asyncBuffer(file, source.size);
    const metadata = await library.parquetMetadataAsync(buffer);
    const names = library.parquetSchema(metadata).children.map(({ element }) => element.name);
    const layout = await layoutOf(library, buffer, metadata, names);
    if (layout === null)
      throw faults.damagedFile(source.path, 'Parquet', 'no columns of user, item and rating are in it');
    let rowStart = 0;
    for (const { num_rows: rows } of metadata.row_groups) {
      control.checkpoint();
      const rowEnd = rowStart + Number(rows);
      const read = (column: number): Promise<Cells> =>
        readColumn(library, { file: buffer, metadata, rowStart, rowEnd }, names[column]!);
      const users = await read(layout.user);
      const items = await read(layout.item);
      const ratings = await read(layout.rating);
      const times = options.keepTimes && layout.time !== -1 ? await read(layout.time) : null;
      const group = { path: source.path, rowStart, users, items, ratings, times };
      for (let t = 0; t < ratings.length; t++) addRow(group, t, collector, options);
      rowStart = rowEnd;
      collector.foretell(rowEnd / Number(metadata.num_rows));
      control.report({ phase: 'reading', done: rowStart, total: Number(metadata.num_rows), points: [] });
    }
    await drain(source, control);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw faults.damagedFile(source.path, 'Parquet', 'its contents are not what they should be');
  } finally {
    await file.close();
  }
}

async function layoutOf(
  library: Library,
  file: AsyncBuffer,
  metadata: FileMetaData,
  names: readonly string[],
): Promise<Layout | null> {
  const named = recognise(names);
  if (named.user !== -1 && named.item !== -1 && named.rating !== -1) return named;
  if (names.length < 3) return null;
  const rows = Math.min(sampled, Number(metadata.num_rows));
  const part = { file, metadata, rowStart: 0, rowEnd: rows };
  const columns: number[][] = [];
  for (const name of names) columns.push((await readColumn(library, part, name)).map(asNumber));
  return layoutOfContent(columns);
}

interface Group {
  readonly path: string;
  readonly rowStart: number;
  readonly users: Cells;
  readonly items: Cells;
  readonly ratings: Cells;
  readonly times: Cells | null;
}

function addRow(group: Group, t: number, collector: Collector, options: LineOptions): void {
  const { users, items } = collector;
  const [user, item, rating] = [asId(group.users[t]), asId(group.items[t]), asNumber(group.ratings[t])];
  if (user === null || item === null || !Number.isFinite(rating)) {
    const row = group.rowStart + t + 1;
    const what = user === null ? 'user' : item === null ? 'item' : 'rating that is a number';
    const fault = faults.ratingsLine(group.path, row, 1, `Row ${row} has no ${what}.`, 'Give one in every row.');
    if (options.broken === null) throw fault;
    options.broken.add(fault.data);
    return;
  }
  const index = (table: Collector['users'], id: number | Uint8Array): number =>
    typeof id === 'number' ? table.indexOfInteger(id) : table.indexOf(id, 0, id.length);
  collector.add(
    index(users, user),
    index(items, item),
    rating,
    group.times === null ? Number.NaN : asNumber(group.times[t]),
  );
}

const encoder = new TextEncoder();

/** A whole number that a double holds as it is, or else the bytes of its text; null where there is none. */
function asId(cell: unknown): number | Uint8Array | null {
  if (typeof cell === 'bigint' || typeof cell === 'number') {
    const value = Number(cell);
    return Number.isInteger(value) && value >= 0 && value < 1e15 ? value : encoder.encode(String(cell));
  }
  return typeof cell === 'string' && cell !== '' ? encoder.encode(cell) : null;
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
