import type { Damaged } from './safetensorsHeader';
import { uint32, uint8, type SafetensorsFile, type Tensor } from './safetensors';

/**
 * Ids as two tensors: their UTF-8 bytes, one after the other, and where each begins, with the end of the last. Id i is
 * the bytes offsets[i] … offsets[i + 1] − 1.
 */
export function idTensors(name: string, ids: readonly string[]): [string, Tensor][] {
  const encoder = new TextEncoder();
  const encoded = ids.map((id) => encoder.encode(id));
  const offsets = new Uint32Array(ids.length + 1);
  encoded.forEach(({ length }, i) => (offsets[i + 1] = offsets[i]! + length));
  const bytes = new Uint8Array(offsets[ids.length]!);
  encoded.forEach((id, i) => bytes.set(id, offsets[i]));
  return [
    [`${name}_ids`, { shape: [bytes.length], data: bytes }],
    [`${name}_id_offsets`, { shape: [offsets.length], data: offsets }],
  ];
}

/** Reads `count` ids, and their tensors as they stand; throws the fault of a damaged file. */
export async function readIds(
  file: SafetensorsFile,
  name: string,
  count: number,
  damaged: Damaged,
): Promise<{ ids: string[]; tensors: [string, Tensor][] }> {
  const offsets = await file.read(`${name}_id_offsets`, uint32, [count + 1]);
  const length = offsets[count]!;
  const bytes = await file.read(`${name}_ids`, uint8, [length]);
  if (!isPartition(offsets, length)) throw damaged(`the places of its ${name} ids are out of order`);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    const ids = Array.from({ length: count }, (_, i) => decoder.decode(bytes.subarray(offsets[i], offsets[i + 1])));
    return {
      ids,
      tensors: [
        [`${name}_ids`, { shape: [length], data: bytes }],
        [`${name}_id_offsets`, { shape: [count + 1], data: offsets }],
      ],
    };
  } catch {
    throw damaged(`its ${name} ids are not text`);
  }
}

/** Whether offsets cut 0 … length into consecutive, possibly empty, pieces. */
export function isPartition(offsets: Uint32Array, length: number): boolean {
  return (
    offsets[0] === 0 && offsets.at(-1) === length && offsets.every((offset, i) => i === 0 || offset >= offsets[i - 1]!)
  );
}
