import assert from 'node:assert/strict';
import { cellEdits, fillEdits, findMatrices, isReplaceable, replaceEdits, type CellEdit } from '../../../src/documents';
import type { MatrixBlock } from '../../../src/matrix/block';

const market = (head: string, ...lines: string[]): string => [`%%MatrixMarket matrix ${head}`, ...lines, ''].join('\n');

function only(text: string, language = 'plaintext'): MatrixBlock {
  const [block, ...more] = findMatrices(text, { language });
  assert.ok(block !== undefined && more.length === 0, text);
  return block;
}

const edited = (text: string, edits: readonly CellEdit[]): string =>
  edits
    .toReversed()
    .reduce((before, { start, end, text: by }) => before.slice(0, start) + by + before.slice(end), text);

const everyCell = (
  block: MatrixBlock,
  value: (row: number, column: number) => number,
): Parameters<typeof fillEdits>[2] =>
  Array.from(block.values, (_, at) => {
    const [row, column] = [Math.floor(at / block.columns), at % block.columns];
    return { row, column, value: value(row, column) };
  });

describe('a number that says several cells', () => {
  it('of a skew-symmetric file is filled with the value below the diagonal, whose sign it has', () => {
    const text = market('array real skew-symmetric', '2 2', 'NaN');
    const block = only(text);
    const filled = edited(
      text,
      fillEdits(
        text,
        block,
        everyCell(block, (row, column) => 5 * (row - column)),
      ),
    );
    assert.deepEqual([...only(filled).values], [0, -5, 5, 0]);
  });

  it('of a symmetric or Hermitian file is filled once', () => {
    for (const [head, cell] of [
      ['array real symmetric', 'NaN'],
      ['array complex hermitian', 'NaN NaN'],
    ] as const) {
      const one = head.includes('complex') ? '1 0' : '1';
      const text = market(head, '2 2', one, cell, one);
      const block = only(text);
      assert.equal(block.missing, 2);
      const read = only(
        edited(
          text,
          fillEdits(
            text,
            block,
            everyCell(block, () => 5),
          ),
        ),
      );
      assert.deepEqual([[...read.values], read.problems], [[1, 5, 5, 1], []]);
    }
  });

  it('of R is left as it is, and so is the matrix: 1:4 and 0 are no cells of their own', () => {
    for (const text of ['A <- matrix(1:4, 2)', 'A <- matrix(0, 2, 2)', 'A <- matrix(c(1, 2), nrow = 2, ncol = 2)']) {
      const block = only(text, 'r');
      assert.deepEqual(
        cellEdits(
          text,
          block,
          everyCell(block, () => 7),
        ),
        [],
      );
      assert.equal(isReplaceable(block), false);
    }
    assert.equal(isReplaceable(only('A <- matrix(c(1, 2, 3, 4), 2)', 'r')), true);
  });

  it('is not written where a sparse file has a zero that stands nowhere', () => {
    const text = market('coordinate real general', '2 2 3', '1 1 1', '1 2 2', '2 2 3');
    const block = only(text);
    const written = edited(
      text,
      replaceEdits(text, block, { rows: 2, columns: 2, values: Float64Array.of(4, 5, 6, 7) }),
    );
    assert.deepEqual([...only(written).values], [4, 5, 0, 7]);
    assert.equal(isReplaceable(block), false);
    assert.equal(isReplaceable(only(market('array real symmetric', '2 2', '1', '2', '3'))), true);
  });

  it('has a problem where it says what follows from others: the other sign, or a diagonal that cannot be', () => {
    const codes = (text: string): string[] => only(text).problems.map(({ code }) => code);
    assert.deepEqual(codes(market('coordinate real skew-symmetric', '2 2 1', '1 2 5')), ['syntax']);
    assert.deepEqual(codes(market('coordinate real skew-symmetric', '2 2 2', '1 1 3', '2 1 5')), ['syntax']);
    assert.deepEqual(codes(market('coordinate complex hermitian', '2 2 1', '1 2 5 1')), ['syntax']);
    assert.deepEqual(codes(market('coordinate complex hermitian', '2 2 1', '1 1 5 1')), ['syntax']);
    assert.deepEqual(codes(market('coordinate real symmetric', '2 2 1', '1 2 5')), []);
  });

  it('regression: a misplaced entry of a pattern, which has no number, had its problem behind it', () => {
    const text = market('coordinate pattern skew-symmetric', '3 3 2', '1 2', '3 1');
    const found = only(text).problems.map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(found, ['1 2']);
  });
});
