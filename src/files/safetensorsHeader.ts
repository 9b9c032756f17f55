import type { Fault } from '../matrix/fault';

/** Bits of one element of each type of the format. */
const bitsOf: ReadonlyMap<string, number> = new Map([
  ...['F4'].map((dtype) => [dtype, 4] as const),
  ...['F6_E2M3', 'F6_E3M2'].map((dtype) => [dtype, 6] as const),
  ...['BOOL', 'U8', 'I8', 'F8_E5M2', 'F8_E4M3', 'F8_E8M0', 'F8_E4M3FNUZ', 'F8_E5M2FNUZ'].map(
    (dtype) => [dtype, 8] as const,
  ),
  ...['I16', 'U16', 'F16', 'BF16'].map((dtype) => [dtype, 16] as const),
  ...['I32', 'U32', 'F32'].map((dtype) => [dtype, 32] as const),
  ...['I64', 'U64', 'F64', 'C64'].map((dtype) => [dtype, 64] as const),
]);

/** Where a tensor stands: bytes start … end − 1 after the header, row-major and little-endian. */
export interface TensorPlace {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

export interface Header {
  readonly metadata: ReadonlyMap<string, string>;
  readonly tensors: ReadonlyMap<string, TensorPlace>;
}

/** The fault that says what is wrong with the file, in words that follow a colon. */
export type Damaged = (what: string) => Fault;

const metadataKey = '__metadata__';

/**
 * The header as text, padded with blanks to a multiple of 8 bytes, for tensors that follow one another in this order.
 * The order that keeps each tensor at a multiple of its element's size is that of falling sizes.
 */
export function writeHeader({ metadata, tensors }: Header): Uint8Array {
  const entries = [...tensors].map(
    ([name, { dtype, shape, start, end }]) => [name, { dtype, shape, data_offsets: [start, end] }] as const,
  );
  const text = JSON.stringify(Object.fromEntries([[metadataKey, Object.fromEntries(metadata)], ...entries]));
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(8 * Math.ceil(bytes.length / 8)).fill(0x20);
  padded.set(bytes);
  return padded;
}

/**
 * Reads and checks a header: each tensor's bytes are as many as its type and shape make, and together, in the order of
 * their offsets, the tensors are all the `dataLength` bytes after the header, without gap or overlap.
 * Source: the format's own rules, as its reference implementation in Rust holds them.
 */
export function readHeader(bytes: Uint8Array, dataLength: number, damaged: Damaged): Header {
  if (bytes[0] !== 0x7b) throw damaged('its header is not a JSON object');
  const entries = Object.entries(parseObject(bytes, damaged));
  const tensors = new Map<string, TensorPlace>();
  let metadata: ReadonlyMap<string, string> = new Map();
  for (const [name, value] of entries) {
    if (name === metadataKey) metadata = readMetadata(value, damaged);
    else tensors.set(name, readPlace(name, value, dataLength, damaged));
  }
  checkCover(tensors, dataLength, damaged);
  return { metadata, tensors };
}

function parseObject(bytes: Uint8Array, damaged: Damaged): object {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw damaged('its header is not JSON');
  }
  if (!isObject(value)) throw damaged('its header is not a JSON object');
  return value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readMetadata(value: unknown, damaged: Damaged): Map<string, string> {
  if (value === null) return new Map();
  if (!isObject(value)) throw damaged('its metadata are not an object');
  return new Map(
    Object.entries(value).map(([key, text]: [string, unknown]) => {
      if (typeof text !== 'string') throw damaged(`its metadata ${key} are not a string`);
      return [key, text];
    }),
  );
}

function readPlace(name: string, value: unknown, dataLength: number, damaged: Damaged): TensorPlace {
  const wrong = (what: string): Fault => damaged(`its tensor ${shorten(name)} has ${what}`);
  if (!isObject(value) || !('dtype' in value && 'shape' in value && 'data_offsets' in value))
    throw wrong('no type, shape or place');
  const { dtype, shape, data_offsets: offsets } = value;
  const bits = typeof dtype === 'string' ? bitsOf.get(dtype) : undefined;
  if (typeof dtype !== 'string' || bits === undefined) throw wrong('a type that is not known');
  if (!isCounts(shape)) throw wrong('a shape that is not a list of whole numbers');
  if (!isCounts(offsets) || offsets.length !== 2) throw wrong('a place that is not two whole numbers');
  const [start, end] = [offsets[0]!, offsets[1]!];
  if (start > end || end > dataLength) throw wrong('a place outside the file');
  // Products up to the file's length in bits are exact; larger ones are wrong however they round.
  if (shape.reduce((product, length) => product * length, bits) !== 8 * (end - start))
    throw wrong('a place that is not as long as its shape');
  return { dtype, shape, start, end };
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

function checkCover(tensors: ReadonlyMap<string, TensorPlace>, dataLength: number, damaged: Damaged): void {
  const places = [...tensors].sort(([, a], [, b]) => a.start - b.start || a.end - b.end);
  let covered = 0;
  for (const [name, { start, end }] of places) {
    if (start < covered) throw damaged(`its tensor ${shorten(name)} overlaps another`);
    if (start > covered) throw damaged(`there is a gap before its tensor ${shorten(name)}`);
    covered = end;
  }
  if (covered < dataLength) throw damaged('there are bytes after its last tensor');
}

/** A name from a file that may be anything, short enough for a sentence. */
function shorten(name: string): string {
  const plain = name.replace(/\p{C}/gu, '�');
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain;
}
