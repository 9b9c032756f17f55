import type { Label } from '../../../matrix/block';
import type { Call } from '../calls';
import { labelOf, vector, type Built, type Element } from './vectors';

/** Vectors as rows, or as columns; named ones label theirs, and names inside the first label the other side. */
export function ofVectors(text: string, { callee, arguments: given }: Call, asColumns: boolean): Built | null {
  const values = given.filter(
    ({ name }) => !/^(?:stringsAsFactors|check\.names|row\.names|deparse\.level)$/.test(name?.text ?? ''),
  );
  const vectors = values.map((one) => vector(text, one));
  const names = values.map(({ name, start }): Label => name ?? { text: '', start, end: start });
  let others: readonly Label[] | null = null;
  const first = vectors[0];
  if (first === undefined || first === null) return null;
  // The first column of a data frame often names its rows.
  if (callee === 'data.frame' && first.every(({ start }) => /["']/.test(text.charAt(start)))) {
    others = first.map((one) => labelOf(text, one));
    vectors.shift();
    names.shift();
  } else if (first.every(({ name }) => name !== null)) {
    others = first.map(({ name }) => name!);
  }
  const rowNames = vector(
    text,
    given.find(({ name }) => name?.text === 'row.names'),
  );
  if (rowNames?.length === first.length && rowNames.every(({ start }) => /["']/.test(text.charAt(start))))
    others = rowNames.map((one) => labelOf(text, one));
  const lines: (readonly Element[])[] = [];
  for (const one of vectors) {
    if (one === null || (asColumns && one.length !== first.length)) return null;
    lines.push(one);
  }
  if (lines.length === 0) return null;
  const own = names.some((label) => label.text !== '') ? names : null;
  if (!asColumns) return { rows: lines, rowLabels: own, columnLabels: others };
  return {
    rows: first.map((_, i) => lines.map((line) => line[i]!)),
    rowLabels: others,
    columnLabels: own,
  };
}
