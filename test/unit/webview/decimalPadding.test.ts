import assert from 'node:assert/strict';
import { decimalPadding } from '../../../src/webview/model/decimalPadding';

describe('decimalPadding', () => {
  it('sets the decimal points of a column beneath one another', () => {
    const texts = ['1', '0.25', '-10.5', '0.6667'];
    const pads = decimalPadding(texts);
    const fromRight = texts.map((text, i) => {
      const point = text.indexOf('.');
      return pads[i]! + (point < 0 ? 0 : text.length - point);
    });
    assert.deepEqual(fromRight, [5, 5, 5, 5]);
  });

  it('leaves whole numbers, exponents and missing cells flush right where nothing has a fraction', () => {
    assert.deepEqual(decimalPadding(['1', '1e-16', '?']), [0, 0, 0]);
  });
});
