/** A number, as a bigint where it is a whole one that a double does not hold, or what a cell of text says. */
export type NumpyCell = number | bigint | string;

/** An array as NumPy keeps it. */
export interface NumpyArray {
  readonly shape: readonly number[];
  /** Its columns: of a matrix, one a column; of an array of records, one a field; of a list of numbers, one. */
  readonly columns: readonly NumpyColumn[];
}

export interface NumpyColumn {
  /** The name of the field; null where it has none. */
  readonly name: string | null;
  readonly length: number;
  readonly at: (index: number) => NumpyCell;
}

/** What the header of a `.npy` file says, and how many bytes the whole file must have. */
export interface NumpyHeader {
  readonly shape: readonly number[];
  readonly fields: readonly Field[];
  readonly columnMajor: boolean;
  readonly itemBytes: number;
  readonly dataStart: number;
  readonly bytes: number;
}

interface Field {
  readonly name: string | null;
  /** A date, M, is a whole number of its unit; text is of four bytes a character, U, or of one, S. */
  readonly kind: 'b' | 'i' | 'u' | 'f' | 'M' | 'U' | 'S';
  readonly bytes: number;
  readonly offset: number;
  readonly littleEndian: boolean;
}

/** Whether a file begins as `.npy` does. */
export function isNumpy(head: Uint8Array): boolean {
  return [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59].every((byte, at) => head[at] === byte);
}

/**
 * The header in the first bytes of a `.npy` file; a sentence's end that says what is wrong, where it is no header or
 * of a kind that holds neither numbers nor text.
 * Source: NumPy enhancement proposal 1, and numpy.lib.format.
 */
export function readNumpyHeader(head: Uint8Array): NumpyHeader | string {
  if (head.length < 12 || !isNumpy(head)) return 'it has no header';
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const wide = head[6]! >= 2;
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const dataStart = (wide ? 12 : 10) + length;
  if (dataStart > head.length) return 'its header ends too early';
  const text = new TextDecoder('latin1').decode(head.subarray(wide ? 12 : 10, dataStart));
  const descr = /'descr'\s*:\s*('[^']*'|\[(?:[^\]']|'[^']*')*\])/.exec(text)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const dimensions = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(text)?.[1];
  if (descr === undefined || order === undefined || dimensions === undefined)
    return 'its header is not that of an array';
  const fields = readFields(descr);
  if (fields === null) return 'its cells are neither plain numbers nor text';
  const shape = dimensions
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  const itemBytes = fields.reduce((sum, field) => sum + field.bytes, 0);
  const bytes = dataStart + shape.reduce((product, size) => product * size, itemBytes);
  if (!Number.isSafeInteger(bytes)) return 'it announces more cells than there can be';
  return { shape, fields, columnMajor: order === 'True', itemBytes, dataStart, bytes };
}

/** The fields of "'<f8'" or of "[('user', '<i4'), …]"; null where one is neither number nor text. */
function readFields(descr: string): Field[] | null {
  const parts = descr.startsWith('[')
    ? Array.from(descr.matchAll(/\(\s*'([^']*)'\s*,\s*'([^']*)'\s*(,[^)]*)?\)/g), (match) => ({
        name: match[1]!,
        type: match[3] === undefined ? match[2]! : '',
      }))
    : [{ name: null, type: descr.slice(1, -1) }];
  let offset = 0;
  const fields: Field[] = [];
  for (const { name, type } of parts) {
    const match = /^([<>|=])(?:([biuf])([1248])|([US])(\d{1,6})|(M)(8)\[\w+\])$/.exec(type);
    if (match === null) return null;
    const kind = (match[2] ?? match[4] ?? match[6]) as Field['kind'];
    const size = Number(match[3] ?? match[5] ?? match[7]);
    const bytes = kind === 'U' ? 4 * size : size;
    if ((kind === 'f' && bytes < 4) || bytes === 0) return null;
    fields.push({ name, kind, bytes, offset, littleEndian: match[1] !== '>' });
    offset += bytes;
  }
  return fields.length === 0 ? null : fields;
}

/** The array of a whole file, which has as many bytes as its header says. */
export function numpyArray(file: Uint8Array, header: NumpyHeader): NumpyArray {
  const { shape, fields, itemBytes, dataStart, columnMajor } = header;
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const rows = shape[0] ?? 1;
  const across = shape.length === 2 ? shape[1]! : 1;
  const [down, right] = columnMajor ? [itemBytes, rows * itemBytes] : [across * itemBytes, itemBytes];
  const columns = Array.from({ length: across }, (_, c) =>
    fields.map((field) => {
      const read = reader(view, field);
      const start = dataStart + c * right + field.offset;
      return { name: field.name, length: rows, at: (index: number) => read(start + index * down) };
    }),
  ).flat();
  return { shape, columns };
}

function reader(view: DataView, field: Field): (at: number) => NumpyCell {
  const { kind, bytes, littleEndian } = field;
  if (kind === 'U' || kind === 'S') return textReader(view, field);
  if (kind === 'f')
    return bytes === 4 ? (at) => view.getFloat32(at, littleEndian) : (at) => view.getFloat64(at, littleEndian);
  const signed = kind === 'i' || kind === 'M';
  switch (bytes) {
    case 1:
      return signed ? (at) => view.getInt8(at) : (at) => view.getUint8(at);
    case 2:
      return signed ? (at) => view.getInt16(at, littleEndian) : (at) => view.getUint16(at, littleEndian);
    case 4:
      return signed ? (at) => view.getInt32(at, littleEndian) : (at) => view.getUint32(at, littleEndian);
    default:
      return wholeReader(view, signed, littleEndian);
  }
}

/** Whole numbers of eight bytes: their halves make most of them, since a bigint takes much longer. */
function wholeReader(view: DataView, signed: boolean, littleEndian: boolean): (at: number) => number | bigint {
  const [low, high] = littleEndian ? [0, 4] : [4, 0];
  return (at) => {
    const upper = signed ? view.getInt32(at + high, littleEndian) : view.getUint32(at + high, littleEndian);
    const value = upper * 2 ** 32 + view.getUint32(at + low, littleEndian);
    if (Number.isSafeInteger(value)) return value;
    return signed ? view.getBigInt64(at, littleEndian) : view.getBigUint64(at, littleEndian);
  };
}

/** The largest code of a character. */
const lastCharacter = 0x10ffff;

/** Text is filled up with zeros. */
function textReader(view: DataView, { kind, bytes, littleEndian }: Field): (at: number) => string {
  if (kind === 'S') {
    const decoder = new TextDecoder();
    return (at) => decoder.decode(new Uint8Array(view.buffer, view.byteOffset + at, bytes)).replace(/\0+$/, '');
  }
  return (at) => {
    let text = '';
    for (let offset = 0; offset < bytes; offset += 4) {
      const code = view.getUint32(at + offset, littleEndian);
      text += code <= lastCharacter ? String.fromCodePoint(code) : '\uFFFD';
    }
    return text.replace(/\0+$/, '');
  };
}
