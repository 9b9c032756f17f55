/**
 * Whether a text is a table that holds, but for a first row and column of labels, nothing else than marks of missing
 * cells: no matrix is found in it. Looks no further than the first cell that is something else.
 */
export function isAllMissingTable(text: string): boolean {
  let hasMark = false;
  let isFirst = true;
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    if (!isFirst)
      for (const cell of line.split(/[,;\t]/).slice(1)) {
        const mark = cell.trim();
        if (mark !== '?' && mark !== '') return false;
        hasMark ||= mark === '?';
      }
    isFirst = false;
  }
  return hasMark;
}
