import assert from 'node:assert/strict';
import { fromRows } from '../../../src/matrix/dense';
import { cellText, listTexts, negligibleIn, negligibleShare } from '../../../src/protocol/rounding';

const ulp = 2 ** -52;
const square = fromRows([
  [1, 2],
  [3, 4],
]);
const share = negligibleShare(square);

describe('what rounding leaves of 0', () => {
  it('is max(m, n) ulp of the largest number', () => {
    assert.equal(share, 2 * ulp);
    assert.equal(negligibleShare(fromRows([[1, 2, 3]])), 3 * ulp);
    assert.equal(negligibleIn(fromRows([[-8, 1]]), share), 16 * ulp);
  });

  it('is shown as 0, and what is larger is not', () => {
    const computed = fromRows([[1, -2 * ulp, 2.1 * ulp]]);
    const negligible = negligibleIn(computed, share);
    assert.deepEqual(
      [0, 1, 2].map((at) => cellText(computed, at, negligible)),
      ['1', '0', '4.663e-16'],
    );
  });

  it('is left out of either part of a complex number', () => {
    const computed = { ...fromRows([[4, 1e-17, 1e-17]]), imaginary: Float64Array.of(1e-17, 2, -1e-17) };
    const negligible = negligibleIn(computed, share);
    assert.deepEqual(
      [0, 1, 2].map((at) => cellText(computed, at, negligible)),
      ['4', '2i', '0'],
    );
  });

  it('is 0 itself where the matrix has numbers that small, so that these are not shown as 0', () => {
    assert.equal(negligibleShare(fromRows([[1, 0], [0, 1e-20]])), 0); // prettier-ignore
    assert.equal(negligibleShare({ ...square, imaginary: Float64Array.of(0, 1e-9, 0, 0) }), 0);
  });

  it('is 0 where the matrix is not at hand, and of a matrix of zeros', () => {
    assert.equal(negligibleShare(null), 0);
    assert.equal(negligibleShare({ rows: 2, columns: 2, values: new Float64Array() }), 0);
    assert.equal(negligibleIn(fromRows([[0, 0]]), share), 0);
  });

  it('does not touch fractions', () => {
    assert.equal(cellText({ ...fromRows([[1e-30]]), fractions: ['1/10'] }, 0, 1), '1/10');
  });

  it('of a list goes by its largest', () => {
    assert.deepEqual(listTexts([3, 1e-16, 0.5], share), ['3', '0', '0.5']);
  });
});
