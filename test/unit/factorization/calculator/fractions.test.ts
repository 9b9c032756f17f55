import assert from 'node:assert/strict';
import { calculate } from '../../../../src/factorization/calculator/calculate';
import type { Fault } from '../../../../src/matrix/fault';
import type { CalculatedValue, Calculation } from '../../../../src/protocol/calculation';
import { quiet } from '../../../../src/protocol/control';
import { refusalOf } from '../../faultCode';

const run = (expression: string): Calculation =>
  calculate({ kind: 'calculate', expression, matrices: [], exact: true, precision: null, seed: 0 }, quiet);

function texts(expression: string): readonly string[] | null {
  const { value } = run(expression);
  assert.ok(value.kind === 'matrix', expression);
  return value.texts;
}

function part(value: CalculatedValue, name: string): CalculatedValue {
  assert.ok(value.kind === 'parts');
  return value.parts.find((one) => one.name === name)!.value;
}

const refusal = (expression: string): Fault => refusalOf(() => run(expression));

describe('expressions in fractions', () => {
  it('regression: eigs left out irrational eigenvalues beside rational ones: all are given, rounded', () => {
    const { value, warnings } = run('eigs([3, 0, 0; 0, 0, 2; 0, 1, 0]).values');
    assert.ok(value.kind === 'matrix' && value.texts === null);
    [3, Math.SQRT2, -Math.SQRT2].forEach((expected, at) => {
      assert.ok(Math.abs(value.values[at]! - expected) < 4e-15);
    });
    assert.match(warnings.join(' '), /Not all eigenvalues are rational: they are rounded/);
  });

  it('regression: eigs gave an eigenvalue of a defective matrix as often as it has eigenvectors, not as a root', () => {
    const { value, warnings } = run('eigs([2, 1, 0; 0, 2, 0; 0, 0, 1/3])');
    const [values, v] = [part(value, 'values'), part(value, 'V')];
    assert.ok(values.kind === 'matrix' && v.kind === 'matrix');
    assert.deepEqual(values.texts, ['2', '2', '1/3']);
    assert.deepEqual(v.texts, ['1', '0', '0', '0', '0', '1']);
    assert.match(warnings.join(' '), /defective: 2 \(twice\)/);
  });

  it('regression: eigs of the k largest gave the smallest', () => {
    assert.deepEqual(texts('eigs([1, 0, 0; 0, -3, 0; 0, 0, 2], 2).values'), ['-3', '2']);
    assert.deepEqual(texts('eigs([1, 0, 0; 0, -3, 0; 0, 0, 2], 2).V'), ['0', '0', '1', '0', '0', '1']);
    assert.deepEqual(texts('eigs([0, 1; 1, 0]).values'), ['1', '-1']);
  });

  it('regression: the inverse of a singular matrix was a division by zero', () => {
    assert.equal(refusal('inv([1, 2; 2, 4])').data.code, 'singular');
    assert.equal(refusal('lusolve([1, 2; 2, 4], [1; 2])').data.code, 'singular');
    assert.equal(refusal('lusolve([1, 2; 2, 4], [1; 3])').data.code, 'no-solution');
  });

  it('regression: QR of zeros was an error of our own: Q has no columns', () => {
    const q = part(run('qr([0, 0; 0, 0; 0, 0])').value, 'Q');
    assert.ok(q.kind === 'matrix');
    assert.deepEqual([q.rows, q.columns], [3, 0]);
  });

  it('regression: numbers of more digits than a double were rounded when they were read', () => {
    assert.deepEqual(texts('[9007199254740993, 0.1234567890123456789] * 1'), [
      '9007199254740993',
      '1234567890123456789/10000000000000000000',
    ]);
    assert.deepEqual(texts('[2, 3] * 10^2 + round([1.26, 1], 1)[1] * 0'), ['200', '300']);
    assert.equal(refusal('1e1001 + 1').data.code, 'cannot-calculate');
  });

  it('regression: what failed was not told as it stands in the expression', () => {
    assert.match(refusal('2 * cross([1/3, 1], [2, 0.5])').data.message, /^cross\(\[1 \/ 3, 1\], \[2, 0\.5\]\) cannot/);
  });

  it('regression: small whole numbers were said to have more digits than a double holds', () => {
    assert.deepEqual(run('svd([1, 2; 3, 4]).values').warnings, [
      'SVD cannot be written in fractions: its numbers are rounded.',
    ]);
    assert.match(run('svd([9007199254740993, 2; 3, 4]).values').warnings.join(' '), /^.*1 whole number of more digits/);
  });
});
