import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { previewRatings, readRatings, readTitles } from '../../../src/files';
import { quiet } from '../../../src/protocol/control';
import { temporaryFolder } from './folder';
import { triples } from './ratingsFile';
import { faultOf } from '../faultCode';

const folder = temporaryFolder();
const file = (content: string, name = 'ratings.csv'): string => {
  writeFileSync(folder.at(name), content);
  return folder.at(name);
};

describe('A preview of a ratings file', () => {
  it('shows the names and the first cells of its columns, and what they are taken for', async () => {
    const rows = Array.from({ length: 9 }, (_, t) => `${t + 7},m${t},${t % 5},${1e9 + t}`);
    assert.deepEqual(await previewRatings(file(['userId,movieId,rating,timestamp', ...rows].join('\n'))), {
      columns: [
        { name: 'userId', cells: ['7', '8', '9', '10', '11'] },
        { name: 'movieId', cells: ['m0', 'm1', 'm2', 'm3', 'm4'] },
        { name: 'rating', cells: ['0', '1', '2', '3', '4'] },
        { name: 'timestamp', cells: ['1000000000', '1000000001', '1000000002', '1000000003', '1000000004'] },
      ],
      recognised: { user: 0, item: 1, rating: 2, time: 3 },
    });
  });

  it('has no names where there is no header, and shows the first line', async () => {
    const preview = await previewRatings(file('1::10::5\n2::11::4\n'));
    assert.deepEqual(preview?.columns[0], { name: null, cells: ['1', '2'] });
  });

  it('recognises nothing where the header says too little, and shows it to be said', async () => {
    const preview = await previewRatings(file('userId,what,when\n1,2,3\n'));
    assert.equal(preview?.recognised, null);
    assert.deepEqual(preview.columns[1], { name: 'what', cells: ['2'] });
  });

  it('is none of formats whose columns are no choice, and none of an empty file', async () => {
    assert.equal(await previewRatings(file('%%MatrixMarket matrix coordinate real general\n1 1 1\n1 1 3\n')), null);
    assert.equal(await previewRatings(file('\n\n')), null);
  });

  it('of gzip is that of the text within', async () => {
    const text = 'userId,movieId,rating\n1,2,3\n';
    const plain = await previewRatings(file(text));
    writeFileSync(folder.at('ratings.csv.gz'), gzipSync(text));
    assert.deepEqual(await previewRatings(folder.at('ratings.csv.gz')), plain);
  });

  it('of Parquet shows what the reading takes, and columns that are given are read', async () => {
    const path = 'test/fixtures/ratings/snappy.parquet';
    const preview = await previewRatings(path);
    const first = triples((await readRatings(path, quiet)).ratings)[0]!;
    const { user, item, rating, time } = preview!.recognised!;
    const shown = [user, item, rating].map((column) => preview!.columns[column]!.cells[0]);
    assert.deepEqual([shown[0], shown[1], Number(shown[2])], first);
    const turned = await readRatings(path, quiet, { columns: { user: item, item: user, rating, time } });
    assert.deepEqual(triples(turned.ratings)[0], [first[1], first[0], first[2]]);
    const absent = { user, item, rating: 99, time };
    assert.match((await faultOf(readRatings(path, quiet, { columns: absent }))).message, /a column 100 is asked for/);
  });

  it('regression: of .npy and .npz there was none: it shows what the reading takes, and columns that are given are read', async () => {
    for (const name of ['columns.npy', 'fortran.npy', 'records.npy', 'named.npz']) {
      const path = `test/fixtures/ratings/${name}`;
      const preview = await previewRatings(path);
      const { ratings, layout } = await readRatings(path, quiet);
      const { user, item, rating, time } = preview!.recognised!;
      assert.deepEqual(layout.columns, { user, item, rating, time });
      const first = [user, item, rating].map((column) => preview!.columns[column]!.cells[0]);
      assert.deepEqual([first[0], first[1], Number(first[2])], triples(ratings)[0]);
      const turned = await readRatings(path, quiet, { columns: { user: item, item: user, rating: -1, time } });
      assert.deepEqual(triples(turned.ratings)[0], [first[1], first[0], 1]);
      const absent = { user, item, rating: 99, time };
      assert.match((await faultOf(readRatings(path, quiet, { columns: absent }))).message, /a column 100 is asked for/);
    }
    assert.equal(await previewRatings('test/fixtures/ratings/csr.npz'), null);
  });

  it('of a binary file or of none is a fault', async () => {
    assert.equal((await faultOf(previewRatings(file('a\0b,c,d\n')))).code, 'binary-file');
    assert.equal((await faultOf(previewRatings(folder.at('absent.csv')))).code, 'cannot-read');
  });
});

describe('Columns that are given', () => {
  const columns = { user: 3, item: 1, rating: 0, time: -1 };

  it('are read as they are said to be, with a header or without', async () => {
    const expected = [
      ['u', '10', 4],
      ['v', '11', 2.5],
    ];
    for (const header of ['score,user,item,film\n', ''])
      assert.deepEqual(
        triples((await readRatings(file(`${header}4,10,x,u\n2.5,11,y,v\n`), quiet, { columns })).ratings),
        expected,
      );
  });

  it('past the last are refused with the place', async () => {
    const fault = await faultOf(readRatings(file('1,2,3\n'), quiet, { columns }));
    assert.match(fault.message, /Line 1 has 3 cells, and a column 4 is asked for/);
    assert.equal(fault.place?.line, 1);
  });
});

describe('Ratings with decimal commas', () => {
  const values = async (content: string): Promise<number[]> =>
    Array.from((await readRatings(file(content), quiet)).ratings.values);

  it('regression: were no numbers: they are those with points, to the last bit', async () => {
    for (const [delimiter, open, close] of [
      [';', '', ''],
      ['\t', '', ''],
      ['::', '', ''],
      [',', '"', '"'],
    ] as const) {
      const line = (t: number): string => [`u${t}`, `i${t % 3}`, `${open}${t},1${t}${close}`].join(delimiter);
      assert.deepEqual(
        await values(Array.from({ length: 9 }, (_, t) => line(t)).join('\n')),
        Array.from({ length: 9 }, (_, t) => Number(`${t}.1${t}`)),
      );
    }
  });

  it('may come only after hundreds of whole ones', async () => {
    const lines = [...Array.from({ length: 300 }, (_, t) => `u${t};i;4`), 'v;i;3,5'];
    assert.equal((await values(lines.join('\n'))).at(-1), 3.5);
  });

  it('with more than one comma are no numbers', async () => {
    assert.match((await faultOf(values('a;b;1,5\na;c;1,234,5\n'))).message, /The rating 1,234,5 on line 2/);
  });
});

describe('A file of titles', () => {
  for (const [what, content] of [
    ['of ratings', 'userId,movieId,rating,timestamp\n1,2,3.5,1000\n2,2,4,1001\n'],
    ['of ids alone', '1\n2\n3\n'],
    ['of empty titles', 'item,title\n1,\n2,\n'],
    ['that is empty', ''],
  ] as const)
    it(`regression: one ${what} was taken in silence: it is refused`, async () => {
      const fault = await faultOf(readTitles(file(content, 'titles.csv'), quiet));
      assert.equal(fault.code, 'no-titles');
      assert.match(fault.message, /titles\.csv holds no titles\.$/);
    });
});
