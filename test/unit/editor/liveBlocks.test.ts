import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findMatrices } from '../../../src/documents';
import { LiveBlocks, type TextChange } from '../../../src/editor/liveBlocks';
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

/** A text after some of the edits that are kept apart from one another, and what they did to it. */
function edited(text: string, wanted: readonly Edit[]): { text: string; changes: readonly TextChange[] } {
  let next = text;
  let before = text.length;
  const changes: TextChange[] = [];
  const place = ({ at }: Edit): number => at % (text.length + 1);
  for (const edit of [...wanted].sort((a, b) => place(b) - place(a))) {
    const offset = place(edit);
    if (offset >= before && changes.length > 0) continue;
    const length = Math.min(edit.removed, before - offset);
    next = next.slice(0, offset) + edit.inserted + next.slice(offset + length);
    changes.push({ offset, removed: length, inserted: edit.inserted.length });
    before = offset;
  }
  return { text: next, changes };
}

/** Where a range stands after changes: moved by those before it, grown by those within; null where one crosses its edge. */
function followed(start: number, end: number, changes: readonly TextChange[]): [start: number, end: number] | null {
  const before = changes.filter(({ offset, removed }) => offset + removed <= start);
  const touching = changes.filter(({ offset, removed }) => offset + removed > start && offset < end);
  if (touching.some(({ offset, removed }) => offset < start || offset + removed > end)) return null;
  const growth = (some: readonly TextChange[]): number =>
    some.reduce((sum, { removed, inserted }) => sum + inserted - removed, 0);
  return [start + growth(before), end + growth(before) + growth(touching)];
}

const anything = fc.constantFrom(
  '[',
  ']',
  '\n',
  '\\end{bmatrix}',
  '\\begin{matrix}',
  '|',
  '$',
  'x',
  '',
  '#',
  '5',
  'word ',
);

describe('matrices of a text that is being edited', () => {
  it('move with the text, grow with what is typed within, and are gone where an edit crosses their edge', () => {
    fc.assert(
      fc.property(documents, edits(anything), (document, script) => {
        const live = new LiveBlocks(find(document));
        let text = document;
        for (const wanted of script) {
          const before = live.all().map(({ start, end }) => [start, end] as const);
          const step = edited(text, wanted);
          text = step.text;
          live.edit(step.changes);
          assert.deepEqual(
            live.all().map(({ start, end }) => [start, end]),
            before.flatMap(([start, end]) => {
              const range = followed(start, end, step.changes);
              return range === null ? [] : [range];
            }),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('read as they did where no edit touched them', () => {
    fc.assert(
      fc.property(documents, edits(anything), (document, script) => {
        const whole = find(document);
        const live = new LiveBlocks(whole);
        const written = new Map(
          whole.map((block) => [block.cellStarts.length, document.slice(block.start, block.end)]),
        );
        const text = script.reduce((before, wanted) => {
          const step = edited(before, wanted);
          live.edit(step.changes);
          return step.text;
        }, document);
        for (const block of live.all()) {
          const own = text.slice(block.start, block.end);
          if (own !== written.get(block.cellStarts.length) || block.problems.length > 0) continue;
          const [read, ...others] = find(own);
          assert.ok(read !== undefined && others.length === 0, own);
          assert.deepEqual(
            Array.from(block.cellStarts, (at) => at - block.start),
            Array.from(read.cellStarts),
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it('within a range are those that begin where it ends, or end where it begins', () => {
    const [block] = find(matrices[1]!);
    const live = new LiveBlocks([block!]);
    const { start, end } = block!;
    const found = [
      { start: start - 1, end: start },
      { start: end, end: end + 1 },
      { start: start - 2, end: start - 1 },
      { start: end + 1, end: end + 2 },
    ].map((range) => live.within(range).length);
    assert.deepEqual(found, [1, 1, 0, 0]);
  });

  it('within a range are those of all that reach into it', () => {
    fc.assert(
      fc.property(documents, edits(fc.constantFrom('word', '')), fc.nat(), fc.nat(), (document, script, a, b) => {
        const live = new LiveBlocks(find(document));
        const text = script.reduce((before, wanted) => {
          const step = edited(before, wanted);
          live.edit(step.changes);
          return step.text;
        }, document);
        const start = Math.min(a % (text.length + 1), b % (text.length + 1));
        const end = Math.max(a % (text.length + 1), b % (text.length + 1));
        const inside = live.within({ start, end });
        assert.deepEqual(
          inside,
          live.all().filter((block) => block.start <= end && start <= block.end),
        );
      }),
      { numRuns: 100 },
    );
  });
});
