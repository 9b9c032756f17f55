import assert from 'node:assert/strict';
import { readSelections } from '../../../src/documents';
import type { Range } from '../../../src/matrix/block';
import { matricesMeant, type Meant } from '../../../src/editor/choosing';
import { blocksOf, itemFactors, ratings, userFactors } from './fixtures';

const text = `Words first.\n\n${ratings}\n${userFactors}\n${itemFactors}`;

function meant(selections: readonly Range[], source = text): Meant {
  return matricesMeant({
    text: source,
    blocks: blocksOf(source),
    selections,
    lineOf: (offset) => source.slice(0, offset).split('\n').length,
    selected: readSelections(
      source,
      selections.filter(({ start, end }) => start < end),
      { language: 'markdown' },
    ),
  });
}

function names(chosen: Meant): (string | null)[] {
  return chosen.kind === 'none' ? [] : chosen.blocks.map(({ name }) => name);
}

const cursor = (mark: string): Range => ({ start: text.indexOf(mark), end: text.indexOf(mark) });

describe('which matrix a command means', () => {
  it('is the one at the cursor', () => {
    const chosen = meant([cursor('4 & ?')]);
    assert.equal(chosen.kind, 'these');
    assert.deepEqual(names(chosen), ['R']);
  });

  it('is the one on the line of the cursor, as where it is in the name', () => {
    const chosen = meant([cursor('U =')]);
    assert.deepEqual([chosen.kind, names(chosen)], ['these', ['U']]);
  });

  it('is every one in the selection', () => {
    const chosen = meant([{ start: text.indexOf('U ='), end: text.length }]);
    assert.deepEqual([chosen.kind, names(chosen)], ['these', ['U', 'V']]);
  });

  it('is one for each of several cursors, once', () => {
    assert.deepEqual(names(meant([cursor('5 & 3'), cursor('4 & ?'), cursor('1.5 & 0.4')])), ['R', 'V']);
  });

  it('is to be picked where the cursor is in none', () => {
    const chosen = meant([cursor('Words')]);
    assert.deepEqual([chosen.kind, names(chosen)], ['one-of', ['R', 'U', 'V']]);
  });

  it('is none where the selection holds none', () => {
    const chosen = meant([{ start: 0, end: 5 }]);
    assert.ok(chosen.kind === 'none');
    assert.equal(chosen.fault.data.code, 'no-matrix-in-selection');
  });

  it('is none where the document has none', () => {
    const chosen = meant([{ start: 0, end: 0 }], 'Words only.');
    assert.ok(chosen.kind === 'none');
    assert.equal(chosen.fault.data.code, 'no-matrix-here');
  });

  it('regression: a table of marks alone was said to hold no matrix, where nothing in it is known', () => {
    const table = 'a,b\n?,?\n?,?\n';
    for (const end of [0, table.length]) {
      const chosen = meant([{ start: 0, end }], table);
      assert.ok(chosen.kind === 'none');
      assert.equal(chosen.fault.data.code, 'all-missing');
    }
  });
});
