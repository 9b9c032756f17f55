import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readRatings } from '../../../src/files';
import { Fault, type FaultData } from '../../../src/matrix/fault';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { triples, withRatingsFile } from './ratingsFile';

const fixtures = join(__dirname, '../../fixtures/ratings');
const { write } = withRatingsFile();

/** The twelve ratings of every fixture: user, item, rating. */
const twelve: readonly (readonly [string, string, number])[] = [
  ['1', '1', 5],
  ['1', '2', 3.5],
  ['1', '4', 1],
  ['2', '1', 4],
  ['2', '3', 2.5],
  ['3', '2', 0.5],
  ['3', '3', 5],
  ['3', '4', 4.5],
  ['4', '1', 3],
  ['4', '4', 2],
  ['5', '2', 1.5],
  ['5', '3', 4],
];
const sorted = (rows: readonly (readonly [string, string, number])[]): readonly string[] =>
  rows.map((row) => row.join(' ')).sort();

async function faultOf(content: string | Uint8Array): Promise<FaultData | null> {
  try {
    await readRatings(await write(content), quiet);
    return null;
  } catch (error) {
    if (error instanceof Fault) return error.data;
    throw error;
  }
}

describe('Formats of ratings', () => {
  const names = readdirSync(fixtures).filter((name) => !name.endsWith('.py') && !name.endsWith('.refused.parquet'));
  for (const name of names)
    it(`are told apart by their first bytes: ${name}`, async () => {
      const path = join(fixtures, name);
      const { ratings, sha256 } = await readRatings(path, quiet);
      assert.deepEqual(sorted(triples(ratings)), sorted(twelve));
      assert.equal(sha256, createHash('sha256').update(readFileSync(path)).digest('hex'));
    });

  for (const [name, unit] of [
    ['snappy.parquet', 1],
    ['texts.parquet', 1000],
    ['columns.npy', 1],
    ['fortran.npy', 1],
    ['records.npy', 1],
    ['named.npz', 1],
  ] as const)
    it(`keep the time of each rating: ${name}`, async () => {
      const { times } = await readRatings(join(fixtures, name), quiet, { keepTimes: true });
      assert.deepEqual(
        [...times!],
        twelve.map((_, t) => (1_600_000_000 + 86_400 * t) * unit),
      );
    });

  it('may stand in gzip, where they are read from first to last', async () => {
    for (const name of ['columns.npy', 'csr.npz', 'general.mtx']) {
      const bytes = gzipSync(readFileSync(join(fixtures, name)));
      const outcome = await readRatings(await write(bytes), quiet).catch((error: unknown) => error);
      if (name === 'csr.npz') assert.ok(outcome instanceof Fault);
      else assert.ok(!(outcome instanceof Error));
    }
  });

  it('of symmetric and pattern matrices say what the mirrored cells are', async () => {
    const read = async (text: string): Promise<readonly string[]> =>
      sorted(triples((await readRatings(await write(text), quiet)).ratings));
    const head = '%%MatrixMarket matrix coordinate';
    assert.deepEqual(await read(`${head} real symmetric\n% note\n3 3 2\n2 1 7\n3 3 5e0\n`), [
      '1 2 7',
      '2 1 7',
      '3 3 5',
    ]);
    assert.deepEqual(await read(`${head} real skew-symmetric\n3 3 1\n2 1 7\n`), ['1 2 -7', '2 1 7']);
    assert.deepEqual(await read(`${head} pattern general\n\n3 4 2\n2 1\n3 4\n`), ['2 1 1', '3 4 1']);
  });
});

describe('Ratings in formats of their own that are damaged', () => {
  const head = '%%MatrixMarket matrix';
  const cases: readonly (readonly [string, RegExp])[] = [
    [`${head} array real general\n1 1\n5\n`, /only its coordinate form holds ratings/],
    [`${head} coordinate complex general\n1 1 1\n1 1 5 2\n`, /real, integer or pattern/],
    [`${head} coordinate real general\n2 2 3\n1 1 5\n2 2 4\n`, /announces 3 entries and has 2/],
    [`${head} coordinate real general\n2 2 1\n3 1 5\n`, /outside its 2×2 matrix/],
    [`${head} coordinate real general\n2 2 1\n0 1 5\n`, /outside its 2×2 matrix/],
    [`${head} coordinate real general\n2 2 1\n1 x 5\n`, /outside its 2×2 matrix/],
    [`${head} coordinate real symmetric\n2 2 1\n1 x 5\n`, /line 3 is no entry of a 2×2 matrix/],
    [`${head} coordinate real general\n`, /sizes is not three counts/],
  ];
  for (const [content, message] of cases)
    it(`are refused in a sentence: ${JSON.stringify(content)}`, async () => {
      const fault = await faultOf(content);
      assert.equal(fault?.code, 'damaged-file');
      assert.match(fault.message, message);
    });

  it('name the row of a missing rating, or pass over it', async () => {
    const path = join(fixtures, 'null.refused.parquet');
    await assert.rejects(readRatings(path, quiet), /Row 1 has no rating that is a number\./);
    const { ratings, broken } = await readRatings(path, quiet, { skipBroken: true });
    assert.deepEqual([ratings.values.length, broken.count], [11, 1]);
  });

  it('are refused when cut short anywhere', async () => {
    for (const name of ['snappy.parquet', 'columns.npy', 'records.npy', 'csr.npz', 'named.npz']) {
      const bytes = readFileSync(join(fixtures, name));
      for (const share of [0.05, 0.2, 0.5, 0.8, 0.99]) {
        const fault = await faultOf(bytes.subarray(0, Math.floor(share * bytes.length)));
        assert.equal(fault?.code, 'damaged-file', `${name} to ${share}`);
      }
    }
  });

  it('regression: a codec that is not read was called damage', async () => {
    // a column's codec stands in the footer as a field of type i32, doubled: 7 is raw LZ4, 3 is LZO
    const bytes = readFileSync(join(fixtures, 'lz4.parquet'));
    for (let at = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8); at < bytes.length - 9; at++)
      if (bytes[at] === 0x15 && bytes[at + 1] === 2 * 7) bytes[at + 1] = 2 * 3;
    const fault = await faultOf(bytes);
    assert.equal(fault?.code, 'unread-codec');
    assert.match(fault.message, /is compressed by LZO/);
  });

  it('are refused, or read, with any of their bytes changed: never another error, never without end', async () => {
    const random = createRandom(8);
    for (const name of [
      'snappy.parquet',
      'gzip.parquet',
      'zstd.parquet',
      'lz4.parquet',
      'texts.parquet',
      'columns.npy',
      'records.npy',
      'coo.npz',
      'csc.npz',
    ]) {
      const bytes = readFileSync(join(fixtures, name));
      for (let round = 0; round < 40; round++) {
        const changed = Uint8Array.from(bytes);
        for (let k = 0; k <= random.integer(3); k++) changed[random.integer(changed.length)] = random.integer(256);
        await faultOf(changed);
      }
    }
  });

  it('announce sizes that are never believed before they are checked', async () => {
    const npy = readFileSync(join(fixtures, 'columns.npy')).toString('latin1');
    const huge = Buffer.from(npy.replace('(12, 4), }        ', '(99999999999, 4), }').slice(0, npy.length), 'latin1');
    assert.match((await faultOf(huge))?.message ?? '', /its size is not the \d+ bytes that its header says/);
  });
});
