/** Elements between two pieces. */
const pieceLength = 1 << 18;

/**
 * A C-ordered array of doubles as a `.npy` file, of which the values come in pieces.
 * Source: NumPy enhancement proposal 1, version 1.0 of the format.
 */
export function npyOfNumbers(shape: readonly number[], values: Float64Array): Iterable<Uint8Array> {
  return [npyHeader('<f8', shape), new Uint8Array(values.buffer, values.byteOffset, values.byteLength)];
}

/** Texts as a `.npy` array of strings as long as the longest: code points in 32 bits, filled up with zeros. */
export function* npyOfTexts(texts: readonly string[]): Generator<Uint8Array> {
  const width = texts.reduce((longest, text) => Math.max(longest, Array.from(text).length), 1);
  yield npyHeader(`<U${width}`, [texts.length]);
  const rows = Math.max(1, Math.floor(pieceLength / width));
  for (let start = 0; start < texts.length; start += rows) {
    const some = texts.slice(start, start + rows);
    const points = new Uint32Array(some.length * width);
    some.forEach((text, row) =>
      points.set(
        Array.from(text, (letter) => letter.codePointAt(0)!),
        row * width,
      ),
    );
    yield new Uint8Array(points.buffer);
  }
}

/** The header, filled up with blanks so that the data begin at a multiple of 64 bytes. */
function npyHeader(descr: string, shape: readonly number[]): Uint8Array {
  const dimensions = shape.length === 1 ? `${shape[0]!},` : shape.join(', ');
  const described = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${dimensions}), }`;
  const prefix = 10;
  const length = Math.ceil((prefix + described.length + 1) / 64) * 64 - prefix;
  const header = new Uint8Array(prefix + length);
  header.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(header.buffer).setUint16(8, length, true);
  header.set(new TextEncoder().encode(`${described.padEnd(length - 1)}\n`), prefix);
  return header;
}
