import { createScanner } from 'jsonc-parser';
import type { MatrixBlock } from '../../matrix/block';
import { buildBlock } from '../draft';
import type { FormatReader } from '../format';
import { jsonCellReader, nestedDraft } from './draft';
import { NestedRows } from './rows';

/** Arrays of rows at any depth of a JSON text with or without comments; broken text around them does not matter. */
export const jsonReader: FormatReader = {
  families: ['json'],
  find(text, { isMissing }) {
    const readCell = jsonCellReader(isMissing);
    const blocks: MatrixBlock[] = [];
    const nested = new NestedRows(false, (matrix) => {
      const block = buildBlock(text, nestedDraft('json', matrix), readCell);
      if (block !== null) blocks.push(block);
    });
    const scanner = createScanner(text, true);
    /** The last string, and whether a colon came after it: the key of the value that follows. */
    let string: string | null = null;
    let key: string | null = null;
    for (;;) {
      scanner.scan();
      const start = scanner.getTokenOffset();
      if (start >= text.length) break;
      const end = start + scanner.getTokenLength();
      const first = text.charAt(start);
      switch (first) {
        case '[':
          nested.open(start, key);
          break;
        case ']':
          nested.close(end);
          break;
        case '{':
          nested.openBarrier(start);
          break;
        case '}':
          nested.closeBarrier();
          break;
        case ',':
          nested.comma(start);
          break;
        case ':':
          break;
        default:
          nested.word(start, end);
      }
      key = first === ':' ? string : null;
      string = first === '"' ? scanner.getTokenValue() : null;
    }
    nested.finish();
    return blocks;
  },
};
