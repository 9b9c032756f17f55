import { Fault } from '../matrix/fault';
import type { Columns, PreviewColumn, RatingsPreview } from '../protocol/ratingsFile';
import { openBytes } from './byteSource';
import { createCells, splitCells, writtenCells } from './cells';
import { dialectOf } from './dialect';
import { isTold, recognise } from './header';
import { sampleOf, type Sample } from './sample';
import { checkText } from './lines';
import { isMarket } from './market';
import { isNumpy } from './npy';
import { isParquet, previewParquet } from './parquet';
import { previewNumpyFile } from './numpySample';
import { isZip } from './zip';

/** Cells of a column that are shown. */
const shownCells = 5;

/**
 * The first lines of a ratings file, of text, Parquet or NumPy's formats, and what its columns are taken for; null for formats whose columns are no choice,
 * and for an empty file. Throws `cannotRead`, `binaryFile`, `damagedFile`, and `ratingsLine` where the first line is none of ratings.
 */
export async function previewRatings(path: string): Promise<RatingsPreview | null> {
  const source = await openBytes(path);
  try {
    if (isParquet(source.head)) return await previewParquet(source, shownCells);
    if (isNumpy(source.head) || isZip(source.head)) return await previewNumpyFile(source, shownCells);
    if (isMarket(source.head)) return null;
    checkText(source);
    const sample = sampleOf(source);
    if (sample === null) return null;
    const dialect = recognised(path, sample);
    const columns = columnsShown(sample, dialect?.hasHeader !== false);
    return { columns, recognised: dialect?.columns ?? null };
  } finally {
    await source.close();
  }
}

/** Null where the header has names that say too little. */
function recognised(path: string, sample: Sample): { readonly columns: Columns; readonly hasHeader: boolean } | null {
  try {
    const { user, item, rating, time, hasHeader } = dialectOf(path, sample, null);
    return { columns: { user, item, rating, time }, hasHeader };
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

function columnsShown({ lines, count, delimiter, comments }: Sample, hasHeader: boolean): PreviewColumn[] {
  const cells = createCells();
  const rows = lines.slice(0, shownCells + 1).map((line) => {
    splitCells(line.bytes, line.start, line.end, delimiter, cells);
    return writtenCells(line, cells);
  });
  const commented = comments.namesBetween(delimiter);
  const above = isTold(recognise(commented), count) ? commented : [];
  const [names, shown] = hasHeader ? [rows[0], rows.slice(1)] : [above, rows.slice(0, shownCells)];
  return Array.from({ length: count }, (_, c) => ({
    name: names?.[c] ?? null,
    cells: shown.flatMap((row) => (row[c] === undefined ? [] : [row[c]])),
  }));
}
