import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { previewRatings, readRatings } from '../../../src/files';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { triples, withRatingsFile } from './ratingsFile';

const { write } = withRatingsFile();

/** A `.npy` file. Source: NumPy enhancement proposal 1. */
function npy(descr: string, shape: string, columnMajor: boolean, data: Uint8Array): Uint8Array {
  const order = columnMajor ? 'True' : 'False';
  const text = `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`.padEnd(117) + '\n';
  return Buffer.concat([Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length, 0]), Buffer.from(text), data]);
}

describe('Arrays of NumPy', () => {
  for (const columnMajor of [false, true])
    it(`that are long are shown as those that are read whole, ${columnMajor ? 'column' : 'row'} after ${columnMajor ? 'column' : 'row'}`, async () => {
      const random = createRandom(3);
      const rows = 60_000;
      const cells = new Float64Array(3 * rows);
      for (let row = 0; row < rows; row++)
        for (const [column, cell] of [row >> 3, random.integer(5000), (1 + random.integer(10)) / 2].entries())
          cells[columnMajor ? column * rows + row : 3 * row + column] = cell;
      const bytes = npy("'<f8'", `(${rows}, 3)`, columnMajor, new Uint8Array(cells.buffer));
      const shown = await previewRatings(await write(bytes));
      assert.deepEqual(shown?.recognised, { user: 0, item: 1, rating: 2, time: -1 });
      assert.deepEqual(shown.columns[0]?.cells, ['0', '0', '0', '0', '0']);
      assert.deepEqual(shown, await previewRatings(await write(gzipSync(bytes))));
    });

  it('that are long and cut short are refused before they are read', async () => {
    const bytes = npy("'<f8'", '(99999, 3)', false, new Uint8Array(2 << 20));
    await assert.rejects(async () => previewRatings(await write(bytes)), /its size is not the \d+ bytes/);
  });

  for (const order of ['<', '>'])
    it(`regression: ids past 2⁵³ were broken rows, ${order}i8`, async () => {
      const little = order === '<';
      const rows = [
        [9_007_199_254_740_993n, -7n, 4n],
        [9_007_199_254_740_992n, 5n, 3n],
        [-9_223_372_036_854_775_808n, 4_294_967_296n, 1n],
      ];
      const data = new DataView(new ArrayBuffer(72));
      for (const [t, cell] of rows.flat().entries()) data.setBigInt64(8 * t, cell, little);
      const path = await write(npy(`'${order}i8'`, '(3, 3)', false, new Uint8Array(data.buffer)));
      const { ratings } = await readRatings(path, quiet, { columns: { user: 0, item: 1, rating: 2, time: -1 } });
      assert.deepEqual(
        triples(ratings),
        rows.map(([user, item, rating]) => [String(user), String(item), Number(rating)]),
      );
    });
});
