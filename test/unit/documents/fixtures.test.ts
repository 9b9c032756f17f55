import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { findMatrices } from '../../../src/documents';
import type { MatrixBlock } from '../../../src/matrix/block';

const folder = join(__dirname, '../../fixtures/documents');
const languages: Readonly<Record<string, string>> = { '.md': 'markdown', '.tex': 'latex' };

/** A cell's number, with its imaginary part and its exact value where it has one. */
function said({ values, imaginary, exact }: MatrixBlock, at: number): string {
  const im = imaginary?.[at] ?? 0;
  const rational = exact?.get(at);
  return [
    String(values[at]!),
    im === 0 ? '' : ` ${im < 0 ? '-' : '+'} ${Math.abs(im)}i`,
    rational === undefined ? '' : ` = ${rational.numerator}/${rational.denominator}`,
  ].join('');
}

/** What a person can check beside the fixture: each cell as its text and its value. */
function readable(text: string, block: MatrixBlock): unknown {
  const slice = (start: number, end: number): string => text.slice(start, end);
  return {
    format: block.format,
    name: block.name,
    line: text.slice(0, block.start).split('\n').length,
    ends: slice(block.start, block.start + 8) + ' … ' + slice(block.end - 8, block.end),
    shape: `${block.rows}×${block.columns}`,
    missing: block.missing,
    cells: Array.from({ length: block.rows }, (_, i) =>
      Array.from({ length: block.columns }, (_, j) => {
        const at = i * block.columns + j;
        return `${slice(block.cellStarts[at]!, block.cellEnds[at]!)} → ${said(block, at)}`;
      }).join(' | '),
    ),
    rowLabels: block.rowLabels,
    columnLabels: block.columnLabels,
    labelTexts: [...(block.rowLabelRanges ?? []), ...(block.columnLabelRanges ?? [])].map((l) => slice(l.start, l.end)),
    problems: block.problems.map((p) => `${p.code} at ${JSON.stringify(slice(p.start, p.end))}: ${p.message}`),
  };
}

describe('the matrices of each fixture are as its expected file says', () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(expected\.json|actual)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  for (const file of files) {
    it(file, () => {
      const path = join(folder, file);
      const text = readFileSync(path, 'utf8');
      const language = languages[extname(file)] ?? extname(file);
      const actual =
        JSON.stringify(
          findMatrices(text, { language }).map((block) => readable(text, block)),
          null,
          2,
        ) + '\n';
      const expected = existsSync(`${path}.expected.json`) ? readFileSync(`${path}.expected.json`, 'utf8') : null;
      if (actual !== expected) writeFileSync(`${path}.actual`, actual);
      assert.equal(actual, expected, `${file} reads otherwise than expected; what was read is in ${file}.actual`);
    });
  }
});
