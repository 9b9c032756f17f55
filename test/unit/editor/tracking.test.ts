import assert from 'node:assert/strict';
import {
  followEdit,
  movedBy,
  nearestText,
  place,
  remember,
  type Placement,
  type Snapshot,
} from '../../../src/editor/tracking';
import { readSelections } from '../../../src/documents';
import type { TextChange } from '../../../src/editor/liveBlocks';
import { blocksOf, itemFactors, latex, named, ratings, userFactors } from './fixtures';

const text = `${ratings}\n${userFactors}\n${itemFactors}`;

/** The one change that makes one text of another. */
function changeBetween(before: string, edited: string): TextChange {
  const shorter = Math.min(before.length, edited.length);
  let [start, end] = [0, 0];
  while (start < shorter && before[start] === edited[start]) start++;
  while (end < shorter - start && before.at(-1 - end) === edited.at(-1 - end)) end++;
  return { offset: start, removed: before.length - end - start, inserted: edited.length - end - start };
}

/** Where a snapshot of `before` stands after an edit that was watched. */
const placeAfter = (snapshot: Snapshot, before: string, edited: string): Placement | null =>
  place(followEdit(snapshot, [changeBetween(before, edited)]), edited, blocksOf(edited));

/** The same when nobody watched. */
const placeUnseen = (snapshot: Snapshot, edited: string): Placement | null =>
  place(followEdit(snapshot, null), edited, blocksOf(edited));

function after(name: string, edited: string): Placement | null {
  const blocks = blocksOf(text);
  return placeAfter(remember(named(blocks, name), text, blocks), text, edited);
}

describe('the range of a matrix', () => {
  const range = { start: 5, end: 9 };

  it('takes in nothing that is typed right before it or right behind it', () => {
    assert.deepEqual(movedBy(range, { offset: 5, removed: 0, inserted: 3 }), { start: 8, end: 12 });
    assert.deepEqual(movedBy(range, { offset: 9, removed: 0, inserted: 3 }), range);
  });

  it('is what is left of it, and none where all is deleted', () => {
    assert.deepEqual(movedBy(range, { offset: 3, removed: 3, inserted: 1 }), { start: 4, end: 7 });
    assert.deepEqual(movedBy(range, { offset: 8, removed: 4, inserted: 1 }), { start: 5, end: 9 });
    assert.equal(movedBy(range, { offset: 5, removed: 4, inserted: 0 }), null);
  });
});

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
    const snapshot = remember(blocks[1]!, twins, blocks);
    assert.equal(placeAfter(snapshot, twins, edited)?.block.start, blocks[1]!.start + 2);
    assert.equal(placeUnseen(snapshot, edited)?.block.start, blocks[1]!.start + 2);
  });

  it('is not taken for a matrix that only touches where it stood', () => {
    const blocks = blocksOf(text);
    const { start } = named(blocks, 'U');
    const snapshot = { ...remember(named(blocks, 'R'), text, blocks), anchor: { start: start - 5, end: start } };
    assert.equal(place(snapshot, text, blocks), null);
  });

  it('without a name, that nobody watched, has a successor only where there are as many matrices as before', () => {
    const unnamed = `${latex('A', ['1 & 2', '3 & 4'])}\n${latex('B', ['5 & 6', '7 & 8'])}`.replaceAll(/[AB] = /g, '');
    const snapshot = remember(blocksOf(unnamed)[1]!, unnamed, blocksOf(unnamed));
    const edited = unnamed.replace('5 & 6', '5 & 9');
    assert.deepEqual(placeUnseen(snapshot, edited), { block: blocksOf(edited)[1]!, fresh: false });
    assert.equal(placeUnseen(snapshot, `${edited}\n${ratings}`), null);
  });

  it('that was cut and pasted is fresh, at its new place', () => {
    const snapshot = remember(named(blocksOf(text), 'R'), text, blocksOf(text));
    const cut = text.replace(ratings, '');
    const pasted = `${cut}\n${ratings}`;
    const gone = followEdit(snapshot, [changeBetween(text, cut)]);
    const placement = placeAfter(gone, cut, pasted);
    assert.equal(placement?.fresh, true);
    assert.equal(placement.block.start, named(blocksOf(pasted), 'R').start);
  });

  it('follows any edits before, after and inside it, in one change or several', () => {
    const snapshot = remember(named(blocksOf(text), 'U'), text, blocksOf(text));
    const edited = `Before.\n${text.replace('1.2 & 0.5', '9 & 0.5')}\nAfter.`;
    const changes = [
      { offset: 0, removed: 0, inserted: 'Before.\n'.length },
      { offset: text.indexOf('1.2 & 0.5'), removed: 3, inserted: 1 },
      { offset: text.length, removed: 0, inserted: '\nAfter.'.length },
    ];
    const block = named(blocksOf(edited), 'U');
    assert.deepEqual(followEdit(snapshot, changes).anchor, { start: block.start, end: block.end });
  });

  describe('that has a twin', () => {
    const twins = `${latex('A', ['1 & 2', '3 & 4'])}\n${latex('A', ['1 & 2', '3 & 4'])}`;
    const blocks = blocksOf(twins);

    for (const [which, at] of [
      ['first', 0],
      ['second', 1],
    ] as const)
      it(`regression: the ${which} of two alike, edited, was taken for the other, which has the old cells`, () => {
        const one = blocks[at]!;
        const edited = `${twins.slice(0, one.cellStarts[0])}7${twins.slice(one.cellEnds[0])}`;
        const placement = placeAfter(remember(one, twins, blocks), twins, edited);
        assert.deepEqual([placement?.fresh, placement?.block.values[0]], [false, 7]);
      });

    it('regression: one that was broken while it is edited was taken for the other', () => {
      const edited = twins.replace('\\begin{bmatrix}', '\\beg');
      const placement = placeAfter(remember(blocks[0]!, twins, blocks), twins, edited);
      assert.notEqual(placement?.fresh, true);
    });
  });
});

describe('a selected part of a matrix after an edit', () => {
  const from = text.indexOf('5 & 3');
  const blocks = blocksOf(text);
  const part = readSelections(text, [{ start: from, end: text.indexOf('? & 2 & 5') - 3 }], {
    language: 'markdown',
  })[0]!;
  const snapshot = remember(part, text, blocks);

  it('is found by its text, with every cell moved along', () => {
    assert.equal(snapshot.ordinal, null);
    const edited = `Before.\n${text}`;
    for (const placement of [placeAfter(snapshot, text, edited), placeUnseen(snapshot, edited)]) {
      assert.equal(placement?.fresh, true);
      assert.deepEqual(
        Array.from(placement.block.cellStarts),
        Array.from(part.cellStarts, (start) => start + 'Before.\n'.length),
      );
    }
  });

  it('is nowhere when its text has changed', () => {
    const edited = text.replace('5 & 3 & ?', '1 & 3 & ?');
    assert.equal(placeAfter(snapshot, text, edited), null);
    assert.equal(placeUnseen(snapshot, edited), null);
  });
});

describe('a part of a text', () => {
  it('is found where it stands nearest, before or behind', () => {
    const copies = 'ab......ab....ab';
    assert.deepEqual(
      [0, 3, 5, 9, 12, 16].map((near) => nearestText(copies, 'ab', near)),
      [0, 0, 8, 8, 14, 14],
    );
    assert.equal(nearestText(copies, 'ba', 3), null);
  });
});

describe('a matrix among very many', () => {
  it('was looked for in all of them at every key', () => {
    const all = Array.from({ length: 5_000 }, () => ratings).join('\n');
    const blocks = blocksOf(all);
    assert.ok(blocks.length >= 5_000);
    const snapshot = remember(blocks[3_210]!, all, blocks);
    let read = 0;
    const counted = new Proxy(blocks, {
      get: (target, key, receiver): unknown => {
        if (/^\d+$/.test(String(key))) read++;
        return Reflect.get(target, key, receiver);
      },
    });
    assert.deepEqual(place(snapshot, all, counted)?.block, blocks[3_210]);
    assert.ok(read < 100, `${read} of ${blocks.length} were read`);
  });
});
