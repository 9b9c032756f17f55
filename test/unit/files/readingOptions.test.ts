import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readRatings } from '../../../src/files';
import { IdTable } from '../../../src/files/idTable';
import { Fault, type FaultData } from '../../../src/matrix/fault';
import { quiet } from '../../../src/protocol/control';
import { triples, withRatingsFile } from './ratingsFile';

const { write } = withRatingsFile();

async function faultOf(content: string | Uint8Array): Promise<FaultData> {
  try {
    await readRatings(await write(content), quiet);
  } catch (error) {
    if (error instanceof Fault) return error.data;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('Broken lines', () => {
  const content = [
    'userId,movieId,rating',
    '1,10,4',
    '1,11',
    '2,10,good',
    ',10,3',
    '2,10,3.5',
    '3,"10,2',
    ...Array.from({ length: 12 }, () => 'x'),
    '4,10,1',
  ].join('\n');

  it('are counted where they are to be skipped, the first ten with line and column, and leave no id behind', async () => {
    const { ratings, broken } = await readRatings(await write(content), quiet, { skipBroken: true });
    assert.deepEqual(triples(ratings), [
      ['1', '10', 4],
      ['2', '10', 3.5],
      ['4', '10', 1],
    ]);
    assert.deepEqual(ratings.userIds, ['1', '2', '4']);
    assert.equal(broken.count, 16);
    assert.deepEqual(broken.first.map(({ place }) => [place?.line, place?.column]).slice(0, 5), [
      [3, 5],
      [4, 6],
      [5, 1],
      [7, 1],
      [8, 2],
    ]);
    assert.equal(broken.first.length, 10);
  });

  it('stop the reading at the first of them otherwise', async () => {
    assert.equal((await faultOf(content)).place?.line, 3);
  });

  it('are what is wrong with a file where all lines are broken', async () => {
    const path = await write('1,2,3\n'.replace('1', '') + 'a,b,c\n');
    await assert.rejects(readRatings(path, quiet, { skipBroken: true }), /holds no ratings\. Line 1 has no user\./);
  });
});

describe('Columns', () => {
  const rows = Array.from({ length: 40 }, (_, t) => ({
    user: 100 + (t % 20),
    item: 7000 + ((t * 7) % 31),
    rating: (t % 9) / 2 + 1,
    time: 1_100_000_000 + 977 * t,
  }));
  const orders: readonly (readonly (keyof (typeof rows)[number])[])[] = [
    ['user', 'item', 'rating', 'time'],
    ['user', 'item', 'time', 'rating'],
    ['rating', 'user', 'time', 'item'],
    ['time', 'user', 'item', 'rating'],
  ];
  for (const order of orders)
    it(`are told by their content: ${order.join(', ')}`, async () => {
      const usual = order[2] === 'rating' || order[2] === 'time';
      assert.ok(usual || order.includes('rating'));
      const text = rows.map((row) => order.map((what) => row[what]).join('\t')).join('\n');
      const read = readRatings(await write(text), quiet, { keepTimes: true });
      if (order[0] === 'time') {
        // the third column is a number that could be a rating: the usual order is not given up for less
        const { ratings } = await read;
        assert.equal(ratings.values[0], rows[0]!.item);
        return;
      }
      const { ratings, times } = await read;
      assert.deepEqual(
        triples(ratings),
        rows.map(({ user, item, rating }) => [String(user), String(item), rating]),
      );
      assert.deepEqual(
        [...times!],
        rows.map(({ time }) => time),
      );
    });

  it('named as time are kept beside the ratings, as seconds or as dates, and those of the last of repeated ones', async () => {
    const seconds = await write('timestamp,user,item,rating\n30,1,a,1\n10,1,b,2\n20,1,a,3\n');
    const { ratings, times, duplicates } = await readRatings(seconds, quiet, { keepTimes: true });
    assert.deepEqual(
      [triples(ratings), [...times!], duplicates],
      [
        [
          ['1', 'b', 2],
          ['1', 'a', 3],
        ],
        [10, 20],
        1,
      ],
    );
    const dates = await write('user,item,rating,date\n1,a,1,2020-01-02\n1,b,2,2020-01-01T10:00:00Z\n1,c,2,soon\n');
    const [first, second, third] = (await readRatings(dates, quiet, { keepTimes: true })).times!;
    assert.equal(first! - second!, 14 * 3600 * 1000);
    assert.ok(Number.isNaN(third));
  });
});

describe('Compressed ratings', () => {
  const text = `user,item,rating\n${Array.from({ length: 60_000 }, (_, t) => `${t % 600},m${t % 1777},${(t % 10) / 2}`).join('\n')}`;

  it('are read as the text within, and known by the bytes of the file', async () => {
    const bytes = gzipSync(text);
    const zipped = await readRatings(await write(bytes), quiet);
    const plain = await readRatings(await write(text), quiet);
    assert.deepEqual(zipped.ratings, plain.ratings);
    assert.equal(zipped.sha256, createHash('sha256').update(bytes).digest('hex'));
  });

  it('fail with a sentence where they are cut short or changed, wherever that is', async () => {
    const bytes = gzipSync(text);
    for (const share of [0.001, 0.3, 0.9, 0.999]) {
      const fault = await faultOf(bytes.subarray(0, Math.ceil(share * bytes.length)));
      assert.equal(fault.code, 'damaged-file');
      assert.match(fault.message, /cannot be read as gzip: it ends too early\.$/);
      const changed = Buffer.from(bytes);
      changed[Math.floor(share * bytes.length)]! ^= 0x55;
      const second = await faultOf(changed).catch(() => null);
      assert.ok(second === null || ['damaged-file', 'ratings-line', 'binary-file'].includes(second.code));
    }
  });
});

describe('Ids', () => {
  it('have one index each, in the order of their first occurrence, however many and however written', () => {
    const number = fc.nat({ max: 2 ** 22 }).map(String);
    const long = fc.bigInt({ min: 0n, max: 10n ** 18n }).map(String);
    const padded = fc.nat({ max: 50 }).map((n) => `0${n}`);
    const id = fc.oneof(number, long, padded, fc.string({ unit: 'grapheme', minLength: 1 }));
    fc.assert(
      fc.property(fc.array(id, { maxLength: 400 }), (written) => {
        const table = new IdTable();
        const encoder = new TextEncoder();
        const indices = written.map((text) => {
          const bytes = encoder.encode(`<${text}>`);
          return table.indexOf(bytes, 1, bytes.length - 1);
        });
        const distinct = [...new Set(written)];
        assert.deepEqual(table.toStrings(), distinct);
        assert.deepEqual(
          indices,
          written.map((text) => distinct.indexOf(text)),
        );
      }),
    );
  });

  it('stay apart past the table that finds small numbers directly', () => {
    const table = new IdTable();
    const values = Array.from({ length: 30_000 }, (_, t) => (t % 2 === 0 ? t : 2 ** 21 + t * 65_536));
    values.forEach((value, index) => assert.equal(table.indexOfInteger(value), index));
    values.forEach((value, index) => assert.equal(table.indexOfInteger(value), index));
  });
});
