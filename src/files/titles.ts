import { openBytes } from './byteSource';
import { createCells, splitCells, writtenCells } from './cells';
import { namesItem, recognise } from './header';
import { checkText, lengthOfByteOrderMark, readLines, type LineReader } from './lines';
import { firstOf } from './sample';
import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';

/** Where on a line id and title stand, from 0. */
interface TitleLayout {
  readonly id: number;
  readonly title: number;
  readonly isHeader: boolean;
}

/**
 * Titles by item id, from lines of id and title between commas, tabs, semicolons or `::`, quoted as in RFC 4180, with
 * or without a header that names both. Lines that cannot be read are passed over: titles only decorate.
 * Throws the `noTitles` fault where there is none, `cannotRead` and `binaryFile`, and when cancelled.
 */
export async function readTitles(path: string, control: Control): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  const cells = createCells();
  const source = await openBytes(path);
  try {
    checkText(source);
    const shape = firstOf(path, source.head, lengthOfByteOrderMark(source.head))?.shape;
    if (shape === undefined) throw faults.noTitles(path);
    let layout: TitleLayout | null = null;
    const read: LineReader = (bytes, start, end) => {
      if (splitCells(bytes, start, end, shape.delimiter, cells) < 2) return;
      const written = writtenCells({ bytes }, cells);
      if (layout === null) {
        if (isOfOthers(written)) throw faults.noTitles(path);
        layout = layoutOf(written);
        if (layout.isHeader) return;
      }
      const id = written[layout.id];
      const title = written[layout.title];
      // A title is shown on one line.
      if (id !== undefined && title !== undefined && title !== '')
        titles.set(id, title.replaceAll(/\s*[\r\n]\s*/g, ' '));
    };
    await readLines(source, control, { read, bulk: null, shape });
  } finally {
    await source.close();
  }
  if (titles.size === 0) throw faults.noTitles(path);
  return titles;
}

const namesTitle = (cell: string): boolean => /^((item|movie|book) ?)?(title|name)$/i.test(cell.replace(/[_-]/g, ' '));

/** A header that names columns of ratings, and none of titles. */
function isOfOthers(first: readonly string[]): boolean {
  const { user, rating, time } = recognise(first);
  return [user, rating, time].some((column) => column !== -1) && !first.some(namesTitle);
}

function layoutOf(first: readonly string[]): TitleLayout {
  const id = first.findIndex(namesItem);
  const title = first.findIndex(namesTitle);
  if (id === -1 || title === -1 || id === title) return { id: 0, title: 1, isHeader: false };
  return { id, title, isHeader: true };
}
