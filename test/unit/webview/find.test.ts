import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GivenCells } from '../../../src/webview/cells/given';
import { placesIn, placesWithin } from '../../../src/webview/elements/gridFind';
import { patternOf } from '../../../src/webview/find/pattern';

const atOnce = (): Promise<void> => Promise.resolve();
const identity = (at: number): number => at;

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
    const grid = { cells, labels, hideBelow: 0, matrixRow: upsideDown };
    const find = (text: string): ReturnType<typeof placesIn> => placesIn(grid, (one) => one === text, 10, atOnce);
    assert.deepEqual(await find('name'), [{ row: -1, column: 1 }]);
    assert.deepEqual(await find('name 0'), [{ row: rows - 1, column: -1 }]);
    assert.deepEqual(await find('401'), [{ row: upsideDown(200), column: 1 }]);
  });

  it('is what is written there: no magnitude that is not written out, and a true minus sign', async () => {
    const cells = new GivenCells({ rows: 1, columns: 3, values: Float64Array.of(-1.5, 0.1, 15) });
    const grid = { cells, labels: { rows: ['a'], columns: ['x', 'y', 'z'] }, hideBelow: 0.5, matrixRow: identity };
    const find = (query: string): ReturnType<typeof placesIn> =>
      placesIn(grid, (text) => text.search(patternOf(query)!) >= 0, 10, atOnce);
    assert.deepEqual(await find('1'), [
      { row: 0, column: 0 },
      { row: 0, column: 2 },
    ]);
    assert.deepEqual(await find('-1'), [{ row: 0, column: 0 }]);
    assert.deepEqual(await find('·'), [{ row: 0, column: 1 }]);
  });

  it('is gathered from the top up to a most', async () => {
    const cells = new GivenCells({ rows: 4, columns: 3, values: new Float64Array(12) });
    const grid = { cells, labels: { rows: null, columns: null }, hideBelow: 0, matrixRow: identity };
    const isZero = (text: string): boolean => text === '0';
    const all = await placesIn(grid, isZero, 100, atOnce);
    assert.equal(all.length, 12);
    for (let most = 0; most < 12; most++)
      assert.deepEqual(await placesIn(grid, isZero, most, atOnce), all.slice(0, most));
  });

  it('is marked where it is drawn, and in the labels that are always seen', () => {
    const place = fc.record({ row: fc.integer({ min: -1, max: 12 }), column: fc.integer({ min: -1, max: 12 }) });
    const span = fc.tuple(fc.nat(12), fc.nat(12)).map(([from, count]) => ({ from, to: from + count }));
    fc.assert(
      fc.property(fc.array(place), span, span, (unordered, rows, columns) => {
        const places = unordered.sort((a, b) => a.row - b.row || a.column - b.column);
        const isIn = (at: number, { from, to }: typeof rows): boolean => at === -1 || (at >= from && at < to);
        const drawn = places.filter(({ row, column }) => isIn(row, rows) && isIn(column, columns));
        assert.deepEqual(placesWithin(places, rows, columns), drawn);
      }),
    );
  });
});
