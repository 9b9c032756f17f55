import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { factorize, json, sample, withFolder } from './terminal';

const note = sample('2-factor-a-matrix.md');
const system = '{"A": [[1, 2], [3, 4]], "b": [[5], [6]]}';

describe('factorize in fractions', () => {
  it('gives 3/5 and 1/5 in the LU of [[5,3],[3,2]]', async () => {
    const result = await json(['decompose', '-', '--exact'], '[[5,3],[3,2]]');
    const factors = result['factors'] as Record<string, string[][]>;
    assert.deepEqual(factors['L'], [
      ['1', '0'],
      ['3/5', '1'],
    ]);
    assert.deepEqual(factors['U'], [
      ['5', '3'],
      ['0', '1/5'],
    ]);
  });

  it('reads fractions as they are written', async () => {
    const result = await json(['decompose', sample('3-lecture.tex'), '--exact', '--method', 'pinv']);
    const factors = result['factors'] as Record<string, string[][]>;
    assert.deepEqual(factors['A⁻¹']?.[0], ['9', '-36', '30']);
  });

  it('shows every step, in brackets beside one another', async () => {
    const { out } = await factorize(['decompose', '-', '--method', 'lu', '--steps'], { input: '[[5,3],[3,2]]' });
    assert.match(out, /2\. Subtract 3\/5 times row 1 from row 2/);
    assert.match(out, /U = ⎡ 5 {4}3 ⎤ {4}L = ⎡ {3}1 {2}0 ⎤/);
  });

  it('says which methods have fractions or steps where one has none: the command line is at fault, not the document', async () => {
    const exact = await factorize(['decompose', note, '--method', 'svd', '--exact']);
    assert.equal(exact.status, 2);
    assert.match(exact.err, /^SVD cannot be written in fractions\. These can: LU,/);
    const steps = await factorize(['decompose', note, '--method', 'svd', '--steps']);
    assert.equal(steps.status, 2);
    assert.match(steps.err, /^SVD is not done by hand, step by step\. These are: LU,/);
  });
});

describe('factorize with a command for one method', () => {
  it('solve finds the right side by itself, and by name', async () => {
    for (const words of [[], ['--right-side', 'b']]) {
      const result = await json(['solve', '-', '--exact', ...words], system);
      assert.deepEqual((result['factors'] as Record<string, string[][]>)['X'], [['-4'], ['9/2']]);
    }
  });

  it('solve without a right side says what it needs, with status 1', async () => {
    const { status, err } = await factorize(['solve', '-'], { input: '[[1,2],[3,4]]' });
    assert.equal(status, 1);
    assert.match(err, /Give a second matrix B/);
  });

  it('approximate says what every rank keeps', async () => {
    const result = await json(['approximate', note, '--rank', '1']);
    const { kept, singularValues } = result['spectrum'] as { kept: number; singularValues: number[] };
    assert.equal(kept, 1);
    assert.equal(singularValues.length, 2);
  });

  it('pca, nmf and properties answer as decompose with their method does', async () => {
    for (const method of ['pca', 'nmf', 'properties']) {
      const own = { ...(await json([method, note])), seconds: 0 };
      const general = { ...(await json(['decompose', note, '--method', method])), seconds: 0 };
      assert.deepEqual(own, general);
    }
  });

  it(
    'denoise --write leaves the rest of the document as it was',
    withFolder(async (write) => {
      const noisy = Array.from({ length: 30 }, (_, i) =>
        Array.from({ length: 20 }, (_cell, j) => (i + 1) * (j + 1) + ((i * i * j + 7 * i + j * j * j * 3) % 17) / 10),
      );
      const out = write('out.json', '');
      const input = JSON.stringify({ before: 'kept', A: noisy, after: 'kept too' });
      const { status, out: said } = await factorize(['denoise', '-', '--write', out], { input });
      assert.equal(status, 0);
      assert.match(said, /Rank \d+: the singular values above the optimal hard threshold/);
      const written = JSON.parse(readFileSync(out, 'utf8')) as { before: string; after: string; A: number[][] };
      assert.equal(written.before, 'kept');
      assert.equal(written.after, 'kept too');
      assert.equal(written.A.length, 30);
      assert.notDeepEqual(written.A, noisy);
    }),
  );
});
