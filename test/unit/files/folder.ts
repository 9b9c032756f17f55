import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Fault, type FaultData } from '../../../src/matrix/fault';

/** Paths in a folder of their own for the tests of one file, which is removed after them. */
export function temporaryFolder(): { readonly at: (name: string) => string } {
  let folder = '';
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'factorize-'))));
  after(() => rmSync(folder, { recursive: true }));
  return { at: (name) => path.join(folder, name) };
}

/** The fault that work ends with; anything else it throws, and its success, fail the test. */
export async function faultOf(work: Promise<unknown>): Promise<FaultData> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Fault) return error.data;
    throw error;
  }
  throw new Error('nothing was thrown');
}
