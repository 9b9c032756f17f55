import type { Control } from '../protocol/control';
import type { Columns, FileLayout } from '../protocol/ratingsFile';
import type { BrokenLog } from './brokenLog';
import type { ByteSource } from './byteSource';
import type { Collector } from './collector';
import { detectDialect, type Dialect } from './dialect';
import { lineReaders } from './lineReaders';
import { checkText, readLines } from './lines';
import { comma } from './numbers';
import { hireParsers } from './threads/parserThread';
import { readOnThreads } from './threads/readOnThreads';

/** What to do with lines that are no ratings. */
export interface LineOptions {
  readonly keepTimes: boolean;
  /** What stands in which column; null has it told by names and content. */
  readonly columns: Columns | null;
  /** Takes the faults of broken lines, which are then passed over; null has the first thrown. */
  readonly broken: BrokenLog | null;
  /** Threads that read, this one included. */
  readonly threads: number;
  /** What the other threads run, by path. */
  readonly threadFile: string;
}

/** Files that are shorter than this, in bytes, are all but read before another thread has started. */
const worthThreads = 1 << 23;

/**
 * Reads lines of user, item and rating, or of user and item alone, and whatever follows, between commas, tabs, semicolons, `::` or blanks, with
 * or without a header that names the columns. Throws `ratingsLine` with the place of the first line that cannot be read.
 */
export async function readDelimited(
  source: ByteSource,
  collector: Collector,
  { keepTimes, columns, broken, threads, threadFile }: LineOptions,
  control: Control,
): Promise<FileLayout> {
  const { path } = source;
  checkText(source);
  const dialect = detectDialect(source, columns);
  if (dialect === null) {
    await readLines(source, control, { read: () => undefined, bulk: null, shape: null });
    return { columns: null, lines: null };
  }
  const layout = layoutOf(dialect);
  collector.isCounted = dialect.rating === -1;
  const manner = { path, dialect, keepTimes };
  const isShared = threads > 1 && source.size >= worthThreads && !source.isCompressed;
  const helpers = isShared ? hireParsers(threadFile, threads - 1, { ...manner, skipBroken: broken !== null }) : [];
  if (helpers.length > 0) {
    await readOnThreads(source, collector, manner, broken, helpers, control);
    return layout;
  }
  const readers = lineReaders(manner, collector, (fault) => {
    if (broken === null) throw fault;
    broken.add(fault.data);
  });
  await readLines(source, control, {
    ...readers,
    bulk: (bytes, place, end) => {
      readers.bulk(bytes, place, end);
      collector.foretell(source.done() / source.size);
    },
  });
  return layout;
}

function layoutOf({ user, item, rating, time, delimiter, mark, linesBefore }: Dialect): FileLayout {
  const lines = { delimiter, decimalMark: mark === comma ? (',' as const) : ('.' as const), linesBefore };
  return { columns: { user, item, rating, time }, lines };
}
