import assert from 'node:assert/strict';
import { fromRows } from '../../../src/matrix/dense';
import { quality } from '../../../src/webview/model/sentences';
import { askedTab, tabsOf, tabTitle } from '../../../src/webview/model/tabs';
import { ask } from '../factorization/matrices';

const a = fromRows([
  [5, 3],
  [3, 2],
]);

describe('the tabs of a decomposition', () => {
  it('begin at what was asked for by name, which the result has', () => {
    const asked = [ask(a, 'lu', { exact: true, steps: true }), ask(a, 'denoise'), ask(a, 'approximate', { rank: 1 })];
    assert.deepEqual(asked.map(askedTab), ['steps', 'reconstruction', 'spectrum']);
    for (const analysis of asked) assert.ok(tabsOf(analysis).some((tab) => tab === askedTab(analysis)));
    assert.equal(askedTab(ask(a, 'lu', { exact: true })), null);
  });

  it('call factors only what are factors', () => {
    assert.equal(tabTitle('factors', ask(a, 'lu')), 'Factors');
    assert.equal(tabTitle('factors', ask(a, 'pinv')), 'Inverse');
    assert.equal(tabTitle('spectrum', ask(a, 'pinv')), 'Spectrum');
  });
});

describe('the quality of a decomposition in fractions', () => {
  it('is exact in words, not a residual of 0', () => {
    assert.deepEqual(quality(ask(a, 'lu', { exact: true })), ['Reproduces the matrix exactly: nothing was rounded.']);
    assert.match(quality(ask(a, 'lu')).join(' '), /to rounding error/);
  });
});
