import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exactNumber, formatComplex, formatInterval, formatNumber } from '../../../src/protocol/numbers';

describe('formatNumber', () => {
  const written: readonly (readonly [number, string])[] = [
    [0, '0'],
    [-0, '0'],
    [5, '5'],
    [0.77 + 1e-16, '0.77'],
    [2.0369, '2.037'],
    [-0.0961, '-0.0961'],
    [0.1 + 0.2, '0.3'],
    [12345.6, '12346'],
    [-123456.7, '-123457'],
    [100, '100'],
    [999.96, '1000'],
    [9999.99, '10000'],
    [9999999.6, '1e7'],
    [0.0001, '0.0001'],
    [0.000099996, '0.0001'],
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

  it('writes what was read back as it was, at every number of digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.integer({ min: 1, max: 15 }), (value, digits) => {
        fc.pre(Number.isFinite(value) && Number.isFinite(Number(formatNumber(value, digits))));
        const text = formatNumber(value, digits);
        assert.equal(formatNumber(Number(text), digits), text);
      }),
    );
  });

  it('has an exponent exactly where what is written lies outside of 1e-4 to 1e7', () => {
    const ordinary = fc.double({ min: -2e7, max: 2e7, noNaN: true });
    fc.assert(
      fc.property(fc.oneof(ordinary, fc.double({ noNaN: true, min: -1e300, max: 1e300 })), (value) => {
        const text = formatNumber(value);
        const magnitude = Math.abs(Number(text));
        assert.equal(text.includes('e'), magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e7), text);
      }),
    );
  });

  it('never rounds a whole part away, and ends in no zero behind a point', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e7, max: 1e7, noNaN: true }), fc.integer({ min: 1, max: 6 }), (value, digits) => {
        const text = formatNumber(value, digits);
        assert.ok(Math.abs(Number(text) - value) <= 0.5 || Math.abs(value) >= 9_999_999.5, text);
        assert.doesNotMatch(text, /\.\d*0$/);
      }),
    );
  });

  it('writes more digits where more are asked for', () => assert.equal(formatNumber(Math.PI, 7), '3.141593'));
});

describe('formatInterval', () => {
  it('regression: a narrow interval was written as from 29 to 29', () => {
    assert.deepEqual(formatInterval(28.9951, 29.0049, 3), ['28.995', '29.005']);
    assert.deepEqual(formatInterval(0.81, 4.93), ['0.81', '4.93']);
    assert.deepEqual(formatInterval(29, 29), ['29', '29']);
  });

  it('keeps the zeros at the end of one as far as the other has digits', () => {
    assert.deepEqual(formatInterval(2.7, 4.49, 3), ['2.70', '4.49']);
    assert.deepEqual(formatInterval(-1, 4.25), ['-1.00', '4.25']);
    assert.deepEqual(formatInterval(0.00992, 1.2, 3), ['0.00992', '1.20']);
    assert.deepEqual(formatInterval(1, 5), ['1', '5']);
    assert.deepEqual(formatInterval(-Infinity, 0.5), ['-∞', '0.5']);
    assert.deepEqual(formatInterval(1e-9, 0.5), ['1e-9', '0.5']);
  });
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
