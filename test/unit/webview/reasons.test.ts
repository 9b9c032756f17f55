import assert from 'node:assert/strict';
import type { Term } from '../../../src/protocol/results';
import { reasonsAsText } from '../../../src/webview/model/reasons';

function part(label: string, value: number): Term {
  return { label, value, factors: null };
}

describe('reasonsAsText', () => {
  it('gives the largest parts first, with signs, and counts the rest', () => {
    const terms = [part('user bias', 0.2), part('mean', 3.5), part('item bias', -0.6), part('factor 1', 0.1)];
    assert.equal(reasonsAsText(terms, 3), 'mean 3.5, item bias −0.6, user bias +0.2 and 1 more');
    assert.equal(reasonsAsText(terms.slice(0, 2), 3), 'mean 3.5, user bias +0.2');
  });
});
