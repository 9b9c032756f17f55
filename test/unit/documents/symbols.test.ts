import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cosine, sine, tangent } from '../../../src/documents/cells/angles';
import { parameterIn } from '../../../src/documents/cells/symbols';

describe('a parameter', () => {
  const named: [string, string | null][] = [
    ['a', 'a'],
    ['-\\lambda', '\\lambda'],
    ['1 - \\lambda', '\\lambda'],
    ['\\cos\\theta', '\\theta'],
    ['a_{12}', 'a_{12}'],
    ['x1', 'x1'],
    ['\\frac{2}{k}', 'k'],
    ['word', null],
    ['two words', null],
    ['0x10', null],
    ['1.2.3', null],
  ];
  for (const [text, name] of named)
    it(`of "${text}" is ${name ?? 'none'}`, () => {
      assert.equal(parameterIn(text), name);
    });
});

describe('an angle', () => {
  it('that is no multiple of 15° has the sine, cosine and tangent of its double', () => {
    const angles = fc.double({ min: -50, max: 50, noNaN: true }).filter((angle) => {
      const steps = (angle * 12) / Math.PI;
      return Math.abs(steps - Math.round(steps)) > 1e-9;
    });
    fc.assert(
      fc.property(angles, (angle) => {
        assert.deepEqual(
          [sine(angle), cosine(angle), tangent(angle)],
          [Math.sin, Math.cos, Math.tan].map((of) => of(angle)),
        );
      }),
    );
  });

  it('that is one is within rounding of it, and exact where its sine is 0, 1/2 or 1', () => {
    for (let k = -48; k <= 48; k++) {
      const angle = (k * Math.PI) / 12;
      assert.ok(Math.abs(sine(angle) - Math.sin(angle)) < 1e-14);
      assert.ok(Math.abs(cosine(angle) - Math.cos(angle)) < 1e-14);
    }
    assert.deepEqual([sine(Math.PI), cosine(Math.PI / 2), cosine(Math.PI / 3), sine(-Math.PI / 6)], [0, 0, 0.5, -0.5]);
    assert.deepEqual([tangent(Math.PI / 4), tangent((3 * Math.PI) / 4), tangent(Math.PI)], [1, -1, 0]);
    assert.equal(Math.abs(tangent(Math.PI / 2)), Number.POSITIVE_INFINITY);
  });
});
