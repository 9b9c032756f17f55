import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  fillEdits,
  findMatrices,
  joinEdits,
  packedFillEdits,
  unpackEdits,
  type TextEdit,
} from '../../../src/documents';

function applied(text: string, edits: readonly TextEdit[]): string {
  return edits.reduceRight((out, edit) => out.slice(0, edit.start) + edit.text + out.slice(edit.end), text);
}

/** A text, and edits of it sorted by place and apart from one another. */
const changes = fc
  .array(fc.record({ gap: fc.string(), removed: fc.string({ maxLength: 3 }), text: fc.string({ maxLength: 4 }) }))
  .map((parts) => {
    let text = '';
    const edits = parts.map(({ gap, removed, text: inserted }) => {
      text += gap;
      const start = text.length;
      text += removed;
      return { start, end: text.length, text: inserted };
    });
    return { text: `${text}!`, edits };
  });

describe('edits', () => {
  it('joined with their neighbours change the text alike, and are as few as was asked', () => {
    fc.assert(
      fc.property(changes, fc.integer({ min: 1, max: 5 }), ({ text, edits }, most) => {
        const joined = joinEdits(text, edits, most);
        assert.equal(applied(text, joined), applied(text, edits));
        assert.ok(joined.length <= most + 1);
        assert.ok(joined.every(({ start }, i) => i === 0 || start >= joined[i - 1]!.end));
      }),
    );
  });

  it('of a fill are the same when they come as arrays', () => {
    const text = 'a;b\n1,5;?\n?;2\n';
    const block = findMatrices(text, { language: 'csv' })[0]!;
    const cells = [
      { row: 0, column: 1, value: 2.25 },
      { row: 1, column: 0, value: -3 },
    ];
    const arrays = {
      rows: Uint32Array.from([0, 1]),
      columns: Uint32Array.from([1, 0]),
      values: Float64Array.from([2.25, -3]),
    };
    const edits = unpackEdits(structuredClone(packedFillEdits(text, block, arrays)));
    assert.deepEqual(edits, fillEdits(text, block, cells));
    assert.deepEqual(
      edits.map(({ cell }) => cell),
      [1, 2],
    );
  });
});
