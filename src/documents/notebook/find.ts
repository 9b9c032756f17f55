import type { MatrixBlock } from '../../matrix/block';
import { movedBlock } from '../movedBlock';
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
    return find(joined.text, language).map((block) => movedBlock(block, (range) => joined.place(range)));
  });
}
