import assert from 'node:assert/strict';
import { place, remember, type Placement } from '../../../src/editor/tracking';
import { readSelection } from '../../../src/documents';
import { blocksOf, itemFactors, latex, named, ratings, userFactors } from './fixtures';

const text = `${ratings}\n${userFactors}\n${itemFactors}`;

function after(name: string, edited: string): Placement | null {
  const blocks = blocksOf(text);
  return place(remember(named(blocks, name), text, blocks), edited, blocksOf(edited));
}

describe('a matrix after an edit', () => {
  it('that moved is fresh, at its new place', () => {
    const placement = after('R', `Lines before.\n\n${text}`);
    assert.equal(placement?.fresh, true);
    assert.equal(placement.block.start, named(blocksOf(text), 'R').start + 'Lines before.\n\n'.length);
  });

  it('that is spaced otherwise is fresh', () => {
    assert.equal(after('R', text.replace('5 & 3 & ?', '5   &  3 &     ?'))?.fresh, true);
  });

  it('with numbers written otherwise is fresh', () => {
    assert.equal(after('R', text.replace('5 & 3 & ?', '5.0 & 3 & ?'))?.fresh, true);
  });

  it('with a changed value is stale', () => {
    const placement = after('R', text.replace('5 & 3 & ?', '1 & 3 & ?'));
    assert.equal(placement?.fresh, false);
    assert.equal(placement.block.values[0], 1);
  });

  it('with a filled cell is stale', () => {
    assert.equal(after('R', text.replace('5 & 3 & ?', '5 & 3 & 2.9'))?.fresh, false);
  });

  it('with a cell that cannot be read is not fresh', () => {
    assert.notEqual(after('R', text.replace('5 & 3 & ?', '5 & three & ?'))?.fresh, true);
  });

  it('with another row is stale, and found by its name', () => {
    const placement = after('R', text.replace('5 & 3 & ?', '1 & 1 & 1 \\\\\n5 & 3 & ?'));
    assert.equal(placement?.fresh, false);
    assert.equal(placement.block.rows, 4);
  });

  it('that lost its name is fresh', () => {
    assert.equal(after('R', text.replace('R = ', ''))?.fresh, true);
  });

  it('that is gone is nowhere', () => {
    assert.equal(after('R', text.replace(ratings, '')), null);
  });

  it('of two alike is the nearer one', () => {
    const twins = `${latex('A', ['1 & 2', '3 & 4'])}\n${latex('A', ['1 & 2', '3 & 4'])}`;
    const blocks = blocksOf(twins);
    const edited = `x\n${twins}`;
    const placement = place(remember(blocks[1]!, twins, blocks), edited, blocksOf(edited));
    assert.equal(placement?.block.start, blocks[1]!.start + 2);
  });
});

describe('a selected part of a matrix after an edit', () => {
  const from = text.indexOf('5 & 3');
  const blocks = blocksOf(text);
  const part = readSelection(text, { start: from, end: text.indexOf('? & 2 & 5') - 3 }, { language: 'markdown' })[0]!;
  const snapshot = remember(part, text, blocks);

  it('is found by its text, with every cell moved along', () => {
    assert.equal(snapshot.ordinal, null);
    const edited = `Before.\n${text}`;
    const placement = place(snapshot, edited, blocksOf(edited));
    assert.equal(placement?.fresh, true);
    assert.deepEqual(
      Array.from(placement.block.cellStarts),
      Array.from(part.cellStarts, (start) => start + 'Before.\n'.length),
    );
  });

  it('is nowhere when its text has changed', () => {
    const edited = text.replace('5 & 3 & ?', '1 & 3 & ?');
    assert.equal(place(snapshot, edited, blocksOf(edited)), null);
  });
});
