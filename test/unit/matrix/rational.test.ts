import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exactCell, exactDecimal, shortestDecimal, unlessShortest } from '../../../src/matrix/exact';
import {
  addRationals,
  multiplyRationals,
  nearestDouble,
  powerOfRational,
  rational,
  rationalOfDecimal,
  reciprocal,
  sameRational,
  type Rational,
} from '../../../src/matrix/rational';

const of = (numerator: bigint, denominator = 1n): Rational => rational(numerator, denominator)!;
const doubles = fc.double({ noNaN: true, noDefaultInfinity: true });
const terms = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n });
const rationals = fc
  .tuple(
    terms,
    terms.filter((value) => value !== 0n),
  )
  .map(([numerator, denominator]) => of(numerator, denominator));

describe('a rational number', () => {
  it('is in lowest terms, with its sign above', () => {
    assert.deepEqual(of(6n, -4n), { numerator: -3n, denominator: 2n });
    assert.deepEqual(of(0n, -4n), { numerator: 0n, denominator: 1n });
    assert.equal(rational(1n, 0n), null);
  });

  it('is kept beside its double where the shortest decimal of that is another number, and only there', () => {
    const quotients = fc.tuple(
      fc.maxSafeInteger(),
      fc.constantFrom(1, 2, 3, 5, 7, 8, 40, 64, 625, 15_625, 1_000_000, 3_000_000),
    );
    fc.assert(
      fc.property(quotients, ([above, below]) => {
        const exact = of(BigInt(above), BigInt(below));
        const shortest = shortestDecimal(nearestDouble(exact))!;
        assert.deepEqual(unlessShortest(exact), sameRational(shortest, exact) ? null : exact);
      }),
      { numRuns: 2000 },
    );
  });

  it('of a double as it is written has that double as its nearest', () => {
    fc.assert(
      fc.property(doubles, (value) => {
        assert.equal(nearestDouble(rationalOfDecimal(String(value))!), value + 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('has the nearest double that Number reads from as many digits as it has', () => {
    const digits = fc.stringMatching(/^[1-9][0-9]{0,40}$/);
    fc.assert(
      fc.property(digits, fc.integer({ min: -345, max: 320 }), (mantissa, exponent) => {
        const text = `${mantissa}e${exponent}`;
        assert.equal(nearestDouble(rationalOfDecimal(text)!), Number(text));
      }),
      { numRuns: 4000 },
    );
  });

  it('is rounded to even where two doubles are as near, also among the subnormal ones', () => {
    assert.equal(nearestDouble(of(2n ** 53n + 1n)), 2 ** 53);
    assert.equal(nearestDouble(of(2n ** 53n + 3n)), 2 ** 53 + 4);
    assert.equal(nearestDouble(of(1n, 2n ** 1075n)), 0);
    assert.equal(nearestDouble(of(3n, 2n ** 1075n)), 2 * Number.MIN_VALUE);
    assert.equal(nearestDouble(of(-(2n ** 1024n))), Number.NEGATIVE_INFINITY);
  });

  it('adds, multiplies and divides back to where it was', () => {
    fc.assert(
      fc.property(rationals, rationals, (a, b) => {
        const minusB = multiplyRationals(b, of(-1n))!;
        assert.deepEqual(addRationals(addRationals(a, b)!, minusB), a);
        if (b.numerator !== 0n) assert.deepEqual(multiplyRationals(multiplyRationals(a, b)!, reciprocal(b)!), a);
      }),
    );
  });

  it('has powers, but none of 0 below 0 and none longer than a person writes', () => {
    assert.deepEqual(powerOfRational(of(-2n, 3n), 3n), of(-8n, 27n));
    assert.deepEqual(powerOfRational(of(-2n, 3n), -3n), of(-27n, 8n));
    assert.deepEqual(powerOfRational(of(7n), 0n), of(1n));
    assert.deepEqual(powerOfRational(of(-1n), 10n ** 30n + 1n), of(-1n));
    assert.equal(powerOfRational(of(0n), -1n), null);
    assert.equal(powerOfRational(of(3n), 10n ** 30n), null);
  });
});

describe('an exact cell', () => {
  const matrix = {
    rows: 1,
    columns: 3,
    values: Float64Array.of(1 / 3, 0.1, -1.5e-7),
    name: null,
    rowLabels: null,
    columnLabels: null,
    exact: new Map([[0, of(1n, 3n)]]),
  };

  it('is what was written, and else the shortest decimal of its double', () => {
    assert.deepEqual(exactCell(matrix, 0, 0), of(1n, 3n));
    assert.deepEqual(exactCell(matrix, 0, 1), of(1n, 10n));
    assert.deepEqual(exactCell(matrix, 0, 2), of(-15n, 10n ** 8n));
  });

  it('of a decimal is kept only where its double does not say it', () => {
    assert.equal(exactDecimal('123456789012345'), null);
    assert.equal(exactDecimal('0.30000000000000004'), null);
    assert.deepEqual(exactDecimal('9007199254740993'), of(9007199254740993n));
    assert.deepEqual(exactDecimal('0.10000000000000000001'), of(10000000000000000001n, 10n ** 20n));
  });

  it('survives being cloned into a worker', () => {
    assert.deepEqual(exactCell(structuredClone(matrix), 0, 0), of(1n, 3n));
  });
});
