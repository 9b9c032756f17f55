import { constants } from 'node:fs';
import { access, mkdir, open, readdir, realpath, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
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
    const folder = dirname(await behindLinks(path));
    if (!(await stat(folder)).isDirectory()) throw faults.cannotWrite(path, 'there is no such folder');
    await access(folder, constants.W_OK);
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
export async function writeWhole(
  path: string,
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  control: Control,
): Promise<void> {
  const target = await behindLinks(path);
  const beside = await besideOf(target);
  try {
    await writeParts(beside, parts, control);
    await rename(beside, target);
  } catch (error) {
    await discard(beside);
    throw asFault(path, error);
  }
}

/** The file that a link leads to, which is written in place of the link; a link to nothing is replaced. */
const behindLinks = (path: string): Promise<string> => realpath(path).catch(() => path);

/** A file of a folder, and what is written into it. */
export interface NamedParts {
  readonly name: string;
  readonly parts: Iterable<Uint8Array>;
}

/**
 * Writes a folder of files, whole or not at all, where there is none yet or an empty one.
 * Throws the `cannotWrite` fault, and when cancelled; either way nothing is left beside.
 */
export async function writeWholeFolder(path: string, files: Iterable<NamedParts>, control: Control): Promise<void> {
  await checkEmpty(path);
  const beside = await besideOf(path);
  try {
    await mkdir(beside);
    for (const { name, parts } of files) await writeParts(join(beside, name), parts, control);
    // Not every system renames over a folder, be it empty.
    await rmdir(path).catch(() => undefined);
    await rename(beside, path);
  } catch (error) {
    await discard(beside);
    throw asFault(path, error);
  }
}

async function checkEmpty(path: string): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (there === null) return;
  if (!there.isDirectory()) throw faults.cannotWrite(path, 'what stands there is no folder');
  const names = await readdir(path).catch((error: unknown) => {
    throw asFault(path, error);
  });
  if (names.length > 0) throw faults.cannotWrite(path, 'the folder is not empty');
}

/** Where this process writes what is to stand at `path`. What processes that were killed have left there is removed. */
async function besideOf(path: string): Promise<string> {
  const own = `${basename(path)}.`;
  for (const name of await readdir(dirname(path)).catch(() => [])) {
    const writer = name.startsWith(own) ? /^(\d+)\.part$/.exec(name.slice(own.length)) : null;
    if (writer !== null && !isRunning(Number(writer[1]))) await discard(join(dirname(path), name));
  }
  return `${path}.${process.pid}.part`;
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** What cannot be removed was not made. */
const discard = (beside: string): Promise<void> => rm(beside, { force: true, recursive: true }).catch(() => undefined);

/** Each piece goes through to the disk. */
async function writeParts(
  path: string,
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  control: Control,
): Promise<void> {
  const file = await open(path, 'w');
  try {
    for await (const part of parts) {
      for (const chunk of chunksOf(part)) {
        control.checkpoint();
        await file.writeFile(chunk);
        await file.datasync();
      }
    }
  } finally {
    await file.close();
  }
}

function asFault(path: string, error: unknown): Fault {
  return error instanceof Fault ? error : faults.cannotWrite(path, writeReasonOf(error));
}
