import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  add,
  equal,
  greatestDivisor,
  minus,
  negate,
  over,
  rationalRoot,
  ratio,
  times,
  whole,
  wholeRoot,
} from '../../../../src/factorization/exact/rational';

const integers = fc.bigInt(-(10n ** 25n), 10n ** 25n);
const positive = fc.bigInt(1n, 10n ** 25n);
const rationals = fc.tuple(integers, positive).map(([n, d]) => ratio(n, d));

describe('fractions', () => {
  it('are in lowest terms with a positive denominator, whatever is done to them', () => {
    fc.assert(
      fc.property(rationals, rationals, (x, y) => {
        const results = [add(x, y), minus(x, y), times(x, y), ...(y.numerator === 0n ? [] : [over(x, y)])];
        for (const { numerator, denominator } of results) {
          assert.ok(denominator > 0n);
          assert.equal(greatestDivisor(numerator, denominator), 1n);
        }
      }),
    );
  });

  it('are a field: sums and products undo themselves and distribute', () => {
    fc.assert(
      fc.property(rationals, rationals, rationals, (x, y, z) => {
        assert.ok(equal(minus(add(x, y), y), x));
        if (y.numerator !== 0n) assert.ok(equal(over(times(x, y), y), x));
        assert.ok(equal(times(x, add(y, z)), add(times(x, y), times(x, z))));
      }),
    );
  });

  it('have a root only where it is a fraction', () => {
    fc.assert(
      fc.property(rationals, (x) => {
        const root = rationalRoot(times(x, x));
        assert.ok(root !== null && equal(root, x.numerator < 0n ? negate(x) : x));
      }),
    );
    assert.equal(rationalRoot(whole(2)), null);
    assert.equal(rationalRoot(whole(-4)), null);
  });

  it('whole roots are the largest not above', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 40n), (x) => {
        const root = wholeRoot(x);
        assert.ok(root * root <= x && (root + 1n) * (root + 1n) > x);
      }),
    );
  });
});
