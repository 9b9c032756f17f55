import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  float64,
  readSafetensors,
  uint32,
  uint8,
  writeSafetensors,
  type SafetensorsFile,
  type Tensor,
  type TensorData,
} from '../../../src/files/safetensors';
import type { Header } from '../../../src/files/safetensorsHeader';
import { faults } from '../../../src/matrix/faults';
import { quiet } from '../../../src/protocol/control';
import { temporaryFolder } from './folder';
import { faultOf } from '../faultCode';

const folder = temporaryFolder();
const damaged = (what: string) => faults.cannotOpenModel('file', what);
const open = <T>(path: string, use: (file: SafetensorsFile) => Promise<T>): Promise<T> =>
  readSafetensors(path, quiet, damaged, use);
const headerOf = (path: string): Promise<Header> =>
  open(path, ({ metadata, tensors }) => Promise.resolve({ metadata, tensors }));

const readAny = (file: SafetensorsFile, name: string): Promise<TensorData> => {
  const { dtype, shape } = file.tensors.get(name)!;
  const type = [float64, uint32, uint8].find((one) => one.dtype === dtype)!;
  return file.read<TensorData>(name, type, shape);
};

/** Shapes of up to three dimensions, some of them empty, some scalar, with any bits in them. */
const anyTensor: fc.Arbitrary<Tensor> = fc
  .tuple(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }), fc.constantFrom(float64, uint32, uint8))
  .chain(([shape, type]) => {
    const data: TensorData = type.create(shape.reduce((product, length) => product * length, 1));
    const { byteLength } = data;
    return fc.uint8Array({ minLength: byteLength, maxLength: byteLength }).map((bytes): Tensor => {
      const copy: TensorData = data.slice();
      new Uint8Array(copy.buffer).set(bytes);
      return { shape, data: copy };
    });
  });
const anyName = fc.string({ unit: 'grapheme' }).filter((name) => name !== '__metadata__');

/** A file as its parts are given, whether they fit or not. */
function build(header: unknown, dataLength: number, headerLength?: bigint): string {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + dataLength);
  new DataView(bytes.buffer).setBigUint64(0, headerLength ?? BigInt(text.length), true);
  bytes.set(text, 8);
  const path = folder.at('built.safetensors');
  writeFileSync(path, bytes);
  return path;
}
const tensor = (shape: unknown, start: unknown, end: unknown, dtype: unknown = 'F64') => ({
  dtype,
  shape,
  data_offsets: [start, end],
});

describe('A safetensors file', () => {
  it('gives back the tensors and metadata that were written, to the last bit', async () => {
    const path = folder.at('round.safetensors');
    const maps = <T>(value: fc.Arbitrary<T>) => fc.array(fc.tuple(anyName, value), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(maps(anyTensor), maps(fc.string({ unit: 'grapheme' })), async (entries, described) => {
        const tensors = new Map(entries);
        const metadata = new Map(described);
        await writeSafetensors(path, tensors, metadata, quiet);
        await open(path, async (file) => {
          assert.deepEqual(new Map(file.metadata), metadata);
          assert.deepEqual(new Set(file.tensors.keys()), new Set(tensors.keys()));
          for (const [name, { shape, data }] of tensors) {
            assert.deepEqual(file.tensors.get(name)!.shape, shape);
            const read = await readAny(file, name);
            assert.deepEqual(new Uint8Array(read.buffer), new Uint8Array(data.buffer));
          }
        });
      }),
      { numRuns: 150 },
    );
  });

  it('has each tensor at a multiple of its element, and a header padded to 8 bytes', async () => {
    const path = folder.at('aligned.safetensors');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyName, anyTensor), { maxLength: 6 }), async (entries) => {
        await writeSafetensors(path, new Map(entries), new Map(), quiet);
        const bytes = readFileSync(path);
        assert.equal(bytes.readBigUInt64LE(0) % 8n, 0n);
        for (const { dtype, start } of (await headerOf(path)).tensors.values())
          assert.equal(start % { F64: 8, U32: 4, U8: 1 }[dtype]!, 0);
      }),
      { numRuns: 50 },
    );
  });

  it('may come from Python, with types that are not read and a scalar, an empty and a 2×3 tensor', async () => {
    await open('test/fixtures/files/python.safetensors', async (file) => {
      assert.equal(file.metadata.get('written by'), 'safetensors for Python');
      assert.equal(file.metadata.get('ключ'), 'значение');
      assert.deepEqual(await file.read('mean', float64, []), Float64Array.of(3.5));
      assert.deepEqual(await file.read('matrix', float64, [2, 3]), Float64Array.of(0, 0.25, 0.5, 0.75, 1, 1.25));
      assert.deepEqual(await file.read('counts', uint32, [3]), Uint32Array.of(1, 2, 4294967295));
      assert.equal(new TextDecoder().decode(await file.read('bytes', uint8, [4])), 'Zoë');
      assert.deepEqual(await file.read('empty', float64, [0, 4]), new Float64Array(0));
      assert.equal(file.tensors.get('half')!.dtype, 'F16');
    });
  });

  it('is refused a tensor of another type or shape than asked for', async () => {
    const asked = (name: string, shape: number[]) =>
      faultOf(open('test/fixtures/files/python.safetensors', (file) => file.read(name, float64, shape)));
    for (const [name, shape] of [
      ['matrix', [3, 2]],
      ['matrix', [6]],
      ['wide', [1]],
      ['absent', [1]],
    ] as const)
      assert.match((await asked(name, [...shape])).message, new RegExp(`no tensor ${name}`));
  });

  it('may have an unpadded header, blanks after it, null metadata and unknown keys, as the format allows', async () => {
    const a = { ...tensor([1], 0, 8), note: 'more' };
    for (const header of [{ a }, { __metadata__: null, a }, `${JSON.stringify({ a })}   `]) {
      const { tensors } = await headerOf(build(header, 8));
      assert.deepEqual([...tensors.keys()], ['a']);
    }
    assert.equal((await headerOf(build({}, 0))).tensors.size, 0);
  });
});

describe('A safetensors file whose header lies is refused before anything is read', () => {
  const cases: readonly (readonly [string, unknown, number, RegExp])[] = [
    ['a gap', { a: tensor([1], 0, 8), b: tensor([1], 16, 24) }, 24, /a gap before its tensor b/],
    ['an overlap', { a: tensor([2], 0, 16), b: tensor([1], 8, 16) }, 16, /its tensor b overlaps another/],
    ['the same place twice', { a: tensor([1], 0, 8), b: tensor([1], 0, 8) }, 8, /overlaps/],
    ['bytes left over', { a: tensor([1], 0, 8) }, 9, /bytes after its last tensor/],
    ['a place past the end', { a: tensor([2], 0, 16) }, 8, /outside the file/],
    ['a place that ends before it starts', { a: tensor([0], 8, 0) }, 8, /outside the file/],
    ['a shape of more than its place', { a: tensor([2], 0, 8) }, 8, /not as long as its shape/],
    ['a shape whose product overflows', { a: tensor([2 ** 52, 2 ** 52, 2 ** 52], 0, 8) }, 8, /not as long/],
    [
      'a shape that overflows, and is empty',
      {
        a: tensor(
          Array(60)
            .fill(2 ** 52)
            .concat(0),
          0,
          0,
        ),
      },
      0,
      /not as long/,
    ],
    ['a negative length', { a: tensor([-1], 0, 8) }, 8, /a shape that is not/],
    ['half a length', { a: tensor([0.5, 2], 0, 8) }, 8, /a shape that is not/],
    ['a shape of words', { a: tensor('long', 0, 8) }, 8, /a shape that is not/],
    ['a negative place', { a: tensor([2], -8, 8) }, 8, /a place that is not/],
    ['an unknown type', { a: tensor([1], 0, 8, 'F128') }, 8, /a type that is not known/],
    ['a type that every object has', { a: tensor([1], 0, 8, 'constructor') }, 8, /a type that is not known/],
    ['no shape', { a: { dtype: 'F64', data_offsets: [0, 8] } }, 8, /no type, shape or place/],
    ['no tensor but a number', { a: 1 }, 0, /no type, shape or place/],
    ['metadata of numbers', { __metadata__: { rank: 8 } }, 0, /metadata rank are not a string/],
    ['a list for a header', '[]', 0, /not a JSON object/],
    ['a blank before the header', ' {}', 0, /not a JSON object/],
    ['words for a header', '{ rank 8 }', 0, /not JSON/],
    ['a hundred thousand brackets', '{"a":'.padEnd(100_000, '['), 0, /not JSON/],
  ];
  for (const [name, header, dataLength, says] of cases)
    it(name, async () => {
      const fault = await faultOf(headerOf(build(header, dataLength)));
      assert.equal(fault.code, 'cannot-open-model');
      assert.match(fault.message, says);
    });

  it('a header longer than the file, or than the format allows, or than any file', async () => {
    for (const length of [3n, 1n << 40n, (1n << 64n) - 1n])
      assert.match((await faultOf(headerOf(build('{}', 0, length)))).message, /no safetensors file/);
  });

  it('a file too short for a length, a folder, and none at all', async () => {
    const path = folder.at('short.safetensors');
    writeFileSync(path, Uint8Array.of(1, 2, 3));
    assert.match((await faultOf(headerOf(path))).message, /too short/);
    assert.match((await faultOf(headerOf(folder.at('')))).message, /it is a folder/);
    assert.match((await faultOf(headerOf(folder.at('absent')))).message, /there is no such file/);
  });
});
