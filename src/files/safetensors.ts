import { open, stat, type FileHandle } from 'node:fs/promises';
import { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import { reasonOf } from './reasons';
import { readHeader, writeHeader, type Damaged, type Header, type TensorPlace } from './safetensorsHeader';
import { chunksOf, writeWhole } from './wholeFile';

/** The longest header that the format allows. */
const longestHeader = 100_000_000;

export type TensorData = Float64Array | Float32Array | Uint32Array | Uint8Array;

/** An array of numbers, row-major; its elements are as many as the shape's product. */
export interface Tensor<Data extends TensorData = TensorData> {
  readonly shape: readonly number[];
  readonly data: Data;
}

/** A type of element that is written and read, and the array it lives in. */
export interface ElementType<Data extends TensorData> {
  readonly dtype: 'F64' | 'F32' | 'U32' | 'U8';
  readonly create: (length: number) => Data;
}
export const float64: ElementType<Float64Array> = { dtype: 'F64', create: (length) => new Float64Array(length) };
export const float32: ElementType<Float32Array> = { dtype: 'F32', create: (length) => new Float32Array(length) };
export const uint32: ElementType<Uint32Array> = { dtype: 'U32', create: (length) => new Uint32Array(length) };
export const uint8: ElementType<Uint8Array> = { dtype: 'U8', create: (length) => new Uint8Array(length) };

/** What the format calls the type of these numbers. */
export function dtypeOf(data: TensorData): ElementType<TensorData>['dtype'] {
  if (data instanceof Float64Array) return float64.dtype;
  if (data instanceof Float32Array) return float32.dtype;
  return data instanceof Uint32Array ? uint32.dtype : uint8.dtype;
}

/** The array's own memory. The format is little-endian, as is every machine that this runs on. */
export function bytesOf({ buffer, byteOffset, byteLength }: TensorData): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/**
 * Writes tensors and metadata as one safetensors file, whole or not at all: the header's length in 8 bytes, the header,
 * and the tensors, those with the largest elements first, so that each stands at a multiple of its element's size.
 * Throws the `cannotWrite` fault, and when cancelled.
 */
export async function writeSafetensors(
  path: string,
  tensors: ReadonlyMap<string, Tensor>,
  metadata: ReadonlyMap<string, string>,
  control: Control,
): Promise<void> {
  const ordered = [...tensors].sort(
    ([a, { data: x }], [b, { data: y }]) => y.BYTES_PER_ELEMENT - x.BYTES_PER_ELEMENT || (a < b ? -1 : 1),
  );
  const places = new Map<string, TensorPlace>();
  let start = 0;
  for (const [name, { shape, data }] of ordered) {
    places.set(name, { dtype: dtypeOf(data), shape, start, end: start + data.byteLength });
    start += data.byteLength;
  }
  const header = writeHeader({ metadata, tensors: places });
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(header.length), true);
  await writeWhole(path, [length, header, ...ordered.map(([, { data }]) => bytesOf(data))], control);
}

/** An open file whose header was found right. */
export interface SafetensorsFile extends Header {
  /** Reads a tensor of this type and shape; throws the fault of a damaged file where it has another, or ends early. */
  read<Data extends TensorData>(name: string, type: ElementType<Data>, shape: readonly number[]): Promise<Data>;
}

/**
 * Opens a safetensors file, checks its header against its length before anything is allocated for it, and passes it to
 * `use`. Throws `cannotRead`, `damaged`, and when cancelled.
 */
export async function readSafetensors<T>(
  path: string,
  control: Control,
  damaged: Damaged,
  use: (file: SafetensorsFile) => Promise<T>,
): Promise<T> {
  const there = await readable(path, stat(path));
  if (!there.isFile()) throw faults.cannotRead(path, there.isDirectory() ? 'it is a folder' : 'it is no file');
  const handle = await readable(path, open(path));
  try {
    const { size } = await readable(path, handle.stat());
    let done = 0;
    const fill = async (bytes: Uint8Array, position: number): Promise<void> => {
      if (!(await readable(path, fillFrom(handle, bytes, position, control)))) throw damaged('it ends too early');
      done += bytes.length;
      control.report({ phase: 'reading', done, total: size, points: [] });
    };
    if (size < 8) throw damaged('it is too short');
    const prefix = new Uint8Array(8);
    await fill(prefix, 0);
    const length = new DataView(prefix.buffer).getBigUint64(0, true);
    if (length > BigInt(Math.min(size - 8, longestHeader)))
      throw damaged('it is no safetensors file, or its beginning is damaged');
    const headerBytes = new Uint8Array(Number(length));
    await fill(headerBytes, 8);
    const dataStart = 8 + headerBytes.length;
    const header = readHeader(headerBytes, size - dataStart, damaged);

    return await use({
      ...header,
      read: async (name, type, shape) => {
        const place = header.tensors.get(name);
        if (place?.dtype !== type.dtype || !isSameShape(place.shape, shape))
          throw damaged(`it has no tensor ${name} of the type and shape it should have`);
        const data = type.create(shape.reduce((product, one) => product * one, 1));
        await fill(bytesOf(data), dataStart + place.start);
        return data;
      },
    });
  } finally {
    await handle.close();
  }
}

/** Fills `bytes` from a position of the file on; false where the file ends before. */
async function fillFrom(handle: FileHandle, bytes: Uint8Array, position: number, control: Control): Promise<boolean> {
  let at = position;
  for (const chunk of chunksOf(bytes)) {
    for (let filled = 0; filled < chunk.length;) {
      control.checkpoint();
      const { bytesRead } = await handle.read(chunk, filled, chunk.length - filled, at);
      if (bytesRead === 0) return false;
      filled += bytesRead;
      at += bytesRead;
    }
  }
  return true;
}

/** What the system could not do to a file becomes the `cannotRead` fault. */
async function readable<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Fault ? error : faults.cannotRead(path, reasonOf(error));
  }
}

function isSameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, i) => length === b[i]);
}
