import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Term } from '../../../src/protocol/results';
import { namedTerms, writeSum } from '../../../src/protocol/sum';

const product = (a: number, b: number): Term => ({ label: 'factor', value: a * b, factors: [a, b] });
const plain = (value: number, label = 'mean'): Term => ({ label, value, factors: null });
const total = (terms: readonly Term[]): number => terms.reduce((sum, term) => sum + term.value, 0);
const written = (terms: readonly Term[]): string => writeSum({ terms, value: total(terms) });

/** The number that a person reads. */
const read = (text: string): number => Number(text.replaceAll('−', '-').replaceAll(/[()]/g, ''));

/** What the left side of a printed sum comes to. */
function evaluate(text: string): number {
  const left = text
    .split(/ [=≈] /)[0]!
    .replace(/ \(\d+ more terms\)/, '')
    .replaceAll(' − ', ' + −');
  return left
    .split(' + ')
    .reduce((sum, term) => sum + term.split('·').reduce((value, factor) => value * read(factor), 1), 0);
}

/** Half a unit of the last digit that a value is shown with: the fourth, or the last before the point. */
function halfUnit(value: number): number {
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  return 0.5 * 10 ** (exponent < 7 && exponent > 3 ? 0 : exponent - 3);
}

describe('the sum behind a prediction', () => {
  it('reads as the lecture note does it by hand', () => {
    assert.equal(writeSum({ terms: [product(1.2, 0.1), product(0.5, 1.3)], value: 0.77 }), '1.2·0.1 + 0.5·1.3 = 0.77');
    assert.equal(written([product(1.2, 0.1), product(0.5, 1.3)]), '1.2·0.1 + 0.5·1.3 = 0.77');
  });

  it('subtracts negative terms and sets negative factors in parentheses, with true minus signs', () => {
    assert.equal(
      written([plain(3.5), plain(-0.25), product(-1.5, 2), product(1, -0.5)]),
      '3.5 − 0.25 + (−1.5)·2 + 1·(−0.5) = −0.25',
    );
    assert.equal(written([product(-2, 3)]), '(−2)·3 = −6');
    assert.equal(written([plain(-1.5), plain(2.5e-9)]), '−1.5 + 2.5e−9 = −1.5');
  });

  it('writes out nine terms, and sums up what is longer', () => {
    const terms = (count: number): Term[] => Array.from({ length: count }, () => product(0.5, 0.5));
    assert.equal(written(terms(9)), `${Array.from({ length: 9 }, () => '0.5·0.5').join(' + ')} = 2.25`);
    assert.match(written(terms(20)), /^(0\.5·0\.5 \+ ){8}3 \(12 more terms\) = 5$/);
    assert.match(written([...terms(8), plain(-1), plain(-2)]), / − 3 \(2 more terms\) = −1$/);
  });

  it('takes more digits where four do not add up to the value', () => {
    assert.equal(written([product(2 / 3, 2 / 3)]), '0.66667·0.66667 = 0.4444');
    assert.equal(written([plain(1.00004), plain(-1)]), '1.00004 − 1 = 4e−5');
  });

  it('says ≈ where the terms do not come to the value', () => {
    assert.equal(writeSum({ terms: [plain(1), plain(2)], value: 4 }), '1 + 2 ≈ 4');
  });

  it('is the value alone where there are no terms', () => assert.equal(writeSum({ terms: [], value: -1.5 }), '−1.5'));

  it('has printed terms that add up to the printed value, to its last digit', () => {
    const number = fc.oneof(
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    );
    const term = fc.oneof(
      number.map((value) => plain(value)),
      fc.tuple(number, number).map(([a, b]) => product(a, b)),
    );
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 14 }), (terms) => {
        const text = written(terms);
        fc.pre(text.includes(' = '));
        const shown = read(text.split(' = ')[1]!);
        const sum = evaluate(text);
        const rounding = 1e-13 * terms.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0);
        assert.ok(Math.abs(sum - shown) <= halfUnit(sum) + rounding, `${text}, but it comes to ${sum}`);
      }),
    );
  });

  it('has true minus signs alone, and adds up wherever the terms do not cancel', () => {
    const number = fc.double({ min: 0.1, max: 5, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 14 }), (pairs) => {
        const text = written(pairs.map(([a, b]) => product(-a, b)));
        assert.doesNotMatch(text, /-/);
        assert.match(text, / = −/);
      }),
    );
  });
});

describe('what each term adds', () => {
  it('is told by its name, with its sign', () => {
    const terms = [plain(3.5), plain(-0.25, 'row mean'), product(0.5, 0.5)];
    assert.equal(namedTerms(terms), 'mean 3.5, row mean −0.25, factor +0.25');
  });

  it('needs no names where there is one alone', () => {
    assert.equal(namedTerms([plain(3.5)]), '');
  });

  it('stops after eight of very many, and says how many more there are', () => {
    const text = namedTerms(Array.from({ length: 20 }, () => product(1, 2)));
    assert.equal(text.split(', ').length, 9);
    assert.ok(text.endsWith(', 12 more'));
  });
});
