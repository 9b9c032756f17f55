import assert from 'node:assert/strict';
import type { Term } from '../../../src/protocol/results';
import { reasonsAsText, sumAsText } from '../../../src/webview/model/termSum';

function product(left: number, right: number): Term {
  return { label: 'factor', value: left * right, factors: [left, right] };
}
function part(label: string, value: number): Term {
  return { label, value, factors: null };
}

describe('sumAsText', () => {
  it("is the second lecture note's sum for user 1 and movie 3", () => {
    assert.equal(sumAsText([product(1.2, 0.1), product(0.5, 1.3)], 1.2 * 0.1 + 0.5 * 1.3), '1.2·0.1 + 0.5·1.3 = 0.77');
  });

  it('carries the sign of a first factor outside and brackets a negative second one', () => {
    assert.equal(sumAsText([product(2, -3), product(-1, 4)], -10), '2·(-3) - 1·4 = -10');
    assert.equal(sumAsText([product(-2, 3)], -6), '-2·3 = -6');
  });

  it('names terms that are no product', () => {
    assert.equal(
      sumAsText([part('mean', 3.5), part('row bias', -0.25), product(0.5, 0.5)], 3.5),
      '3.5 (mean) - 0.25 (row bias) + 0.5·0.5 = 3.5',
    );
  });

  it('says ≈ where the digits shown do not add up to the value shown', () => {
    assert.equal(
      sumAsText([product(1 / 3, 1 / 3), product(1 / 3, 2 / 3)], 1 / 3),
      '0.3333·0.3333 + 0.3333·0.6667 = 0.3333',
    );
    assert.equal(sumAsText([product(100 / 3, 100 / 3)], 10000 / 9), '33.33·33.33 = 1111');
    assert.equal(sumAsText([product(2 / 3, 2 / 3)], 4 / 9), '0.6667·0.6667 ≈ 0.4444');
  });

  it('is the value alone where there are no terms', () => assert.equal(sumAsText([], 1.5), '1.5'));
});

describe('reasonsAsText', () => {
  it('gives the largest parts first, with signs, and counts the rest', () => {
    const terms = [part('user bias', 0.2), part('mean', 3.5), part('item bias', -0.6), part('factor 1', 0.1)];
    assert.equal(reasonsAsText(terms, 3), 'mean 3.5, item bias -0.6, user bias +0.2 and 1 more');
    assert.equal(reasonsAsText(terms.slice(0, 2), 3), 'mean 3.5, user bias +0.2');
  });
});
