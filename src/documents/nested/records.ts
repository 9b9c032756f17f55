import type { MatrixBlock } from '../../matrix/block';
import { assignedName, isArgument, isWhole } from '../code/names';
import { buildBlock } from '../draft';
import type { FormatReader } from '../format';
import { pythonCellReader } from './draft';
import { JsonObjects, type RecordTable } from './objects';

const opening = /\[(?=(?:\s|#[^\n]*\n)*\{(?:\s|#[^\n]*\n)*["'])/g;
/** What stands between the values of a list of dictionaries: one bracket or comma. */
const mark = /(?:\s|#[^\n]*\n)*([{}\],])/y;
const key = /(?:\s|#[^\n]*\n)*(["'])([^"'\\\n]{0,200})\1\s*:\s*/dy;
const value =
  /"([^"\\\n]{0,200})"|'([^'\\\n]{0,200})'|[^\s{}[\](),"'#][^{}[\](),"'#\n]{0,60}(?:\([^{}[\]()\n]{0,60}\))?/y;

/** Lists of dictionaries with the same keys, as Python writes them: [{'a': 1, 'b': 2}, {'a': 3, 'b': None}]. */
export const recordsReader: FormatReader = {
  families: ['text'],
  find(text, { isMissing }) {
    const readCell = pythonCellReader(isMissing);
    const blocks: MatrixBlock[] = [];
    let end = 0;
    for (const { index: start } of text.matchAll(opening)) {
      if (start < end) continue;
      const table = tableAt(text, start);
      if (table === null) continue;
      const name = assignedName(text, start);
      if (name === null && !isArgument(text, start) && !isWhole(text, start, table.end)) continue;
      const block = buildBlock(text, { ...table, format: 'python', name, problems: [] }, readCell);
      if (block === null) continue;
      blocks.push(block);
      end = table.end;
    }
    return blocks;
  },
};

/** The table that a list of dictionaries is; null where it holds anything but numbers and words under keys. */
function tableAt(text: string, start: number): RecordTable | null {
  const found: RecordTable[] = [];
  const objects = new JsonObjects(
    (table) => found.push(table),
    () => undefined,
  );
  objects.begin(false, start, null);
  let at = start + 1;
  /** Whether a dictionary is open, in which keys stand. */
  let inside = false;
  for (;;) {
    mark.lastIndex = at;
    const sign = mark.exec(text)?.[1];
    const place = mark.lastIndex;
    if (sign !== undefined) {
      if (sign === '{' ? inside : sign === '}' ? !inside : sign === ']' && inside) return null;
      if (sign === '{') objects.begin(true, place - 1, null);
      if (sign === '}') objects.end(true, place);
      if (sign !== ',') inside = sign === '{';
      at = place;
      if (sign !== ']') continue;
      objects.end(false, at);
      return found[0] ?? null;
    }
    key.lastIndex = at;
    const named = inside ? key.exec(text) : null;
    const range = named?.indices?.[2];
    if (named === null || range === undefined) return null;
    value.lastIndex = key.lastIndex;
    const written = value.exec(text);
    if (written === null) return null;
    const cell = written[0].trimEnd();
    const from = written.index;
    objects.scalar(
      { text: named[2]!, start: range[0], end: range[1] },
      { text: written[1] ?? written[2] ?? cell, start: from, end: from + cell.length, quoted: /^["']/.test(cell) },
    );
    at = value.lastIndex;
  }
}
