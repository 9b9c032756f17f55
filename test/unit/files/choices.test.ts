import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { previewRatings, readRatings } from '../../../src/files';
import { quiet } from '../../../src/protocol/control';
import { temporaryFolder } from './folder';
import { triples } from './ratingsFile';

const folder = temporaryFolder();
const file = (content: string): string => {
  writeFileSync(folder.at('choices.csv'), content);
  return folder.at('choices.csv');
};
const twice: readonly (readonly [string, string, number])[] = [
  ['2', '10', 1],
  ['1', '10', 2],
  ['1', '11', 1],
];

describe('A file of users and items alone', () => {
  const lines = ['1,10', '2,10', '1,10', '1,11'];

  it('regression: was refused: each line counts 1, and those of the same user and item add up', async () => {
    for (const content of [lines, ['user,item', ...lines], ['who,what', ...lines]]) {
      const read = await readRatings(file(content.join('\n')), quiet);
      assert.deepEqual(triples(read.ratings), twice);
      assert.deepEqual([read.isCounted, read.duplicates], [true, 1]);
    }
  });

  it('may have times, with a header or without: the last of each user and item', async () => {
    const timed = lines.map((line, t) => `${line},${1_500_000_000 + t}`);
    for (const content of [timed, ['user,item,timestamp', ...timed]]) {
      const read = await readRatings(file(content.join('\n')), quiet, { keepTimes: true });
      assert.deepEqual(triples(read.ratings), twice);
      assert.deepEqual(
        [...read.times!].map((time) => time - 1_500_000_000),
        [1, 2, 3],
      );
    }
  });

  it('regression: a day that its month does not have was taken for one of the next month', async () => {
    const days = ['2020-02-29', '2020-02-30', '2021-02-29', '2021-04-31', '2021-12-31'];
    const rows = days.map((day, item) => `1,${item},${day}`);
    const { times } = await readRatings(file(['user,item,timestamp', ...rows].join('\n')), quiet, { keepTimes: true });
    assert.deepEqual([...times!], [Date.UTC(2020, 1, 29), NaN, NaN, NaN, Date.UTC(2021, 11, 31)]);
  });

  it('of ids that are no numbers has no header', async () => {
    const { ratings } = await readRatings(file('ada,emma\nbo,emma\n'), quiet);
    assert.deepEqual(ratings.userIds, ['ada', 'bo']);
  });

  it('is shown as one without ratings', async () => {
    const preview = await previewRatings(file(lines.join('\n')));
    assert.equal(preview?.recognised?.rating, -1);
    assert.equal(preview.columns.length, 2);
  });

  it('may be made of any file by leaving its ratings aside', async () => {
    const columns = { user: 0, item: 1, rating: -1, time: -1 };
    const content = `user,item,rating\n${lines.map((line) => `${line},4`).join('\n')}`;
    assert.deepEqual(triples((await readRatings(file(content), quiet, { columns })).ratings), twice);
  });

  it('is no file whose header names a third column that could be the rating', async () => {
    await assert.rejects(readRatings(file('user,item,liked\n1,10,3\n'), quiet), /names no column of ratings/);
  });

  it('as a pattern of MatrixMarket adds up what it repeats', async () => {
    const content = '%%MatrixMarket matrix coordinate pattern general\n2 11 4\n1 10\n2 10\n1 10\n1 11\n';
    assert.deepEqual(triples((await readRatings(file(content), quiet)).ratings), twice);
  });
});
