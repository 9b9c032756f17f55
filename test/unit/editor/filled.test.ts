import assert from 'node:assert/strict';
import { fillEdits, findMatrices } from '../../../src/documents';
import { Filled, filledIn, withoutFilledIn } from '../../../src/editor/filled';
import { remember } from '../../../src/editor/tracking';
import { matrixOf, type MatrixBlock } from '../../../src/matrix/block';
import { completeRequest } from '../completion/fixtures';
import { blocksOf, named, ratings } from './fixtures';

const uri = 'file:///notes.tex';

/** The text after its changes, of which none overlap. */
function changed(text: string, changes: readonly { start: number; end: number; text: string }[]): string {
  return [...changes]
    .sort((a, b) => b.start - a.start)
    .reduce((now, change) => now.slice(0, change.start) + change.text + now.slice(change.end), text);
}

describe('numbers that were filled in', () => {
  const block = named(blocksOf(ratings), 'R');
  const edits = fillEdits(ratings, block, [
    { row: 0, column: 2, value: 2.93 },
    { row: 1, column: 1, value: 3.21 },
  ]);

  const fill = (): { filled: Filled; text: string } => {
    const filled = new Filled();
    filled.offer(uri, { edits, tell: (cell) => `cell ${cell}` });
    filled.followEdit(uri, edits);
    return { filled, text: changed(ratings, edits) };
  };
  const cellsIn = (filled: Filled, text: string): number[] => {
    const now = named(blocksOf(text), 'R');
    return [...filledIn(now, text.slice(now.start, now.end), filled.of(uri))];
  };

  it('are remembered where they stand, and are no data for what is still missing', () => {
    const { filled, text } = fill();
    assert.deepEqual(cellsIn(filled, text), [2, 4]);
    const now = named(blocksOf(text), 'R');
    assert.equal(now.missing, 1);
    const source = {
      kind: 'text',
      uri,
      document: 'notes.tex',
      inputs: [remember(now, text, [now])],
      target: 0,
      title: 'R',
      line: 1,
    } as const;
    const request = completeRequest(matrixOf(now));
    assert.deepEqual(withoutFilledIn(source, request, filled).matrix.values, block.values);
    assert.deepEqual(withoutFilledIn(source, { ...request, check: true }, filled).matrix.values, now.values);
    assert.deepEqual(
      filled.of(uri).map(({ told }) => told),
      ['cell 2', 'cell 4'],
    );
  });

  it('are known where they are the first or the last of a matrix, with nothing around', () => {
    const table = '?,2,3\n4,5,?';
    const find = (text: string): MatrixBlock => findMatrices(text, { language: 'csv' })[0]!;
    const ends = fillEdits(table, find(table), [
      { row: 0, column: 0, value: 1.5 },
      { row: 1, column: 2, value: 6.5 },
    ]);
    const filled = new Filled();
    filled.offer(uri, { edits: ends, tell: () => '' });
    filled.followEdit(uri, ends);
    const text = changed(table, ends);
    const now = find(text);
    assert.deepEqual([...filledIn(now, text.slice(now.start, now.end), filled.of(uri))], [0, 5]);
  });

  it('are followed through edits before them, and forgotten where they are typed over', () => {
    const { filled, text } = fill();
    const before = [{ start: 0, end: 0, text: 'A line.\n' }];
    filled.followEdit(uri, before);
    const moved = changed(text, before);
    assert.deepEqual(cellsIn(filled, moved), [2, 4]);
    const [first] = filled.of(uri);
    const typed = [{ start: first!.start, end: first!.end, text: '4' }];
    filled.followEdit(uri, typed);
    assert.deepEqual(cellsIn(filled, changed(moved, typed)), [4]);
  });

  it('are not what a person typed', () => {
    const filled = new Filled();
    filled.offer(uri, { edits, tell: () => '' });
    filled.followEdit(uri, [{ ...edits[0]!, text: '3' }]);
    assert.deepEqual(filled.of(uri), []);
  });
});
