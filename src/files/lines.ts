import { open } from 'node:fs/promises';
import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import { reasonOf } from './reasons';

/** The longest line that is read. */
const chunkBytes = 1 << 20;
/** A file with NUL bytes this near its start is not text. */
const sniffedBytes = 8192;
const newline = 0x0a;
const carriageReturn = 0x0d;

/** One line of a file, without its end: bytes start … end − 1, valid until the call returns. */
export type LineReader = (bytes: Uint8Array, start: number, end: number, line: number) => void;

/**
 * Reads a text file line by line in chunks, without a byte order mark, and reports progress in bytes. Lines end at a
 * line feed, with or without a carriage return, and count from 1. `onBytes` is given all bytes of the file, in order.
 * Throws the `cannotRead`, `binaryFile` and `lineTooLong` faults, and when cancelled.
 */
export async function readLines(
  path: string,
  control: Control,
  read: LineReader,
  onBytes?: (bytes: Uint8Array) => void,
): Promise<void> {
  const file = await open(path).catch((error: unknown) => {
    throw faults.cannotRead(path, reasonOf(error));
  });
  try {
    const { size } = await file.stat();
    const buffer = new Uint8Array(chunkBytes);
    let kept = 0;
    let line = 0;
    let done = 0;
    for (;;) {
      control.checkpoint();
      if (kept === buffer.length) throw faults.lineTooLong(path, line + 1);
      const { bytesRead } = await file.read(buffer, kept, buffer.length - kept, null).catch((error: unknown) => {
        throw faults.cannotRead(path, reasonOf(error));
      });
      const filled = kept + bytesRead;
      onBytes?.(buffer.subarray(kept, filled));
      if (done === 0 && buffer.subarray(0, Math.min(filled, sniffedBytes)).includes(0)) throw faults.binaryFile(path);
      let start = done === 0 ? lengthOfByteOrderMark(buffer, filled) : 0;
      done += bytesRead;
      for (;;) {
        const found = buffer.indexOf(newline, start);
        const end = found === -1 || found >= filled ? -1 : found;
        if (end === -1 && (bytesRead > 0 || start === filled)) break;
        const last = end === -1 ? filled : end;
        read(buffer, start, last > start && buffer[last - 1] === carriageReturn ? last - 1 : last, ++line);
        start = last + (end === -1 ? 0 : 1);
        if (line % 10_000 === 0) control.checkpoint();
      }
      control.report({ phase: 'reading', done, total: size, points: [] });
      if (bytesRead === 0) return;
      buffer.copyWithin(0, start, filled);
      kept = filled - start;
    }
  } finally {
    await file.close();
  }
}

function lengthOfByteOrderMark(bytes: Uint8Array, filled: number): number {
  return filled >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
