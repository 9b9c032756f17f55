import type { Control } from '../protocol/control';
import { csvLine, encodeLines } from './textLines';
import { writeWhole } from './wholeFile';

/** Writes rows as they come, some at once, into a CSV file, whole or not at all. Throws `cannotWrite`, and when cancelled. */
export async function writeCsv(
  path: string,
  rows: AsyncIterable<readonly (readonly (string | number)[])[]>,
  control: Control,
): Promise<void> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const some of rows) yield* encodeLines(some.map(csvLine));
  }
  await writeWhole(path, pieces(), control);
}
