import { crc32, inflateRawSync } from 'node:zlib';

/** A file in a zip archive. */
export interface ZipEntry {
  readonly name: string;
  /** Its bytes; null where the archive is damaged there. */
  readonly read: () => Uint8Array | null;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
/** The most that a byte of deflated data can become. */
const largestRatio = 1032;

/** Whether a file begins as a zip archive does, such as `.npz`. */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;
}

/**
 * The files of a zip archive, by its directory; null where there is none that makes sense. Sizes are checked before
 * anything is made, and checksums after.
 * Source: PKWARE's APPNOTE.TXT, sections 4.3.12 and 4.3.16.
 */
export function readZip(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== endSignature) end--;
  if (end < 0) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let e = 0; e < count; e++) {
    if (at + 46 > end || view.getUint32(at, true) !== entrySignature) return null;
    const nameLength = view.getUint16(at + 28, true);
    const entry = {
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      local: view.getUint32(at + 42, true),
    };
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    entries.push({ name, read: () => unpack(bytes, view, entry) });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function unpack(
  bytes: Uint8Array,
  view: DataView,
  entry: { method: number; checksum: number; packed: number; size: number; local: number },
): Uint8Array | null {
  const { local, packed, size } = entry;
  if (local + 30 > bytes.length || view.getUint32(local, true) !== localSignature) return null;
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + packed > bytes.length || size > largestRatio * packed) return null;
  const data = bytes.subarray(start, start + packed);
  const whole = entry.method === 0 ? data : entry.method === 8 ? inflated(data, size) : null;
  return whole?.length === size && crc32(whole) === entry.checksum ? whole : null;
}

function inflated(data: Uint8Array, size: number): Uint8Array | null {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
  } catch {
    return null;
  }
}
