import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatNumber } from '../../../src/protocol/numbers';
import { sumText } from '../../../src/protocol/sum';

const product = (a: number, b: number) => ({ label: '', value: a * b, factors: [a, b] as const });
const plain = (value: number) => ({ label: '', value, factors: null });

describe('the sum behind a prediction', () => {
  it('is written as the lecture note writes it by hand', () => {
    const terms = [product(1.2, 0.1), product(0.5, 1.3)];
    assert.equal(sumText({ terms, value: 0.77 }), '1.2·0.1 + 0.5·1.3 = 0.77');
  });

  it('subtracts negative plain terms and brackets negative factors', () => {
    const terms = [plain(3.5), plain(-0.25), product(-1, 2)];
    assert.equal(sumText({ terms, value: 1.25 }), '3.5 − 0.25 + (−1)·2 = 1.25');
  });
});

describe('numbers as people read them', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0'],
    [0.1 + 0.2, '0.3'],
    [1.1e-16, '1.1e-16'],
    [123456.7, '123457'],
    [-2.34567, '-2.346'],
    [1e12, '1e+12'],
    [9999.99, '10000'],
  ];
  for (const [value, text] of cases) it(`writes ${value} as ${text}`, () => assert.equal(formatNumber(value), text));

  it('is within half a unit of the last digit shown', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e307, max: 1e307 }), (value) => {
        assert.ok(Math.abs(Number(formatNumber(value)) - value) <= 5.001e-4 * Math.abs(value) + Number.MIN_VALUE);
      }),
    );
  });
});
