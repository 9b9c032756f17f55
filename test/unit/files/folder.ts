import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** Paths in a folder of their own for the tests of one file, which is removed after them. */
export function temporaryFolder(): { readonly at: (name: string) => string } {
  let folder = '';
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'factorize-'))));
  after(() => rmSync(folder, { recursive: true }));
  return { at: (name) => path.join(folder, name) };
}
