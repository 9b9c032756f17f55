import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readSignificant } from '../../../src/editor/numbers';
import { writeSum } from '../../../src/editor/sums';
import type { Term } from '../../../src/protocol/results';

const product = (a: number, b: number): Term => ({ label: 'factor', value: a * b, factors: [a, b] });
const plain = (value: number): Term => ({ label: 'mean', value, factors: null });
const total = (terms: readonly Term[]): number => terms.reduce((sum, term) => sum + term.value, 0);

/** What the left side of a printed sum adds up to. */
function evaluate(written: string): number {
  const left = written
    .split(/ [=≈] /)[0]!
    .replace(/ \(\d+ more terms\)/, '')
    .replaceAll(' − ', ' + −');
  return left.split(' + ').reduce((sum, term) => {
    const factors = term.split('·').map((factor) => readSignificant(factor.replaceAll(/[()]/g, '')));
    return sum + factors.reduce((value, factor) => value * factor, 1);
  }, 0);
}

describe('the sum behind a prediction', () => {
  it('reads as the lecture note does it by hand', () => {
    assert.equal(writeSum([product(1.2, 0.1), product(0.5, 1.3)], 0.77), '1.2·0.1 + 0.5·1.3 = 0.77');
  });

  it('shows signs: of plain terms between them, of factors in parentheses', () => {
    const terms = [plain(3.5), plain(-0.25), product(-1.5, 2), product(1, -0.5)];
    assert.equal(writeSum(terms, total(terms)), '3.5 − 0.25 + (−1.5)·2 + 1·(−0.5) = −0.25');
  });

  it('sums up what is too long to read', () => {
    const terms = Array.from({ length: 20 }, () => product(0.5, 0.5));
    assert.match(writeSum(terms, 5), / \+ 3 \(12 more terms\) = 5$/);
  });

  it('the printed terms add up to the printed value', () => {
    const number = fc.double({ min: -5, max: 5, noNaN: true });
    const term = fc.oneof(
      number.map(plain),
      fc.tuple(number, number).map(([a, b]) => product(a, b)),
    );
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 14 }), (terms) => {
        const value = total(terms);
        const written = writeSum(terms, value);
        fc.pre(written.includes(' = '));
        const shown = readSignificant(written.split(' = ')[1]!);
        // Half a unit of the value's fourth digit.
        assert.ok(Math.abs(evaluate(written) - shown) <= Math.abs(value) * 5.1e-4 + 1e-300, written);
      }),
    );
  });
});
