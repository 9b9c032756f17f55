import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { previewRatings, readRatings } from '../../../src/files';
import { Fault } from '../../../src/matrix/fault';
import { quiet } from '../../../src/protocol/control';
import { temporaryFolder } from './folder';
import { triples } from './ratingsFile';

const folder = temporaryFolder();
const file = (content: string): string => {
  writeFileSync(folder.at('commented.txt'), content);
  return folder.at('commented.txt');
};
const read = async (content: string) => triples((await readRatings(file(content), quiet)).ratings);
const expected: readonly (readonly [string, string, number])[] = [
  ['1', '10', 4.5],
  ['2', '20', 3],
];

describe('Comments above ratings', () => {
  for (const [name, content] of [
    ["KONECT's", '% bip weighted posweighted\n% 2 2 2\n1 10 4.5\n2 20 3\n'],
    ["NumPy's, which names the columns", '# item,rating,user\n10,4.5,1\n20,3,2\n'],
    [
      'above a header, with blank lines',
      '# made in 2026\n\n# of 2 users, "and 2 items\n\nuserId;movieId;rating\n1;10;4.5\n2;20;3',
    ],
    ['behind a byte order mark, with carriage returns', '\uFEFF# a\r\n#\r\n1\t10\t4.5\r\n2\t20\t3\r\n'],
  ] as const)
    it(`are passed over: ${name}`, async () => {
      assert.deepEqual(await read(content), expected);
    });

  it('are none where every line begins with their mark', async () => {
    assert.deepEqual(await read('#1,10,4.5\n#2,20,3\n'), [
      ['#1', '10', 4.5],
      ['#2', '20', 3],
    ]);
  });

  it('are not looked for behind the first rating', async () => {
    assert.deepEqual(await read('1,10,4.5\n%2,20,3\n'), [
      ['1', '10', 4.5],
      ['%2', '20', 3],
    ]);
  });

  it('do not change the numbers of lines', async () => {
    await assert.rejects(
      read('# a\n# b\n1,10,4.5\n2,20,x\n'),
      (error) => error instanceof Fault && /line 4/.test(error.message),
    );
  });

  it('give a preview the names of its columns, where they name them', async () => {
    const named = await previewRatings(file('# user rating item\n1 4.5 10\n'));
    assert.deepEqual(named?.recognised, { user: 0, item: 2, rating: 1, time: -1 });
    assert.deepEqual(named.columns[1], { name: 'rating', cells: ['4.5'] });
    const unnamed = await previewRatings(file('% asym weighted signed\n1 10 4.5\n'));
    assert.deepEqual(unnamed?.columns[0], { name: null, cells: ['1'] });
  });
});
