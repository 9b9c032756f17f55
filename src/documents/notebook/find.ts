import type { Label, MatrixBlock, Range } from '../../matrix/block';
import { JoinedStrings } from './joinedStrings';
import { notebookTexts } from './texts';

/**
 * The matrices of a notebook as its JSON is written, at their places there; null where a JSON text is no notebook.
 * `find` finds those of one cell, or of one output, in its language.
 */
export function findInNotebook(
  document: string,
  find: (text: string, language: string) => readonly MatrixBlock[],
): MatrixBlock[] | null {
  const texts = notebookTexts(document);
  if (texts.length === 0) return null;
  return texts.flatMap(({ strings, language }) => {
    const joined = new JoinedStrings(document, strings);
    return find(joined.text, language).map((block) => placed(block, joined));
  });
}

/** A block found in strings, as a block of the document. */
function placed(block: MatrixBlock, strings: JoinedStrings): MatrixBlock {
  const cellStarts = new Uint32Array(block.cellStarts.length);
  const cellEnds = new Uint32Array(block.cellEnds.length);
  block.cellStarts.forEach((start, at) => {
    const place = strings.place({ start, end: block.cellEnds[at]! });
    [cellStarts[at], cellEnds[at]] = [place.start, place.end];
  });
  const moved = <R extends Range>(range: R): R => ({ ...range, ...strings.place(range) });
  const labels = (ranges: readonly Label[] | null): readonly Label[] | null => ranges?.map(moved) ?? null;
  return {
    ...moved(block),
    cellStarts,
    cellEnds,
    rowLabelRanges: labels(block.rowLabelRanges),
    columnLabelRanges: labels(block.columnLabelRanges),
    problems: block.problems.map(moved),
  };
}
