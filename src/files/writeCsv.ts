import type { Control } from '../protocol/control';
import { csvLine, encodeLines } from './textLines';
import { writeWhole } from './wholeFile';

/** Writes rows as they come into a CSV file, whole or not at all. Throws `cannotWrite`, and when cancelled. */
export async function writeCsv(
  path: string,
  rows: Iterable<readonly (string | number)[]>,
  control: Control,
): Promise<void> {
  function* lines(): Generator<string> {
    for (const row of rows) yield csvLine(row);
  }
  await writeWhole(path, encodeLines(lines()), control);
}
