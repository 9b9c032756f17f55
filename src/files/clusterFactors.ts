import { open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createMatrix, type Matrix } from '../matrix/dense';
import { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import { asyncBuffer, loadLibrary, readColumn } from './parquetColumns';

/**
 * The factors that Spark has written to a folder of Parquet files, each row an `id` and its k `features`, as an m × k
 * matrix. `counts` says how many ratings of each row were trained on: where there were none, the factors are zero.
 * Throws the `damagedFile` fault, the `folderNotShared` fault where a row that was trained on has no factors, since they
 * were written elsewhere, and when cancelled.
 */
export async function readClusterFactors(
  folder: string,
  counts: Uint32Array,
  rank: number,
  control: Control,
): Promise<Matrix> {
  const factors = createMatrix(counts.length, rank);
  const isRead = new Uint8Array(counts.length);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.endsWith('.parquet'))) {
    control.checkpoint();
    await readPart(join(folder, name), factors, isRead);
  }
  if (counts.some((count, row) => count > 0 && isRead[row] === 0)) throw faults.folderNotShared(dirname(folder));
  return factors;
}

async function readPart(path: string, factors: Matrix, isRead: Uint8Array): Promise<void> {
  const library = await loadLibrary();
  const file = await open(path);
  try {
    const buffer = asyncBuffer(file, (await file.stat()).size);
    const metadata = await library.parquetMetadataAsync(buffer);
    const part = { file: buffer, metadata, rowStart: 0, rowEnd: Number(metadata.num_rows) };
    const ids = await readColumn(library, part, 'id');
    const features = await readColumn(library, part, 'features');
    ids.forEach((id, t) => (isRead[placeRow(path, factors, id, features[t])] = 1));
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw faults.damagedFile(path, 'Parquet', 'its contents are not what they should be');
  } finally {
    await file.close();
  }
}

/** Gives the row. */
function placeRow(path: string, { rows, columns, values }: Matrix, id: unknown, features: unknown): number {
  const known = typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < rows;
  if (!known || !Array.isArray(features) || features.length !== columns || !features.every(Number.isFinite))
    throw faults.damagedFile(path, 'Parquet', 'its rows are not the factors that were asked for');
  values.set(features, id * columns);
  return id;
}
