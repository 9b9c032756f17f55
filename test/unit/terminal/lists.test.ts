import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { findMatrices } from '../../../src/documents';
import { pickBlock, readDocument } from '../../../src/terminal/input';
import { columnAfter } from '../../../src/terminal/lists';
import { codeOf } from '../faultCode';

function columnIn(text: string, language: string) {
  return columnAfter(text, findMatrices(text, { language })[0] ?? assert.fail());
}

describe('a right side that is a list', () => {
  it('regression: a flat b beside A was not found, in JSON and in Python', () => {
    for (const [text, language] of [
      ['{"A": [[1, 2], [3, 4]], "b": [5, 6]}', 'json'],
      ['A = np.array([[1, 2], [3, 4]])\nb = np.array([5, 6])\n', 'python'],
    ] as const) {
      const b = columnIn(text, language) ?? assert.fail(text);
      assert.deepEqual([b.rows, b.columns, b.name], [2, 1, 'b']);
      assert.deepEqual(Array.from(b.values), [5, 6]);
    }
  });

  it('has as many numbers as A has rows, and no words', () => {
    assert.equal(columnIn('{"A": [[1, 2], [3, 4]], "b": [5, 6, 7], "names": ["x", "y"]}', 'json'), null);
  });
});

describe('a file of nothing but numbers', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'factorize-'));
  after(() => rmSync(folder, { recursive: true }));
  const shapeOf = (text: string, ending: string): readonly number[] | null => {
    const file = path.join(folder, `file.${ending}`);
    writeFileSync(file, text);
    const [block] = readDocument(file).blocks;
    return block === undefined ? null : [block.rows, block.columns];
  };

  it('is the matrix, also of one row or one cell', () => {
    assert.deepEqual(shapeOf('1 2 3\n', 'txt'), [1, 3]);
    assert.deepEqual(shapeOf('[1, 2, 3]', 'json'), [1, 3]);
    assert.deepEqual(shapeOf('[[5]]', 'json'), [1, 1]);
  });

  it('is none where words stand beside them', () => {
    assert.equal(shapeOf('Chapter 1 2 3\n', 'md'), null);
    assert.equal(shapeOf('\n', 'txt'), null);
  });
});

describe('a table of marks alone', () => {
  const codeFor = (text: string): string =>
    codeOf(() => pickBlock({ file: 'table.csv', line: null, text, blocks: [], lineStarts: [0] }, null));

  it('regression: it was said to hold no matrix, where nothing in it is known', () => {
    for (const text of ['?,?\n?,?\n', 'a;b\r\nx;?\r\ny;\r\n', '\ta\tb\nx\t?\t?\n'])
      assert.equal(codeFor(text), 'all-missing', text);
  });

  it('is none where words stand in it, or nothing', () => {
    for (const text of ['name,city\nAnn,?\nBob,Rome\n', 'a,b\nc,\n', 'Who?, and why?\n', ''])
      assert.equal(codeFor(text), 'no-matrix-in-document', text);
  });
});
