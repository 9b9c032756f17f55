import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { FileLayout } from '../protocol/ratingsFile';
import type { ByteSource } from './byteSource';
import { createCells, splitCells } from './cells';
import type { Collector } from './collector';
import { headLines, readLines, type BulkReader, type LineReader } from './lines';
import { parseNumber, point } from './numbers';
import { plainReader } from './plainLines';

const banner = '%%MatrixMarket';

/** Whether a file begins as MatrixMarket does. */
export function isMarket(head: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(head.subarray(0, banner.length)) === banner;
}

/** What the first lines of the file say of the rest. */
interface Opening {
  readonly field: 'real' | 'integer' | 'pattern';
  /** What stands at (j, i) where a line says what stands at (i, j); null where that says nothing. */
  readonly mirrored: 1 | -1 | null;
  readonly rows: number;
  readonly columns: number;
  readonly entries: number;
  /** The line of the sizes, from 1. */
  readonly line: number;
}

/**
 * Reads a sparse matrix in MatrixMarket's coordinate form: rows are users, columns items, both named by their index,
 * which counts from 1. An entry of a pattern counts 1.
 * Throws `damagedFile` where the file is not what its first lines say.
 */
export async function readMarket(source: ByteSource, collector: Collector, control: Control): Promise<FileLayout> {
  const opening = readOpening(source);
  const { rows, columns, entries, line: last } = opening;
  const cells = createCells();
  const count = opening.field === 'pattern' ? 2 : 3;
  let read = 0;
  const readLine: LineReader = (bytes, start, end, line) => {
    if (line <= last || start === end || bytes[start] === 0x25) return;
    const broken = splitCells(bytes, start, end, ' ', cells) !== count;
    const number = (c: number): number => parseNumber(bytes, cells.starts[c]!, cells.ends[c]!);
    const [i, j, value] = broken ? [0, 0, 0] : [number(0), number(1), count === 2 ? 1 : number(2)];
    if (!isIndex(i, rows) || !isIndex(j, columns) || Number.isNaN(value))
      throw damaged(source, `line ${line} is no entry of a ${rows}×${columns} matrix`);
    read++;
    add(collector, i, j, value);
    if (opening.mirrored !== null && i !== j) add(collector, j, i, opening.mirrored * value);
  };
  collector.isCounted = opening.field === 'pattern';
  const isPlain = count === 3 && opening.mirrored === null;
  const dialect = {
    user: 0,
    item: 1,
    rating: 2,
    time: -1,
    delimiter: ' ',
    count: 3,
    mark: point,
    hasHeader: true,
    linesBefore: last,
  } as const;
  const plain = plainReader(dialect, collector, false);
  const bulk: BulkReader = (bytes, place, end) => {
    if (!isPlain || place.line <= last) return;
    const before = collector.length;
    plain(bytes, place, end);
    read += collector.length - before;
  };
  await readLines(source, control, { read: readLine, bulk, shape: null });
  if (read !== entries) throw damaged(source, `it announces ${entries} entries and has ${read}`);
  if (!collector.users.isWithin(1, rows) || !collector.items.isWithin(1, columns))
    throw damaged(source, `an entry is outside its ${rows}×${columns} matrix`);
  return { columns: null, lines: null };
}

function add(collector: Collector, i: number, j: number, value: number): void {
  collector.add(collector.users.indexOfInteger(i), collector.items.indexOfInteger(j), value, Number.NaN);
}

const isIndex = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;

const damaged = ({ path }: ByteSource, what: string): ReturnType<typeof faults.damagedFile> =>
  faults.damagedFile(path, 'MatrixMarket', what);

function readOpening(source: ByteSource): Opening {
  const { head, headIsWhole } = source;
  const lines = headLines(head, headIsWhole, Number.POSITIVE_INFINITY).map(({ start, end }) =>
    new TextDecoder().decode(head.subarray(start, end)).trim(),
  );
  const [, object, form, field, symmetry] = (lines[0] ?? '').toLowerCase().split(/\s+/);
  if (object !== 'matrix' || form !== 'coordinate') throw damaged(source, 'only its coordinate form holds ratings');
  if (field !== 'real' && field !== 'integer' && field !== 'pattern')
    throw damaged(source, 'its entries have to be real, integer or pattern');
  if (symmetry !== 'general' && symmetry !== 'symmetric' && symmetry !== 'skew-symmetric')
    throw damaged(source, 'its symmetry has to be general, symmetric or skew-symmetric');
  const at = lines.findIndex((line, l) => l > 0 && line !== '' && !line.startsWith('%'));
  const sizes = (lines[at] ?? '').split(/\s+/).map(Number);
  const [rows, columns, entries] = sizes;
  const isCount = (value: number | undefined): value is number => Number.isSafeInteger(value) && value! >= 0;
  if (!isCount(rows) || !isCount(columns) || !isCount(entries) || sizes.length !== 3)
    throw damaged(source, 'the line of its sizes is not three counts');
  const mirrored = symmetry === 'general' ? null : symmetry === 'symmetric' ? 1 : -1;
  return { field, mirrored, rows, columns, entries, line: at + 1 };
}
