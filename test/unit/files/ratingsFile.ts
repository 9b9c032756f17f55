import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ratings } from '../../../src/matrix/observations';

/** A folder for the tests of a file; `write` makes a ratings file in it. */
export function withRatingsFile(): { write: (content: string | Uint8Array) => Promise<string> } {
  let folder = '';
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'ratings-'))));
  after(async () => rm(folder, { recursive: true }));
  return {
    write: async (content) => {
      const path = join(folder, 'ratings.data');
      await writeFile(path, content);
      return path;
    },
  };
}

/** User, item and rating of each, in order. */
export const triples = (ratings: Ratings): [string, string, number][] =>
  Array.from(ratings.values, (value, t) => [
    ratings.userIds[ratings.rowIndex[t]!]!,
    ratings.itemIds[ratings.columnIndex[t]!]!,
    value,
  ]);
