import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { compressors, loadLibrary } from '../../../src/files/parquetColumns';

describe('Pages of Parquet', () => {
  it('that announce more than they can hold are refused before anything of that size is made', async () => {
    const { SNAPPY, GZIP, ZSTD } = compressors(await loadLibrary());
    for (const unpack of [SNAPPY!, GZIP!, ZSTD!])
      assert.throws(() => unpack(new Uint8Array(100), 2 ** 32), /announces more than it can hold/);
  });

  it('that hold more than they announce are refused', async () => {
    const { GZIP } = compressors(await loadLibrary());
    const whole = Uint8Array.from({ length: 5000 }, (_, t) => t % 251);
    assert.deepEqual(Uint8Array.from(GZIP!(gzipSync(whole), 5000)), whole);
    assert.throws(() => GZIP!(gzipSync(whole), 100));
  });
});
