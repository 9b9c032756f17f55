import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createMatrix, type Matrix } from '../matrix/dense';
import { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import { asyncBuffer, loadLibrary, readColumn } from './parquetColumns';

/**
 * The factors that Spark has written to a folder of Parquet files, each row an `id` and its k `features`, as an m × k
 * matrix. Rows that Spark has no factors for, since nothing of them was trained on, are zero.
 * Throws the `damagedFile` fault, and when cancelled.
 */
export async function readClusterFactors(
  folder: string,
  rows: number,
  rank: number,
  control: Control,
): Promise<Matrix> {
  const factors = createMatrix(rows, rank);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.parquet'));
  for (const name of names) {
    control.checkpoint();
    await readPart(join(folder, name), factors);
  }
  return factors;
}

async function readPart(path: string, factors: Matrix): Promise<void> {
  const library = await loadLibrary();
  const file = await open(path);
  try {
    const buffer = asyncBuffer(file, (await file.stat()).size);
    const metadata = await library.parquetMetadataAsync(buffer);
    const part = { file: buffer, metadata, rowStart: 0, rowEnd: Number(metadata.num_rows) };
    const ids = await readColumn(library, part, 'id');
    const features = await readColumn(library, part, 'features');
    ids.forEach((id, t) => placeRow(path, factors, id, features[t]));
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw faults.damagedFile(path, 'Parquet', 'its contents are not what they should be');
  } finally {
    await file.close();
  }
}

function placeRow(path: string, { rows, columns, values }: Matrix, id: unknown, features: unknown): void {
  const known = typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < rows;
  if (!known || !Array.isArray(features) || features.length !== columns || !features.every(Number.isFinite))
    throw faults.damagedFile(path, 'Parquet', 'its rows are not the factors that were asked for');
  values.set(features, id * columns);
}
