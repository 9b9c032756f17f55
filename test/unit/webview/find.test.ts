import assert from 'node:assert/strict';
import { GivenCells } from '../../../src/webview/cells/given';
import { placesIn } from '../../../src/webview/elements/gridFind';
import { patternOf } from '../../../src/webview/find/pattern';

const found = (query: string, text: string): readonly string[] =>
  [...text.matchAll(patternOf(query)!)].map(([match]) => match);

describe('What is looked for in the page', () => {
  it('is found everywhere, in any case, over any white space', () => {
    assert.deepEqual(found('rank', 'Rank 2 of ranks'), ['Rank', 'rank']);
    assert.deepEqual(found('rank 2', 'rank\n      2'), ['rank\n      2']);
  });

  it('is text, and no pattern', () => {
    assert.deepEqual(found('0.5 (a+b)*', '0.5 (a+b)* 0x5 (aab)'), ['0.5 (a+b)*']);
    assert.deepEqual(found('[1,2]', '[1,2] 1'), ['[1,2]']);
  });

  it('has a hyphen stand for a minus sign too', () => {
    assert.deepEqual(found('-1.5', '-1.5 −1.5 1.5'), ['-1.5', '−1.5']);
  });

  it('is nothing where only spaces are typed', () => {
    assert.equal(patternOf(''), null);
    assert.equal(patternOf('  '), null);
  });
});

describe('What is looked for in a grid', () => {
  it('is found in its labels and cells, also those out of sight, by where they are shown', async () => {
    const rows = 300;
    const values = Float64Array.from({ length: 2 * rows }, (_, at) => at);
    const cells = new GivenCells({ rows, columns: 2, values });
    const labels = { rows: Array.from({ length: rows }, (_, row) => `name ${row}`), columns: ['age', 'name'] };
    const upsideDown = (at: number): number => rows - 1 - at;
    const find = (text: string): ReturnType<typeof placesIn> =>
      placesIn(
        cells,
        labels,
        upsideDown,
        (one) => one === text,
        () => Promise.resolve(),
      );
    assert.deepEqual(await find('name'), [{ row: -1, column: 1 }]);
    assert.deepEqual(await find('name 0'), [{ row: rows - 1, column: -1 }]);
    assert.deepEqual(await find('401'), [{ row: upsideDown(200), column: 1 }]);
  });
});
