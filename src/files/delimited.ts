import type { Control } from '../protocol/control';
import type { Columns } from '../protocol/ratingsFile';
import type { BrokenLog } from './brokenLog';
import type { ByteSource } from './byteSource';
import type { Collector } from './collector';
import { detectDialect } from './dialect';
import { lineReaders } from './lineReaders';
import { checkText, readLines } from './lines';
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
 * Reads lines of user, item and rating, and whatever follows, between commas, tabs, semicolons, `::` or blanks, with
 * or without a header that names the columns. Throws `ratingsLine` with the place of the first line that cannot be read.
 */
export async function readDelimited(
  source: ByteSource,
  collector: Collector,
  { keepTimes, columns, broken, threads, threadFile }: LineOptions,
  control: Control,
): Promise<void> {
  const { path } = source;
  checkText(source);
  const dialect = detectDialect(source, columns);
  if (dialect === null) return readLines(source, control, () => undefined);
  const manner = { path, dialect, keepTimes };
  const isShared = threads > 1 && source.size >= worthThreads && !source.isCompressed;
  const helpers = isShared ? hireParsers(threadFile, threads - 1, { ...manner, skipBroken: broken !== null }) : [];
  if (helpers.length > 0) return readOnThreads(source, collector, manner, broken, helpers, control);
  const { read, bulk } = lineReaders(manner, collector, (fault) => {
    if (broken === null) throw fault;
    broken.add(fault.data);
  });
  await readLines(source, control, read, (bytes, place, end) => {
    bulk(bytes, place, end);
    collector.foretell(source.done() / source.size);
  });
}
