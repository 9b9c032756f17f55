import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import type { Read } from './byteSource';

/** Compressed bytes that are read at once. */
const chunkBytes = 1 << 18;

/**
 * The bytes that gzip data decompresses to, a piece at a time, until `stop` is called. Throws the `damagedFile` fault
 * where the data is damaged.
 */
export function gunzipped(path: string, read: Read): { read: Read; stop: () => void } {
  const unzip = createGunzip({ chunkSize: 1 << 20 });
  // What goes wrong is told by the reading below.
  pipeline(Readable.from(chunks(read)), unzip, () => undefined);
  const pieces = unzip[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  let piece: Uint8Array = Buffer.alloc(0);
  return {
    read: async (buffer, offset) => {
      while (piece.length === 0) {
        const next = await pieces.next().catch((error: unknown) => {
          throw error instanceof Fault ? error : faults.damagedFile(path, 'gzip', reasonOf(error));
        });
        if (next.done === true) return 0;
        piece = next.value;
      }
      const part = piece.subarray(0, buffer.length - offset);
      buffer.set(part, offset);
      piece = piece.subarray(part.length);
      return part.length;
    },
    stop: () => unzip.destroy(),
  };
}

async function* chunks(read: Read): AsyncGenerator<Uint8Array> {
  for (;;) {
    const chunk = new Uint8Array(chunkBytes);
    const bytes = await read(chunk, 0);
    if (bytes === 0) return;
    yield chunk.subarray(0, bytes);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'Z_BUF_ERROR' ? 'it ends too early' : 'its compressed data is not what it should be';
}
