import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fillEdits, findMatrices, printMatrix, type CellEdit } from '../../../src/documents';
import { formats, type MatrixBlock } from '../../../src/matrix/block';
import { labelledMatrices } from './arbitrary';
import { assertSound } from './properties';

const inProse = formats.filter((format) => !['csv', 'tsv', 'json'].includes(format));
const words = '# Nothing but words: "quoted", a \\ and a tab\t\u00e9\n\n';

/** A notebook with one Markdown cell, whose text is written in these strings. */
function notebook(source: readonly string[], indent: number): string {
  const cell = { cell_type: 'markdown', metadata: {}, source };
  return JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, indent);
}

function sourceOf(document: string): string {
  return (JSON.parse(document) as { cells: [{ source: string[] }] }).cells[0].source.join('');
}

function applied(text: string, edits: readonly CellEdit[]): string {
  return edits.reduceRight((out, edit) => out.slice(0, edit.start) + edit.text + out.slice(edit.end), text);
}

function numbersOf({ format, name, values, rowLabels, columnLabels, problems }: MatrixBlock): unknown {
  return { format, name, values: [...values], rowLabels, columnLabels, problems: problems.map(({ code }) => code) };
}

describe('a notebook as its JSON is written', () => {
  const strings = fc
    .tuple(
      labelledMatrices,
      fc.constantFrom(...inProse),
      fc.array(fc.nat(), { maxLength: 6 }),
      fc.constantFrom(0, 1, 2),
      fc.constantFrom(0.125, -3e-7, 1.5e30),
    )
    .map(([matrix, format, cuts, indent, value]) => {
      const text = `${words}${printMatrix({ ...matrix, name: 'A' }, format)}\n\n${words}`;
      const places = [0, ...cuts.map((cut) => cut % text.length), text.length].sort((a, b) => a - b);
      const source = places.slice(1).map((place, i) => text.slice(places[i], place));
      return { text, source, indent, value };
    });

  it('has the matrices of its cells, whichever strings they are written in', () => {
    fc.assert(
      fc.property(strings, ({ text, source, indent }) => {
        const document = notebook(source, indent);
        const found = findMatrices(document, { language: 'ipynb' });
        found.forEach((block) => assertSound(document, block));
        assert.deepEqual(found.map(numbersOf), findMatrices(text, { language: 'markdown' }).map(numbersOf));
      }),
      { numRuns: 2000 },
    );
  });

  it('of a string a line is filled as its cells are: what it says then is what the filled text says', () => {
    fc.assert(
      fc.property(strings, ({ text, indent, value }) => {
        const document = notebook(text.split(/(?<=\n)/), indent);
        const [inNotebook] = findMatrices(document, { language: 'json' });
        const [inText] = findMatrices(text, { language: 'markdown' });
        if (inNotebook === undefined || inText === undefined) return;
        const cells = Array.from(inText.values, (_, at) => ({
          row: Math.floor(at / inText.columns),
          column: at % inText.columns,
          value,
        }));
        const filled = applied(document, fillEdits(document, inNotebook, cells));
        const again = findMatrices(sourceOf(filled), { language: 'markdown' });
        const expected = findMatrices(applied(text, fillEdits(text, inText, cells)), { language: 'markdown' });
        assert.deepEqual(again.map(numbersOf), expected.map(numbersOf));
      }),
      { numRuns: 2000 },
    );
  });

  const python = (cell: object): string =>
    JSON.stringify({ cells: [cell], metadata: { language_info: { name: 'julia' } }, nbformat: 4 });

  it('has code in the language of its kernel, and what the code printed', () => {
    const document = python({
      cell_type: 'code',
      source: 'A = [1 2 3]',
      outputs: [
        { data: { 'text/plain': ['2×2 Matrix{Int64}:\n', ' 1  2\n', ' 3  4'] }, output_type: 'execute_result' },
      ],
    });
    assert.deepEqual(
      findMatrices(document, { language: 'ipynb' }).map(({ format, name, rows, columns }) => [
        format,
        name,
        rows,
        columns,
      ]),
      [
        ['julia', 'A', 1, 3],
        ['julia', null, 2, 2],
      ],
    );
  });

  it('that is cut off or broken still has the matrices of its whole strings', () => {
    const document = python({ cell_type: 'code', source: ['A = [1 2\n', '3 4]\n'], outputs: [] });
    for (let length = document.indexOf('"outputs"'); length < document.length; length++)
      assert.equal(findMatrices(document.slice(0, length), { language: 'ipynb' })[0]?.name, 'A');
  });
});
