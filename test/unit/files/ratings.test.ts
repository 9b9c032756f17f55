import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readRatings, readTitles } from '../../../src/files';
import { parseNumber } from '../../../src/files/numbers';
import type { FaultData } from '../../../src/matrix/fault';
import { faults } from '../../../src/matrix/faults';
import type { Ratings } from '../../../src/matrix/observations';
import { quiet, type Control, type Progress } from '../../../src/protocol/control';
import { faultOf } from '../faultCode';

let folder: string;
const write = async (content: string | Uint8Array): Promise<string> => {
  const path = join(folder, 'ratings.txt');
  await writeFile(path, content);
  return path;
};
const triples = (ratings: Ratings): [string, string, number][] =>
  Array.from(ratings.values, (value, t) => [
    ratings.userIds[ratings.rowIndex[t]!]!,
    ratings.itemIds[ratings.columnIndex[t]!]!,
    value,
  ]);
const readText = async (content: string | Uint8Array): Promise<[string, string, number][]> =>
  triples((await readRatings(await write(content), quiet)).ratings);
const refusalFor = (content: string | Uint8Array): Promise<FaultData> => faultOf(readText(content));

before(async () => (folder = await mkdtemp(join(tmpdir(), 'ratings-'))));
after(async () => rm(folder, { recursive: true }));

const two = [
  ['1', '10', 4.5],
  ['2', '20', 3],
];

describe('Reading ratings', () => {
  const dialects: readonly (readonly [string, string])[] = [
    ['commas with a header', 'userId,movieId,rating,timestamp\n1,10,4.5,99\n2,20,3.0,98\n'],
    ['commas without one', '1,10,4.5\n2,20,3'],
    ['tabs', '1\t10\t4.5\t99\n2\t20\t3\t98\n'],
    ['semicolons', '"User-ID";"ISBN";"Book-Rating"\n"1";"10";"4.5"\n"2";"20";"3"\n'],
    ['double colons', '1::10::4.5::99\n2::20::3::98\n'],
    ['blanks, any number', ' 1  10 4.5\n2 20   3  \n'],
    ['columns in another order', 'stars,item,user\n4.5,10,1\n3,20,2\n'],
    [
      'a byte order mark, carriage returns and empty lines',
      '\ufeffuser_id,product_id,score\r\n1,10,4.5\r\n\r\n2,20,3\r\n\r\n',
    ],
    ['a header of unknown names', 'who,what,how much\n1,10,4.5\n2,20,3\n'],
    ['blanks around the cells', '1, 10, 4.5\n2 , 20 ,3\n'],
    ['exponents and signs', '1,10,+45e-1\n2,20,3.000000000000000000\n'],
  ];
  for (const [name, content] of dialects)
    it(`takes ${name}`, async () => {
      assert.deepEqual(await readText(content), two);
    });

  it('keeps ids as they are written: strings, leading zeros, quotes, commas and other scripts', async () => {
    const content = 'user,item,rating\n007,"a, ""b""",1\nZoë,映画,2\n7,"x"y,3\n';
    assert.deepEqual(await readText(content), [
      ['007', 'a, "b"', 1],
      ['Zoë', '映画', 2],
      ['7', '"x"y', 3],
    ]);
  });

  it('takes a quoted and an unquoted id for the same', async () => {
    const { ratings } = await readRatings(await write('1,"10",3\n"1",20,4\n'), quiet);
    assert.deepEqual(ratings.userIds, ['1']);
  });

  it('lets the last of repeated ratings count, and counts the others', async () => {
    const { ratings, duplicates } = await readRatings(await write('1,a,1\n2,a,2\n1,b,3\n1,a,4\n1,a,5\n'), quiet);
    assert.equal(duplicates, 2);
    assert.deepEqual(triples(ratings), [
      ['2', 'a', 2],
      ['1', 'b', 3],
      ['1', 'a', 5],
    ]);
  });

  it('reads back what was written, whatever ids and ratings', async () => {
    const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).filter((text) => !/[\0\ufeff]/.test(text));
    const rating = fc.double({ noNaN: true, noDefaultInfinity: true });
    const line = fc.tuple(id, id, rating);
    const lines = fc.uniqueArray(line, { minLength: 1, maxLength: 30, selector: ([user, item]) => `${user}\n${item}` });
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(lines, async (written) => {
        const text = written.map(([user, item, value]) => `${quote(user)},${quote(item)},${value}`).join('\n');
        const expected = written.map(([user, item, value]) => [user, item, value === 0 ? 0 : value]);
        const actual = (await readText(`user,item,rating\n${text}`)).map(([u, i, v]) => [u, i, v === 0 ? 0 : v]);
        assert.deepEqual(actual, expected);
      }),
      { numRuns: 60 },
    );
  });

  it('reads files of several chunks, with lines across their borders, and reports every byte', async () => {
    const count = 120_000;
    const content = Array.from({ length: count }, (_, t) => `user${t % 977},item${t},${(t % 9) / 2 + 0.5}`).join('\n');
    const reports: Progress[] = [];
    const path = await write(content);
    const control = { ...quiet, report: (progress: Progress) => reports.push(progress) };
    const { ratings, sha256 } = await readRatings(path, control);
    assert.equal(ratings.values.length, count);
    assert.equal(ratings.rows, 977);
    assert.equal(sha256, createHash('sha256').update(content).digest('hex'));
    assert.deepEqual(triples(ratings)[99_999], [`user${99_999 % 977}`, 'item99999', (99_999 % 9) / 2 + 0.5]);
    assert.ok(reports.length > 2);
    assert.deepEqual(reports.at(-1), { phase: 'reading', done: content.length, total: content.length, points: [] });
  });

  it('stops reading when cancelled', async () => {
    const path = await write('1,2,3\n');
    const checkpoint = (): void => {
      throw faults.cancelled();
    };
    await assert.rejects(readRatings(path, { report: () => undefined, checkpoint }), { message: 'Cancelled.' });
  });
});

describe('A ratings file that cannot be read', () => {
  it('is named by the line and column of what is wrong: line 7,001 of 4 cells', async () => {
    const lines = Array.from({ length: 8000 }, (_, t) => `${t},${t},3.5,9`);
    lines[7000] = '17,42';
    const fault = await refusalFor(lines.join('\n'));
    assert.equal(fault.message, 'Line 7001 has 2 cells, and the first has 4.');
    assert.deepEqual({ line: fault.place?.line, column: fault.place?.column }, { line: 7001, column: 6 });
  });

  const broken: readonly (readonly [string, number, number, RegExp])[] = [
    ['1,2,3\n1,2,3,4\n', 2, 7, /has 4 cells, and the first has 3/],
    ['1,2,3\né,2,good\n', 2, 5, /rating good on line 2 is not a number/],
    ['1,2,3\n1,3,Infinity\n', 2, 5, /not a number/],
    ['1,2,3\n1,3,1e999\n', 2, 5, /not a number/],
    ['1,2,3\n1,3,NaN\n', 2, 5, /not a number/],
    ['1,2,3\n1,3,3.5.1\n', 2, 5, /not a number/],
    ['1;2;3\n1;3;3,5,1\n', 2, 5, /not a number/],
    ['1,2,3\n1,3,\n', 2, 5, /has no rating/],
    ['1,2,3\n,3,4\n', 2, 1, /has no user/],
    ['1,2,3\n\n"1,3,4\n', 3, 1, /quote that is never closed/],
    ['17\n', 1, 3, /has 1 cell, and ratings take at least 2/],
    ['user,thing,rating\n1,2,3\n', 1, 1, /names no column of items/],
    ['1,2,good\n', 1, 5, /rating good/],
  ];
  for (const [content, line, column, message] of broken)
    it(`${JSON.stringify(content)} fails at ${line}:${column}`, async () => {
      const fault = await refusalFor(content);
      assert.match(fault.message, message);
      assert.equal(fault.code, 'ratings-line');
      assert.deepEqual({ line: fault.place?.line, column: fault.place?.column }, { line, column });
    });

  it('is refused when it is empty, a header alone, binary, absent, a folder, or one endless line', async () => {
    assert.equal((await refusalFor('')).code, 'no-ratings');
    assert.equal((await refusalFor('user,item,rating\n')).code, 'no-ratings');
    assert.equal((await refusalFor(Uint8Array.of(0x50, 0x41, 0x53, 0x31, 0, 0, 1))).code, 'binary-file');
    assert.equal((await refusalFor(new Uint8Array(5 << 20).fill(0x31))).code, 'line-too-long');
    await assert.rejects(readRatings(join(folder, 'absent'), quiet), /there is no such file/);
    await assert.rejects(readRatings(folder, quiet), /it is a folder/);
  });
});

describe('Numbers', () => {
  it('are those that the language reads, to the last bit', () => {
    const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 0, max: 20 }), (x, digits) => {
        for (const text of [String(x), (x % 1e9).toFixed(digits)]) {
          const bytes = bytesOf(text);
          assert.equal(parseNumber(bytes, 0, bytes.length), Number(text), text);
        }
      }),
    );
    for (const text of ['', '.', '-', '+', '1e', '0x10', '1_0', '1 2', '--1', 'e5', '1,5'])
      assert.ok(Number.isNaN(parseNumber(bytesOf(text), 0, text.length)), text);
  });
});

describe('Cancelling', () => {
  /** Throws at the given look, counted from 1. */
  const cancelledAt = (look: number): { control: Control; looks: () => number } => {
    let looks = 0;
    return {
      looks: () => looks,
      control: {
        report: () => undefined,
        checkpoint: () => {
          if (++looks === look) throw faults.cancelled();
        },
      },
    };
  };

  it('is noticed at every look while ratings are read', async () => {
    const path = await write('a,x,1\nb,y,2\na,x,3\n');
    const whole = cancelledAt(0);
    await readRatings(path, whole.control);
    assert.ok(whole.looks() >= 1);
    for (let look = 1; look <= whole.looks(); look++)
      await assert.rejects(readRatings(path, cancelledAt(look).control), /Cancelled/);
  });

  it('regression: reading titles did not notice it', async () => {
    await assert.rejects(readTitles(await write('1,Toy Story\n'), cancelledAt(1).control), /Cancelled/);
  });
});

describe('Reading titles', () => {
  it('takes quoted titles, columns in any order, and files without a header', async () => {
    const header = await readTitles(
      await write('title,movieId\n"American President, The (1995)",11\n"Say ""hi""",12\n'),
      quiet,
    );
    assert.deepEqual(
      [...header],
      [
        ['11', 'American President, The (1995)'],
        ['12', 'Say "hi"'],
      ],
    );
    const plain = await readTitles(await write('1::Toy Story (1995)::Animation\n2::Heat::Crime\n'), quiet);
    assert.deepEqual(
      [...plain],
      [
        ['1', 'Toy Story (1995)'],
        ['2', 'Heat'],
      ],
    );
  });
});
