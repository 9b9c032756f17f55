import assert from 'node:assert/strict';
import { Spelling } from '../../../src/documents/tables/numerals';

/** What each number of a table reads as, beside the others; null where it reads in two ways. */
function readings(...texts: readonly string[]): (number | null)[] {
  const spelling = new Spelling(true);
  for (const text of texts) spelling.note(text);
  return texts.map((text) => {
    const reading = spelling.read(text);
    return reading?.kind === 'number' ? reading.value : null;
  });
}

describe('the spelling of numbers in a table', () => {
  it('of one group is ambiguous alone, and as another number of the table shows', () => {
    assert.deepEqual(readings('1,234'), [null]);
    assert.deepEqual(readings('1,234', '5,6'), [1.234, 5.6]);
    assert.deepEqual(readings('1,234', '5.6'), [null, 5.6]);
    assert.deepEqual(readings('1,234', '1,234.5'), [1234, 1234.5]);
  });

  it('of two groups or a mark besides reads in one way, also where the table is of both spellings', () => {
    assert.deepEqual(readings('1,234,567', '1.234.567'), [1_234_567, 1_234_567]);
    assert.deepEqual(readings('1,234.5', '1.234,5', '1,234'), [1234.5, 1234.5, null]);
  });

  it('of a percentage is a hundredth, rounded once', () => {
    assert.deepEqual(readings('12%', '0.7 %', '−3 %'), [0.12, 0.007, -0.03]);
  });
});
