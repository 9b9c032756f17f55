import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findMatrices } from '../../../src/documents';
import { LiveBlocks, type PartialText, type TextChange } from '../../../src/editor/liveBlocks';
import type { MatrixBlock } from '../../../src/matrix/block';

const find = (text: string): MatrixBlock[] => findMatrices(text, { language: 'markdown' });
const matrices = [
  '$$ A = \\begin{bmatrix} 1 & 2.5 & ? \\\\ 3 & 4 & 1 \\end{bmatrix} $$',
  'B = [[1, 2], [3, None]]',
  '| who | a | b |\n|-----|--:|---|\n| Ada | 5 | ? |\n| Bob | 2 | 1 |',
  '\\begin{pmatrix}\n1 & \\frac{1}{2} \\\\\n7 & x\n\\end{pmatrix}',
  '',
];
const prose = 'Words between them, with a [link](address) and a number, 3.14.\n'.repeat(3);

/** Paragraphs, some of them a matrix, with as much prose between them as a window is wide, or none. */
const documents = fc
  .array(fc.tuple(fc.constantFrom(...matrices), fc.constantFrom(0, 1, 12)), { minLength: 1, maxLength: 9 })
  .map((parts) => parts.map(([matrix, words]) => `${matrix}\n\n${prose.repeat(words)}\n`).join(''));

interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}
const edits = (inserted: fc.Arbitrary<string>): fc.Arbitrary<Edit[][]> =>
  fc.array(
    fc.array(fc.record({ at: fc.nat(), removed: fc.constantFrom(0, 0, 1, 2, 30), inserted }), {
      minLength: 1,
      maxLength: 2,
    }),
    { minLength: 1, maxLength: 6 },
  );

/** Applies the edits of one step, kept apart from one another, to a text and to the blocks that follow it. */
function step(text: string, wanted: readonly Edit[], live: LiveBlocks): string {
  let next = text;
  let before = text.length;
  const changes: TextChange[] = [];
  for (const { at, removed, inserted } of [...wanted].sort(
    (a, b) => (b.at % (text.length + 1)) - (a.at % (text.length + 1)),
  )) {
    const offset = at % (text.length + 1);
    if (offset >= before && changes.length > 0) continue;
    const length = Math.min(removed, before - offset);
    next = next.slice(0, offset) + inserted + next.slice(offset + length);
    changes.push({ offset, removed: length, inserted: inserted.length });
    before = offset;
  }
  live.edit(changes, next, find);
  return next;
}

describe('matrices of a text that is being edited', () => {
  it('are those of a whole scan, where the edits are words and numbers', () => {
    fc.assert(
      fc.property(documents, edits(fc.constantFrom('a', '7', ' ', '42 ', 'word', '')), (document, script) => {
        const live = new LiveBlocks(find(document));
        let text = document;
        for (const wanted of script) {
          text = step(
            text,
            wanted.map((edit) => ({ ...edit, removed: 0 })),
            live,
          );
          assert.deepEqual(live.all(), find(text));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keep the text of every matrix that no edit touched, and no offset outside, whatever is typed or deleted', () => {
    const anything = fc.constantFrom('[', ']', '\n', '\\end{bmatrix}', '\\begin{matrix}', '|', '$', 'x', '', '#', '5');
    fc.assert(
      fc.property(documents, edits(anything), (document, script) => {
        const live = new LiveBlocks(find(document));
        let text = document;
        for (const wanted of script) {
          text = step(text, wanted, live);
          let end = 0;
          for (const block of live.all()) {
            assert.ok(end <= block.start && block.start <= block.end && block.end <= text.length);
            end = block.end;
            const alone = text.slice(block.start, block.end);
            const cells = (of: MatrixBlock, start: number): unknown[] => [
              ...Array.from(of.values),
              ...Array.from(of.cellStarts, (at) => at - start),
            ];
            // What is shown is there: the text at its place reads as the block says.
            if (block.problems.length > 0) continue;
            const read = find(alone);
            assert.equal(read.length, 1, alone);
            assert.deepEqual(cells(read[0]!, 0), cells(block, block.start));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('ask for no more than a window of the text', () => {
    const page = `${prose.repeat(20)}\n${matrices[0]!}\n\n`;
    const text = page.repeat(200);
    let asked = 0;
    const watched: PartialText = {
      length: text.length + 1,
      slice(start, end) {
        asked += end - start;
        return `${text.slice(0, 5000)}x${text.slice(5000)}`.slice(start, end);
      },
    };
    const live = new LiveBlocks(find(text));
    live.edit([{ offset: 5000, removed: 0, inserted: 1 }], watched, find);
    assert.ok(asked > 0 && asked < 10_000, `${asked} characters`);
    assert.equal(live.all().length, 200);
  });

  it('within a range are those of all that reach into it', () => {
    fc.assert(
      fc.property(documents, edits(fc.constantFrom('word', '')), fc.nat(), fc.nat(), (document, script, a, b) => {
        const live = new LiveBlocks(find(document));
        const text = script.reduce((before, wanted) => step(before, wanted, live), document);
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [number, number];
        const inside = live.within({ start, end });
        assert.deepEqual(
          inside,
          live.all().filter((block) => block.start <= end && start <= block.end),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('lose only those touched, where a part of the text says nothing', () => {
    const text = '[[1, 2], [3, 4]] [[5, 6], [7, 8]]';
    const live = new LiveBlocks(find(text));
    live.edit([{ offset: 2, removed: 1, inserted: 3 }], '', null);
    assert.deepEqual(
      live.all().map(({ start, end }) => [start, end]),
      [[19, 35]],
    );
  });
});
