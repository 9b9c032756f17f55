import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { readRatings, readTitles } from '../../../src/files';
import { quiet } from '../../../src/protocol/control';
import { temporaryFolder } from './folder';
import { triples } from './ratingsFile';
import { faultOf } from '../faultCode';

const folder = temporaryFolder();
const file = (content: string): string => {
  writeFileSync(folder.at('records.csv'), content);
  return folder.at('records.csv');
};

describe('Records with line feeds in quotes', () => {
  it('regression: were broken lines: they are one record, in ids and in cells that are not read', async () => {
    const text = 'user,item,rating,note\n"Ann\nLee","a ""b""\r\n",4,"good,\n\n""really"""\nBo,c,2,\n';
    for (const lineEnd of ['\n', '\r\n']) {
      const read = await readRatings(file(text.replaceAll(/(?<=[,4\d\w"])\n(?=Bo)/g, lineEnd)), quiet);
      assert.deepEqual(triples(read.ratings), [
        ['Ann\nLee', 'a "b"\r\n', 4],
        ['Bo', 'c', 2],
      ]);
    }
  });

  it('in the header are part of a name', async () => {
    const { ratings } = await readRatings(file('user,item,rating,"what they\nsaid"\n1,2,3,x\n'), quiet);
    assert.deepEqual(triples(ratings), [['1', '2', 3]]);
  });

  it('leave the numbers of the lines behind them right', async () => {
    const fault = await faultOf(readRatings(file('user,item,rating\n"a\n\nb",1,2\n1,2,bad\n'), quiet));
    assert.match(fault.message, /The rating bad on line 5 is not a number/);
    assert.deepEqual([fault.place?.line, fault.place?.column], [5, 5]);
    const within = await faultOf(readRatings(file('user,item,rating\n1,2,3\n"a\nb",x,bad\n'), quiet));
    assert.deepEqual([within.place?.line, within.place?.column], [4, 6]);
  });

  it('are none where a quote was forgotten: the line alone is broken, and no other is lost', async () => {
    const lines = ['user,item,rating', '1,"a,1', '2,b,2', '3,"c",3', '4,d,4', '5,"e,5'];
    const { ratings, broken } = await readRatings(file(lines.join('\n')), quiet, { skipBroken: true });
    assert.deepEqual(
      triples(ratings).map(([user]) => user),
      ['2', '3', '4'],
    );
    assert.deepEqual(
      broken.first.map(({ place }) => place?.line),
      [2, 6],
    );
  });

  it('may be across the pieces in which a file is read', async () => {
    const note = `"${'long\n'.repeat(40_000)}"`;
    const lines = Array.from({ length: 30 }, (_, t) => `u${t},i${t % 7},${t % 5},${note}`);
    const { ratings, broken } = await readRatings(file(`user,item,rating,note\n${lines.join('\n')}`), quiet);
    assert.deepEqual([ratings.values.length, broken.count], [30, 0]);
  });
});

describe('Titles with line feeds in quotes', () => {
  it('regression: were lost: they are shown on one line', async () => {
    const titles = await readTitles(file('movieId,title\n1,"Toy\n  Story"\n2,Heat\n'), quiet);
    assert.deepEqual(
      [...titles],
      [
        ['1', 'Toy Story'],
        ['2', 'Heat'],
      ],
    );
  });
});

describe('The delimiter', () => {
  it('regression: was sought within quotes where another stands outside them', async () => {
    const { ratings } = await readRatings(file('"with :: in it","a;b",3\nx,y,4\n'), quiet);
    assert.deepEqual(triples(ratings)[0], ['with :: in it', 'a;b', 3]);
  });
});
