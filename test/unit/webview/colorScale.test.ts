import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shade, shadeClass, shades } from '../../../src/webview/model/colorScale';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });

describe('the diverging colour scale', () => {
  it('is centred on zero: a value and its negative are equally far from the ground', () => {
    fc.assert(
      fc.property(finite, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (value, largest) => {
        assert.equal(shade(value, largest) + shade(-value, largest), 0);
      }),
    );
  });

  it('is monotone and reaches its ends at the largest magnitude', () => {
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        assert.ok(shade(low, 1e6) <= shade(high, 1e6));
      }),
    );
    assert.equal(shade(7, 7), shades);
    assert.equal(shade(-7, 7), -shades);
    assert.equal(shade(99, 7), shades);
  });

  it('leaves zero, missing cells and zero matrices uncoloured', () => {
    assert.equal(shadeClass(shade(0, 5)), '');
    assert.equal(shadeClass(shade(Number.NaN, 5)), '');
    assert.equal(shadeClass(shade(0, 0)), '');
    assert.equal(shadeClass(shade(-1e-20, 5)), '');
  });

  it('names the side and the strength', () => {
    assert.equal(shadeClass(3), 'p3');
    assert.equal(shadeClass(-8), 'n8');
  });
});
