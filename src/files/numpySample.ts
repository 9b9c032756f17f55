import { open } from 'node:fs/promises';
import type { RatingsPreview } from '../protocol/ratingsFile';
import type { ByteSource } from './byteSource';
import { numpyArray, readNumpyHeader, type NumpyColumn, type NumpyHeader } from './npy';
import { openNumpy } from './numpyRatings';
import { columnsOf, damagedIn, previewNumpy, sampledRows, tableOf } from './numpyTable';

/**
 * The names of the columns of a NumPy file, their first cells, and what they are taken for; null for sparse matrices. Of a
 * long `.npy` file only the rows that are looked at are read. Throws the `damagedFile` fault.
 */
export async function previewNumpyFile(source: ByteSource, most: number): Promise<RatingsPreview | null> {
  const header = readNumpyHeader(source.head);
  if (typeof header === 'string' || source.isCompressed || source.headIsWhole)
    return previewNumpy(await openNumpy(source, () => undefined), most);
  const damaged = damagedIn(source);
  if (header.bytes !== source.size) return damaged(`its size is not the ${header.bytes} bytes that its header says`);
  const rows = header.shape[0] ?? 1;
  const first = await rowsAt(
    source.path,
    header,
    Array.from({ length: Math.min(rows, most) }, (_, t) => t),
  );
  const spread = await rowsAt(source.path, header, sampledRows(rows));
  const shown = previewNumpy(tableOf(header.shape, first, damaged), most);
  return shown && { ...shown, recognised: columnsOf(spread) };
}

/** The columns of some rows of a `.npy` file: its own bytes at these places, gathered into an array of that many rows. */
async function rowsAt(path: string, header: NumpyHeader, rows: readonly number[]): Promise<readonly NumpyColumn[]> {
  const { shape, itemBytes, dataStart, columnMajor } = header;
  const across = shape.length === 2 ? shape[1]! : 1;
  // Cells that lie together: a row, or one cell of a column.
  const [runs, run] = columnMajor ? [across, itemBytes] : [1, across * itemBytes];
  const gathered = new Uint8Array(rows.length * across * itemBytes);
  const file = await open(path);
  try {
    for (let c = 0; c < runs; c++)
      for (const [k, row] of rows.entries())
        await file.read(gathered, (c * rows.length + k) * run, run, dataStart + (c * (shape[0] ?? 1) + row) * run);
  } finally {
    await file.close();
  }
  return numpyArray(gathered, { ...header, shape: [rows.length, ...shape.slice(1)], dataStart: 0 }).columns;
}
