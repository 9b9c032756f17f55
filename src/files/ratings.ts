import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { Columns, FileLayout } from '../protocol/ratingsFile';
import type { BrokenLines } from '../protocol/results';
import { BrokenLog } from './brokenLog';
import { openBytes, type ByteSource } from './byteSource';
import { Collector, type Collected } from './collector';
import { readDelimited, type LineOptions } from './delimited';
import { isMarket, readMarket } from './market';
import { isNumpy } from './npy';
import { readNumpy } from './numpyRatings';
import { isParquet, readParquet } from './parquet';
import { isZip } from './zip';

/** How to read a ratings file. What is left out is as said. */
export interface ReadOptions {
  /** Pass over lines that cannot be read, and count them; else the first of them is the fault. No. */
  readonly skipBroken?: boolean;
  /** Keep the time of each rating. No. */
  readonly keepTimes?: boolean;
  /** What stands in which column of lines; null has it told by names and content. Null. */
  readonly columns?: Columns | null;
  /** Threads that read lines, this one included; what is read does not depend on it. As many as the machine has, up to 4. */
  readonly threads?: number | null;
  /** What the other threads run, by path: where it is not there, this one reads alone. `reader.js` beside the bundle. */
  readonly threadFile?: string;
}

export interface RatingsFile extends Collected {
  readonly layout: FileLayout;
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  readonly broken: BrokenLines;
}

/** Threads that read where nothing is asked: more wait for the one that puts together what they read. */
const usualThreads = 4;

/**
 * Reads the ratings of a file in one of these formats, told apart by their first bytes, gzip or not: lines of user,
 * item and rating, Parquet, NumPy's `.npy` and `.npz`, MatrixMarket. Ids are kept as written. Where a user rated an item twice, the last
 * rating counts, and `duplicates` says how many did not; where only who chose what is said, how often they did counts.
 * Throws `ratingsLine` with the place of the first line that cannot be read, unless they are to be skipped,
 * `noRatings`, `binaryFile`, `damagedFile`, `changedWhileRead`, `cannotRead`, and when cancelled.
 */
export async function readRatings(path: string, control: Control, options: ReadOptions = {}): Promise<RatingsFile> {
  const { skipBroken = false, keepTimes = false, columns = null, threadFile = beside('reader.js') } = options;
  const threads = existsSync(threadFile) ? (options.threads ?? Math.min(availableParallelism(), usualThreads)) : 1;
  const source = await openBytes(path);
  try {
    const collector = new Collector(keepTimes);
    const broken = new BrokenLog();
    const lines = { keepTimes, columns, broken: skipBroken ? broken : null, threads, threadFile };
    // A file that changes may look broken; that it changed is what is wrong with it.
    const layout = await read(source, collector, lines, control).finally(() => source.checkUnchanged());
    const { count, first } = broken;
    if (collector.length === 0)
      throw first[0] === undefined ? faults.noRatings(path) : faults.onlyBroken(path, first[0]);
    return { ...collector.finish(), layout, sha256: source.sha256(), broken: { count, first } };
  } finally {
    await source.close();
  }
}

const beside = (file: string): string => join(__dirname, file);

/** By the format of the file. */
function read(source: ByteSource, collector: Collector, options: LineOptions, control: Control): Promise<FileLayout> {
  const { head } = source;
  if (isParquet(head)) return readParquet(source, collector, options, control);
  if (isNumpy(head) || isZip(head)) return readNumpy(source, collector, options, control);
  if (isMarket(head)) return readMarket(source, collector, control);
  return readDelimited(source, collector, options, control);
}
