import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readRatings } from '../../../src/files';
import { IdTable } from '../../../src/files/idTable';
import type { FaultData } from '../../../src/matrix/fault';
import { quiet } from '../../../src/protocol/control';
import { triples, withRatingsFile } from './ratingsFile';
import { faultOf } from '../faultCode';

const { write } = withRatingsFile();

const refusalFor = async (content: string | Uint8Array): Promise<FaultData> =>
  faultOf(readRatings(await write(content), quiet));

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
    assert.equal((await refusalFor(content)).place?.line, 3);
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
    ['user', 'item', 'rating'],
  ];
  for (const order of orders)
    it(`are told by their content: ${order.join(', ')}`, async () => {
      const text = rows.map((row) => order.map((what) => row[what]).join('\t')).join('\n');
      const { ratings, times } = await readRatings(await write(text), quiet, { keepTimes: true });
      assert.deepEqual(
        triples(ratings),
        rows.map(({ user, item, rating }) => [String(user), String(item), rating]),
      );
      assert.deepEqual(
        [...times!],
        rows.map(({ time }) => (order.includes('time') ? time : Number.NaN)),
      );
    });

  it('regression: a user with hundreds of lines at the start was taken for the rating, having one value in them', async () => {
    const text = Array.from({ length: 3000 }, (_, t) =>
      [Math.floor(t / 300), 1_100_000_000 + t, 5000 + ((t * 7) % 311), (t % 10) / 2].join(','),
    ).join('\n');
    const { layout } = await readRatings(await write(text), quiet);
    assert.deepEqual(layout.columns, { user: 0, item: 2, rating: 3, time: 1 });
  });

  it('of ids as large as moments are ids where else nothing would be', async () => {
    const text = Array.from({ length: 20 }, (_, t) => `${1_400_000_000 + (t % 4)},${t % 5},${t % 3}`).join('\n');
    const { layout } = await readRatings(await write(text), quiet);
    assert.deepEqual(layout.columns, { user: 0, item: 1, rating: 2, time: -1 });
  });

  it('of dates are times where no header says so', async () => {
    const text = Array.from({ length: 9 }, (_, t) => `${t % 3},${t},${t % 5},2020-01-0${t + 1}T10:00:00Z`).join('\n');
    const { times } = await readRatings(await write(text), quiet, { keepTimes: true });
    assert.equal(times![1]! - times![0]!, 86_400_000);
  });

  it('regression: dates with the day first were read month first where they could be, and not at all elsewhere', async () => {
    const dates = ['03/04/2020', '31/12/2019', '3.4.2020', 'May 3, 2020', '2020'];
    const text = dates.map((date, t) => `u,i${t},1,"${date}"`).join('\n');
    const { times } = await readRatings(await write(`user,item,rating,date\n${text}`), quiet, { keepTimes: true });
    assert.deepEqual([...times!], [Number.NaN, Number.NaN, Number.NaN, Number.NaN, 2020]);
  });

  it('of dates without a zone are of Greenwich, whatever the clock of the machine', async () => {
    const dates = [
      '2020-05-01 10:00',
      '2020-05-01T10:00:00Z',
      '2020-05-01T12:00:00+02:00',
      '2020-05-01 12:00:00.000+0200',
    ];
    const text = dates.map((date, t) => `u,i${t},1,${date}`).join('\n');
    const { times } = await readRatings(await write(`user,item,rating,date\n${text}`), quiet, { keepTimes: true });
    assert.deepEqual(new Set(times), new Set([Date.UTC(2020, 4, 1, 10)]));
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
      const fault = await refusalFor(bytes.subarray(0, Math.ceil(share * bytes.length)));
      assert.equal(fault.code, 'damaged-file');
      assert.match(fault.message, /cannot be read as gzip: it ends too early\.$/);
      const changed = Buffer.from(bytes);
      changed[Math.floor(share * bytes.length)]! ^= 0x55;
      const second = await refusalFor(changed).catch(() => null);
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
