import { createScanner } from 'jsonc-parser';
import type { Range } from '../../matrix/block';

/** A text of a notebook: the strings of its JSON that it is written in, one after the other, and its language. */
export interface NotebookText {
  readonly strings: readonly Range[];
  /** As VS Code or a file ending names it. */
  readonly language: string;
}

/** The keys under which texts stand in a cell and in its outputs, and their languages; null where the cell says it. */
const textKeys: ReadonlyMap<string, string | null> = new Map([
  ['source', null],
  ['text', null],
  ['text/plain', null],
  ['text/markdown', 'markdown'],
  ['text/latex', 'latex'],
]);
const cellLanguages: ReadonlyMap<string, string> = new Map([
  ['markdown', 'markdown'],
  ['raw', 'plaintext'],
]);
const usualLanguage = 'python';

/** An open object or array. */
interface Frame {
  readonly isObject: boolean;
  /** The key it stands under, be it in an array there. */
  readonly under: string | null;
  /** In an object, the key of the value that comes next; null where a key does. */
  key: string | null;
  cellType: string | null;
}

interface Found {
  readonly key: string;
  readonly strings: Range[];
  /** The objects it stands in, of which one is the cell. */
  readonly around: readonly Frame[];
}

/** The texts of a Jupyter notebook by place; none where a JSON text is something else. */
export function notebookTexts(document: string): NotebookText[] {
  if (!document.includes('"cell_type"')) return [];
  const found: Found[] = [];
  let kernel: string | null = null;
  const stack: Frame[] = [];
  const tellString = (value: string, place: Range): void => {
    const frame = stack.at(-1);
    const key = keyOf(frame);
    if (frame === undefined || key === null) return;
    if (key === 'cell_type') frame.cellType = value;
    else if (key === 'name' && frame.under === 'language_info') kernel = value;
    else if (textKeys.has(key)) {
      const last = found.at(-1);
      const goesOn = !frame.isObject && last?.around.at(-1) === frame;
      if (goesOn) last.strings.push(place);
      else found.push({ key, strings: [place], around: stack.slice(-deepest) });
    }
  };
  const scanner = createScanner(document, true);
  for (scanner.scan(); scanner.getTokenOffset() < document.length; scanner.scan()) {
    const frame = stack.at(-1);
    const start = scanner.getTokenOffset();
    const end = start + scanner.getTokenLength();
    const first = document.charAt(start);
    switch (first) {
      case '{':
      case '[':
        stack.push({ isObject: first === '{', under: keyOf(frame), key: null, cellType: null });
        break;
      case '}':
      case ']':
        stack.pop();
        break;
      case ',':
        if (frame !== undefined) frame.key = null;
        break;
      case '"':
        if (frame?.isObject === true && frame.key === null) frame.key = scanner.getTokenValue();
        else if (end - start > 1 && document.charAt(end - 1) === '"')
          tellString(scanner.getTokenValue(), { start, end });
        break;
    }
  }
  return found.flatMap(({ key, strings, around }): NotebookText[] => {
    const cellType = around.findLast((frame) => frame.cellType !== null)?.cellType ?? null;
    if (cellType === null) return [];
    return [{ strings, language: textKeys.get(key) ?? cellLanguages.get(cellType) ?? kernel ?? usualLanguage }];
  });
}

/** A cell, its outputs, one of them, its data, and the lines of a text there. */
const deepest = 6;

/** The key that a value in an object or array stands under. */
function keyOf(frame: Frame | undefined): string | null {
  return frame?.isObject === true ? frame.key : (frame?.under ?? null);
}
