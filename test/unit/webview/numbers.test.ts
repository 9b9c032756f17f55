import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  counted,
  decimalPadding,
  exactNumber,
  formatComplex,
  formatNumber,
  formatPercent,
  formatSeconds,
} from '../../../src/webview/model/numbers';

describe('formatNumber', () => {
  const written: readonly (readonly [number, string])[] = [
    [0, '0'],
    [-0, '0'],
    [5, '5'],
    [0.77 + 1e-16, '0.77'],
    [2.0369, '2.037'],
    [-0.0961, '-0.0961'],
    [12345.6, '12346'],
    [100, '100'],
    [999.96, '1000'],
    [0.00012346, '0.0001235'],
    [0.000012346, '1.235e-5'],
    [-1.1102230246251565e-16, '-1.11e-16'],
    [12345678, '1.235e7'],
    [1e300, '1e300'],
    [Number.NaN, '?'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '-∞'],
  ];
  for (const [value, text] of written) it(`writes ${value} as ${text}`, () => assert.equal(formatNumber(value), text));

  it('reads back within half a unit of the fourth digit, for every number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (value) => {
        const back = Number(formatNumber(value));
        assert.ok(Math.abs(back - value) <= 5.0000001e-4 * Math.abs(value), `${value} became ${back}`);
      }),
    );
  });

  it('writes more digits where more are asked for', () => assert.equal(formatNumber(Math.PI, 7), '3.141593'));
});

describe('exactNumber', () => {
  it('loses no bit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.equal(Number(exactNumber(value)), value === 0 ? 0 : value);
      }),
    );
  });

  it('says that a cell is missing', () => assert.equal(exactNumber(Number.NaN), 'missing'));
});

describe('formatComplex', () => {
  const written: readonly (readonly [number, number, string])[] = [
    [1, 2, '1+2i'],
    [0.5, -0.25, '0.5-0.25i'],
    [0, 1, 'i'],
    [0, -1, '-i'],
    [0, -Math.SQRT1_2, '-0.7071i'],
    [3, 0, '3'],
  ];
  for (const [real, imaginary, text] of written)
    it(`writes ${text}`, () => assert.equal(formatComplex(real, imaginary), text));
});

describe('decimalPadding', () => {
  it('sets the decimal points of a column beneath one another', () => {
    const texts = ['1', '0.25', '-10.5', '0.6667'];
    const pads = decimalPadding(texts);
    const fromRight = texts.map((text, i) => {
      const point = text.indexOf('.');
      return pads[i]! + (point < 0 ? 0 : text.length - point);
    });
    assert.deepEqual(fromRight, [5, 5, 5, 5]);
  });

  it('leaves whole numbers, exponents and missing cells flush right where nothing has a fraction', () => {
    assert.deepEqual(decimalPadding(['1', '1e-16', '?']), [0, 0, 0]);
  });
});

describe('words for sizes', () => {
  it('counts with thousands apart and the right number of the noun', () => {
    assert.equal(counted(1, 'row'), '1 row');
    assert.equal(counted(9724, 'row'), '9,724 rows');
  });

  it('gives shares in percent, and tiny ones as a bound', () => {
    assert.equal(formatPercent(0.0714), '7.1%');
    assert.equal(formatPercent(3.4e-8), 'less than 0.1%');
    assert.equal(formatPercent(0), '0%');
  });

  it('gives durations in the unit that fits', () => {
    assert.deepEqual([4e-4, 0.0123, 1.34, 185].map(formatSeconds), ['under 1 ms', '12 ms', '1.3 s', '3 min 5 s']);
  });
});
