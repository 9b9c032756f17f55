import type { open } from 'node:fs/promises';
import * as zlib from 'node:zlib';
import type { AsyncBuffer, Compressors, FileMetaData } from 'hyparquet';
import type * as ParquetLibrary from './parquetLibrary';

/** The most that data of these codecs grows to; what announces more is damaged. */
const snappyRatio = 64;
const deflateRatio = 1032;
/** A block of four bytes that says one byte is repeated, up to 128 KB. Source: RFC 8878, section 3.1.1.2. */
const zstandardRatio = 1 << 15;
/** Each byte of a match's length says at most 255 more. Source: LZ4 block format description, sections on sequences. */
const lz4Ratio = 255;

export type Library = typeof ParquetLibrary;
export type Cells = readonly unknown[];

export const loadLibrary = (): Promise<Library> => import(/* webpackChunkName: "parquet" */ './parquetLibrary');

/** What hyparquet reads from; it never asks for bytes that the file does not have. */
export function asyncBuffer(file: Awaited<ReturnType<typeof open>>, size: number): AsyncBuffer {
  return {
    byteLength: size,
    slice: async (start, end = size) => {
      const from = start < 0 ? size + start : start;
      if (!(from >= 0 && from <= end && end <= size)) throw new RangeError('outside the file');
      const bytes = new Uint8Array(end - from);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
      if (bytesRead !== bytes.length) throw new RangeError('the file ends too early');
      return bytes.buffer;
    },
  };
}

/** What unpacks the pages of each codec, to no more than they announce and can hold. */
export function compressors(library: Library): Compressors {
  const { snappyUncompress, decompressZstd, decompressLz4, decompressLz4Raw } = library;
  const within =
    (ratio: number, unpack: (input: Uint8Array, size: number) => Uint8Array) =>
    (input: Uint8Array, size: number): Uint8Array => {
      if (size > ratio * input.length + 64) throw new RangeError('announces more than it can hold');
      return unpack(input, size);
    };
  const most = (size: number): { maxOutputLength: number } => ({ maxOutputLength: Math.max(size, 1) });
  return {
    SNAPPY: within(snappyRatio, (input, size) => {
      const output = new Uint8Array(size);
      snappyUncompress(input, output);
      return output;
    }),
    GZIP: within(deflateRatio, (input, size) => zlib.gunzipSync(input, most(size))),
    BROTLI: (input, size) => zlib.brotliDecompressSync(input, most(size)),
    ZSTD: within(zstandardRatio, (input, size) => {
      const output = decompressZstd(input, new Uint8Array(size));
      if (output.length !== size) throw new RangeError('holds other than it announces');
      return output;
    }),
    LZ4: within(lz4Ratio, decompressLz4),
    LZ4_RAW: within(lz4Ratio, decompressLz4Raw),
  };
}

/** The codec of a column that none of the compressors unpacks; null where there is none. */
export function unknownCodec(library: Library, { row_groups }: FileMetaData): string | null {
  const known = new Set(['UNCOMPRESSED', ...Object.keys(compressors(library))]);
  const codecs = row_groups.flatMap(({ columns }) => columns.map((column) => column.meta_data?.codec));
  return codecs.find((codec) => codec !== undefined && !known.has(codec)) ?? null;
}

type Part = { file: AsyncBuffer; metadata: FileMetaData; rowStart: number; rowEnd: number };

/** One column of some rows. */
export async function readColumn(library: Library, part: Part, name: string): Promise<Cells> {
  const cells: unknown[] = [];
  const { rowStart, rowEnd } = part;
  await library.parquetRead({
    ...part,
    columns: [name],
    compressors: compressors(library),
    onChunk: (chunk) => {
      const { columnData } = chunk;
      for (let t = 0; t < columnData.length; t++) {
        const row = chunk.rowStart + t;
        if (row >= rowStart && row < rowEnd) cells[row - rowStart] = columnData[t] as unknown;
      }
    },
  });
  return cells;
}
