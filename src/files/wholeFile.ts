import { constants } from 'node:fs';
import { access, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import { writeReasonOf } from './reasons';

/** What is written, or hashed, between two looks at whether the work was cancelled. */
const chunkBytes = 1 << 22;

/** The bytes in pieces that take some milliseconds each. */
export function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

/**
 * Throws the `cannotWrite` fault where a file could not be made at `path`: to be asked before the work whose outcome
 * is to be written.
 */
export async function checkWritable(path: string): Promise<void> {
  try {
    if (!(await stat(dirname(path))).isDirectory()) throw faults.cannotWrite(path, 'there is no such folder');
    await access(dirname(path), constants.W_OK);
  } catch (error) {
    throw asFault(path, error);
  }
  const there = await stat(path).catch(() => null);
  if (there !== null && !there.isFile()) throw faults.cannotWrite(path, 'what stands there is no file');
}

/**
 * Writes a file whole or not at all: beside, through to the disk, then renamed. What stood there before stays until
 * then. Each piece is on the disk before cancelling is looked for, so that cancelled work has little left to wait for.
 * Throws the `cannotWrite` fault, and when cancelled; either way nothing is left beside.
 */
export async function writeWhole(path: string, parts: Iterable<Uint8Array>, control: Control): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  const file = await open(beside, 'w').catch((error: unknown) => {
    throw asFault(path, error);
  });
  try {
    try {
      for (const part of parts) {
        for (const chunk of chunksOf(part)) {
          control.checkpoint();
          await file.writeFile(chunk);
          await file.datasync();
        }
      }
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw asFault(path, error);
  }
}

function asFault(path: string, error: unknown): Fault {
  return error instanceof Fault ? error : faults.cannotWrite(path, writeReasonOf(error));
}
