import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { faults } from '../matrix/faults';
import { gunzipped } from './gunzip';
import { reasonOf } from './reasons';

/** A file is told apart by so many of its first bytes: the longest line is among them. */
const headBytes = 1 << 20;

/** The bytes of a file in order, decompressed where it is gzip. */
export interface ByteSource {
  readonly path: string;
  /** Bytes of the file on the disk. */
  readonly size: number;
  /** Whether `read` gives other bytes than the file's own. */
  readonly isCompressed: boolean;
  /** The first bytes of what `read` gives, a mebibyte of them or all. */
  readonly head: Uint8Array;
  readonly headIsWhole: boolean;
  /** Bytes of the file that were read so far. */
  readonly done: () => number;
  /** Reads into `buffer` from `offset` on; the number of bytes read, 0 at the end. Throws the `cannotRead` fault. */
  readonly read: (buffer: Uint8Array, offset: number) => Promise<number>;
  /** Throws the `changedWhileRead` fault where the file is no longer what was opened. */
  readonly checkUnchanged: () => Promise<void>;
  /** The SHA-256 of the file's bytes, in hexadecimal, once all were read. */
  readonly sha256: () => string;
  readonly close: () => Promise<void>;
}

/** Opens a file to be read once, from its first byte to its last. Throws the `cannotRead` fault. */
export async function openBytes(path: string): Promise<ByteSource> {
  const file = await open(path).catch((error: unknown) => {
    throw faults.cannotRead(path, reasonOf(error));
  });
  try {
    return await sourceOf(path, file);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function sourceOf(path: string, file: FileHandle): Promise<ByteSource> {
  const before = await file.stat({ bigint: true });
  const size = Number(before.size);
  const hash = createHash('sha256');
  let done = 0;
  const readFile = async (buffer: Uint8Array, offset: number): Promise<number> => {
    const { bytesRead } = await file.read(buffer, offset, buffer.length - offset, null).catch((error: unknown) => {
      throw faults.cannotRead(path, reasonOf(error));
    });
    hash.update(buffer.subarray(offset, offset + bytesRead));
    done += bytesRead;
    return bytesRead;
  };

  const first = await fill(readFile, headBytes);
  const whole = withHead(first, readFile);
  const isGzip = first[0] === 0x1f && first[1] === 0x8b;
  const unzipped = isGzip ? gunzipped(path, whole) : null;
  const head = unzipped === null ? first : await fill(unzipped.read, headBytes);
  return {
    path,
    size,
    isCompressed: isGzip,
    head,
    headIsWhole: head.length < headBytes,
    done: () => done,
    read: unzipped === null ? whole : withHead(head, unzipped.read),
    checkUnchanged: async () => {
      const now = await file.stat({ bigint: true });
      if (now.size !== before.size || now.mtimeNs !== before.mtimeNs) throw faults.changedWhileRead(path);
    },
    sha256: () => hash.digest('hex'),
    close: () => {
      unzipped?.stop();
      return file.close();
    },
  };
}

export type Read = ByteSource['read'];

/** The next bytes, `count` of them unless they end before. */
async function fill(read: Read, count: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(count);
  let filled = 0;
  while (filled < count) {
    const bytes = await read(buffer, filled);
    if (bytes === 0) break;
    filled += bytes;
  }
  return buffer.subarray(0, filled);
}

/** Bytes that were read before, given again ahead of the rest. */
function withHead(head: Uint8Array, read: Read): Read {
  let given = 0;
  return async (buffer, offset) => {
    if (given === head.length) return read(buffer, offset);
    const part = head.subarray(given, given + buffer.length - offset);
    buffer.set(part, offset);
    given += part.length;
    return part.length;
  };
}

/** The most that a byte of deflated data can become. */
const largestRatio = 1032;

/**
 * All the bytes of the source, of which there must be `count`; null where there are fewer or more, which is found out
 * before anything of that size is made.
 */
export async function readWhole(source: ByteSource, count: number, checkpoint: () => void): Promise<Uint8Array | null> {
  if (count > largestRatio * source.size) return null;
  const all = new Uint8Array(count);
  let filled = 0;
  while (filled < count) {
    checkpoint();
    const bytes = await source.read(all.subarray(0, Math.min(count, filled + (1 << 22))), filled);
    if (bytes === 0) return null;
    filled += bytes;
  }
  return (await source.read(new Uint8Array(1), 0)) === 0 ? all : null;
}
