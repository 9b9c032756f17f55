import assert from 'node:assert/strict';
import type { MatrixBlock } from '../../../src/matrix/block';

/** How many cases a property is tried on: `PROPERTY_RUNS=10` tries ten times as many as every run of the tests does. */
export function runs(cases: number): { numRuns: number; verbose: boolean } {
  const factor = Number(process.env['PROPERTY_RUNS'] ?? 1);
  assert.ok(factor > 0, 'PROPERTY_RUNS is a factor above 0.');
  return { numRuns: Math.ceil(cases * factor), verbose: false };
}

/** That every offset of a block is in the text and in order, and that nothing in it contradicts anything else. */
export function assertSound(text: string, block: MatrixBlock): void {
  const { rows, columns, values, cellStarts, cellEnds, problems } = block;
  assert.ok(rows > 0 && columns > 0);
  assert.deepEqual([values.length, cellStarts.length, cellEnds.length], Array(3).fill(rows * columns));
  assert.ok(0 <= block.start && block.start < block.end && block.end <= text.length);
  for (const { start, end } of [...problems, ...(block.rowLabelRanges ?? []), ...(block.columnLabelRanges ?? [])])
    assert.ok(0 <= start && start <= end && end <= text.length);
  assert.deepEqual([block.rowLabels?.length ?? rows, block.columnLabels?.length ?? columns], [rows, columns]);
  let missing = 0;
  for (let at = 0; at < values.length; at++) {
    const [start, end] = [cellStarts[at]!, cellEnds[at]!];
    assert.ok(block.start <= start && start <= end && end <= block.end);
    const value = values[at]!;
    assert.ok(Number.isNaN(value) || Number.isFinite(value));
    if (Number.isNaN(value)) missing++;
    // A sparse matrix has zeros that nobody wrote.
    else assert.ok(end > start || block.format === 'matrixmarket', 'a number stands somewhere');
  }
  assert.ok(block.missing <= missing);
}

/** What a block says, with offsets from where it begins. */
export function content(block: MatrixBlock): unknown {
  const local = (offsets: Uint32Array): number[] => Array.from(offsets, (offset) => offset - block.start);
  return {
    format: block.format,
    shape: [block.rows, block.columns, block.end - block.start, block.missing],
    values: Array.from(block.values),
    starts: local(block.cellStarts),
    ends: local(block.cellEnds),
    labels: [block.rowLabels, block.columnLabels],
    problems: block.problems.map(({ code, message, start, end }) => [
      code,
      message,
      start - block.start,
      end - block.start,
    ]),
  };
}

const spelled = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * A text of the block's own format that is one column and begins with one cell. Null where the other cells say what this one means,
 * as what a comma is in a delimited table, and where a sparse matrix has a cell that nobody wrote.
 */
export function alone(format: MatrixBlock['format'], cell: string): { text: string; language: string } | null {
  if (cell === '') return null;
  switch (format) {
    case 'latex':
      return { text: `\\begin{matrix}${cell}\n\\end{matrix}`, language: 'latex' };
    case 'markdown':
      return { text: `| a |\n|---|\n| ${cell} |`, language: 'markdown' };
    case 'csv':
    case 'tsv':
    case 'spaced':
      return /[,.%'\u2019\s]/.test(cell) && !spelled.test(cell) ? null : { text: cell, language: 'tsv' };
    case 'json':
      return { text: `[[${cell}]]`, language: 'json' };
    case 'python':
      // With a comma, for blanks in a row without one part its cells.
      return { text: `[[${cell},]]`, language: 'python' };
    case 'matlab':
      return { text: `[${cell}]`, language: 'matlab' };
    case 'julia':
      return { text: `Float64[${cell}]`, language: 'julia' };
    case 'r':
      return { text: `matrix(c(${cell}))`, language: 'r' };
    case 'mathematica':
      return { text: `{{${cell}}}`, language: 'mathematica' };
    case 'maple':
      return { text: `Matrix([[${cell}]])`, language: 'maple' };
    case 'c':
      return { text: `double A[2][1] = {{${cell}}, {0}};`, language: 'c' };
    case 'typst':
      return { text: `mat(${cell})`, language: 'typst' };
    case 'matrixmarket': {
      const field = /\s/.test(cell) ? 'complex' : 'real';
      return { text: `%%MatrixMarket matrix array ${field} general\n1 1\n${cell}`, language: 'plaintext' };
    }
  }
}

/** The number a cell says: x + yi as [x, y]. A cell of a symmetric file stands for another, too, perhaps with its sign turned. */
export function numberAt({ format, values, imaginary }: MatrixBlock, at: number): [number, number] {
  const parts: [number, number] = [values[at]!, imaginary?.[at] ?? 0];
  return format === 'matrixmarket' ? [Math.abs(parts[0]), Math.abs(parts[1])] : parts;
}

/** What a plain decimal is in every format; null for any other text. */
export function plainValue(cell: string): number | null {
  return spelled.test(cell) ? Number(cell) : null;
}
