import assert from 'node:assert/strict';
import { factorize, json } from './terminal';

const document = '{"A": [[5, 3], [3, 2]], "b": [[1], [2]], "R": [[1, null], [2, 3]]}';

describe('factorize calculate', () => {
  it('solves by an inverse', async () => {
    const { value } = await json(['calculate', '-', 'inv(A) * b', '--exact'], document);
    assert.deepEqual(value, [['-4'], ['7']]);
  });

  it('gives a list of singular values as a list', async () => {
    const { value } = await json(['calculate', '-', 'svd([0, 3; 4, 0]).values'], document);
    assert.deepEqual(value, [4, 3]);
  });

  it('gives factors by their names', async () => {
    const { out } = await factorize(['calculate', '-', 'lup(A)', '--exact'], { input: document });
    assert.match(out, /^L\n +1 +0\n +3\/5 +1\nU\n +5 +3\n +0 +1\/5\n/);
  });

  it('says in one sentence what is wrong and where, with status 2 for the expression and 1 for the matrix', async () => {
    const unknown = await factorize(['calculate', '-', 'A + Q'], { input: document });
    assert.deepEqual([unknown.status, unknown.out], [2, '']);
    assert.match(
      unknown.err,
      /^Nothing is named Q, at character 5 of the expression\. The matrices here are A, b, R\./,
    );
    const missing = await factorize(['calculate', '-', '2 * R'], { input: document });
    assert.equal(missing.status, 1);
    assert.match(missing.err, /^R has missing cells/);
  });
});
