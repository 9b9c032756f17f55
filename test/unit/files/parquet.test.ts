import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { IdColumn, isId } from '../../../src/files/idColumn';
import { IdTable } from '../../../src/files/idTable';
import { compressors, loadLibrary } from '../../../src/files/parquetColumns';

describe('Pages of Parquet', () => {
  it('that announce more than they can hold are refused before anything of that size is made', async () => {
    const { SNAPPY, GZIP, ZSTD, LZ4, LZ4_RAW } = compressors(await loadLibrary());
    for (const unpack of [SNAPPY!, GZIP!, ZSTD!, LZ4!, LZ4_RAW!])
      assert.throws(() => unpack(new Uint8Array(100), 2 ** 32), /announces more than it can hold/);
  });

  it('that hold more than they announce are refused', async () => {
    const { GZIP } = compressors(await loadLibrary());
    const whole = Uint8Array.from({ length: 5000 }, (_, t) => t % 251);
    assert.deepEqual(Uint8Array.from(GZIP!(gzipSync(whole), 5000)), whole);
    assert.throws(() => GZIP!(gzipSync(whole), 100));
  });
});

describe('Ids of Parquet', () => {
  it('are numbers and texts, each with one index however it is given', () => {
    const table = new IdTable();
    const column = new IdColumn(table);
    const ids = [7, 7n, '7', '007', 'x', 'x', -1, 1.5, 2n ** 60n];
    assert.deepEqual(
      ids.map((id) => column.indexOf(id)),
      [0, 0, 0, 1, 2, 2, 3, 4, 5],
    );
    assert.deepEqual(table.toStrings(), ['7', '007', 'x', '-1', '1.5', String(2n ** 60n)]);
  });

  it('regression: NaN, as pandas writes a missing number, was an id', () => {
    for (const cell of [Number.NaN, Number.POSITIVE_INFINITY, null, undefined, '', new Date()]) assert.ok(!isId(cell));
    for (const cell of [0, -1, 7n, 'x']) assert.ok(isId(cell));
  });
});
