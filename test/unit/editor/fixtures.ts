import assert from 'node:assert/strict';
import { findMatrices } from '../../../src/documents';
import type { MatrixBlock } from '../../../src/matrix/block';

/** The matrices of a Markdown text. */
export function blocksOf(text: string): MatrixBlock[] {
  return findMatrices(text, { language: 'markdown', missingMarks: [] });
}

export function named(blocks: readonly MatrixBlock[], name: string): MatrixBlock {
  const block = blocks.find((other) => other.name === name);
  assert.ok(block, `a matrix is named ${name}`);
  return block;
}

/** `R = ` and its rows, in LaTeX. */
export function latex(name: string, rows: readonly string[]): string {
  return `$$\n${name} = \\begin{bmatrix}\n${rows.join(' \\\\\n')}\n\\end{bmatrix}\n$$\n`;
}

export const ratings = latex('R', ['5 & 3 & ?', '4 & ? & 1', '? & 2 & 5']);
export const userFactors = latex('U', ['1.2 & 0.5', '1.0 & 0.3', '0.2 & 1.1']);
export const itemFactors = latex('V', ['1.5 & 0.4', '0.9 & 0.1', '0.1 & 1.3']);
