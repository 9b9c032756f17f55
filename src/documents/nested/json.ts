import { createScanner } from 'jsonc-parser';
import type { Label, MatrixBlock } from '../../matrix/block';
import type { CellReader } from '../cells/reading';
import { buildBlock } from '../draft';
import type { FormatReader } from '../format';
import { complexObject, jsonCellReader, readNested } from './draft';
import { JsonObjects, type SplitLabels } from './objects';
import { NestedRows, type NestedMatrix } from './rows';

/**
 * Arrays of rows and arrays of objects at any depth of a JSON text, with or without comments; broken text around them
 * does not matter. Arrays on lines of their own, as in NDJSON, are rows too.
 */
export const jsonReader: FormatReader = {
  families: ['json'],
  find(text, { isMissing }) {
    const readCell = jsonCellReader(isMissing);
    const blocks: MatrixBlock[] = [];
    const add = (block: MatrixBlock | null): void => {
      if (block !== null) blocks.push(block);
    };
    const nested = new NestedRows(false, (matrix) => add(readMatrix(text, matrix, readCell)));
    const objects = new JsonObjects(
      (table) => add(buildBlock(text, { format: 'json', problems: [], ...table }, readCell)),
      (labels) => labelSplit(blocks, labels),
    );
    tell(text, nested, objects);
    return blocks;
  },
};

/** Where the bracket stands that is thought around all of a text. */
const outside = -1;

/** Arrays one below the other, outside of any other, are rows where there are two of them, each closed. */
function readMatrix(text: string, matrix: NestedMatrix, readCell: CellReader): MatrixBlock | null {
  if (matrix.start !== outside) return readNested(text, 'json', matrix, readCell);
  const { rows } = matrix;
  if (matrix.end === null || rows.count < 2) return null;
  const [start, end] = [rows.place(0).start, rows.place(rows.count - 1).end];
  return readNested(text, 'json', { ...matrix, start, end }, readCell);
}

/** Gives the matrix under "data" the labels beside it, where there are as many. */
function labelSplit(blocks: MatrixBlock[], { data, columns, index }: SplitLabels): void {
  const at = blocks.findLastIndex((block) => block.start === data.start && block.end === data.end);
  const block = blocks[at];
  if (block === undefined) return;
  const fitting = (labels: readonly Label[] | null, count: number): readonly Label[] | null =>
    labels?.length === count ? labels.map(({ text, start, end }) => ({ text, start, end })) : null;
  const rowLabelRanges = fitting(index, block.rows);
  const columnLabelRanges = fitting(columns, block.columns);
  const texts = (labels: readonly Label[] | null): string[] | null => labels?.map(({ text }) => text) ?? null;
  blocks[at] = {
    ...block,
    rowLabels: texts(rowLabelRanges),
    columnLabels: texts(columnLabelRanges),
    rowLabelRanges,
    columnLabelRanges,
  };
}

/** Whether an object that is one number stands at `start`; its end is then where the expression stopped. */
function opensComplex(text: string, start: number): boolean {
  complexObject.lastIndex = start;
  return complexObject.test(text);
}

function tell(text: string, nested: NestedRows, objects: JsonObjects): void {
  const scanner = createScanner(text, true);
  /** The last word, and whether a colon came after it: the key of the value that follows. */
  let word: Label | null = null;
  let key: Label | null = null;
  nested.open(outside);
  objects.begin(false, outside, null);
  for (;;) {
    scanner.scan();
    const start = scanner.getTokenOffset();
    if (start >= text.length) break;
    const isComplex = text.charAt(start) === '{' && nested.inRow && opensComplex(text, start);
    if (isComplex) scanner.setPosition(complexObject.lastIndex);
    const end = isComplex ? complexObject.lastIndex : start + scanner.getTokenLength();
    const first = isComplex ? '' : text.charAt(start);
    if (first !== ':' && word !== null) {
      objects.scalar(key, { ...word, quoted: /["']/.test(text.charAt(word.start)) });
      key = null;
    }
    const isWord = isComplex || !'[]{},:'.includes(first);
    switch (first) {
      case '[':
        nested.open(start, key?.text ?? null);
        objects.begin(false, start, key?.text ?? null);
        break;
      case ']':
        nested.close(end);
        objects.end(false, end);
        break;
      case '{':
        nested.openBarrier(start);
        objects.begin(true, start, key?.text ?? null);
        break;
      case '}':
        nested.closeBarrier();
        objects.end(true, end);
        break;
      case ',':
        nested.comma(start);
        break;
      case ':':
        break;
      default:
        nested.word(start, end);
    }
    key = first === ':' ? word : isWord ? key : null;
    word = isWord
      ? {
          text: first === '"' ? scanner.getTokenValue() : text.slice(start, end).replace(/^'(.*)'$/s, '$1'),
          start,
          end,
        }
      : null;
  }
  if (nested.depth === 1) nested.close(text.length);
  else nested.finish();
  objects.finish(text.length);
}
