import { readSelections } from '../documents';
import { matrixOf, type MatrixBlock } from '../matrix/block';
import type { LabelledMatrix } from '../matrix/dense';

/** A list of numbers such as [5, 6], with the key or the variable it belongs to. */
const list = /(?:(["']?)(?<name>[\p{L}_][\p{L}\p{N}_]*)\1\s*[:=]\s*)?(?<open>[\w.]*\(?\[)(?<inside>[^[\]{}()]*)\]/gu;

/**
 * The first list of numbers after A with as many as A has rows, as a column: what b of Ax = b is in JSON and code. Null
 * where there is none.
 */
export function columnAfter(text: string, a: MatrixBlock): LabelledMatrix | null {
  list.lastIndex = a.end;
  for (let match = list.exec(text); match !== null; match = list.exec(text)) {
    const { name = null, inside = '' } = match.groups ?? {};
    const end = match.index + match[0].length - 1;
    const [row] = readSelections(text, [{ start: end - inside.length, end }], { language: 'json' });
    if (row?.rows !== 1 || row.columns !== a.rows || row.problems.length > 0) continue;
    return { ...matrixOf(row), rows: row.columns, columns: 1, name, rowLabels: null, columnLabels: null };
  }
  return null;
}
