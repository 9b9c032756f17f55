import type { RowSpan } from '../draft';
import { squareBrackets, tellBrackets } from './brackets';
import { NestedRows } from './rows';

/** The rows of text[start] … text[end] that stand in brackets of their own, as if one more bracket were around them. */
export function scanRows(text: string, start: number, end: number): readonly RowSpan[] {
  let rows: readonly RowSpan[] = [];
  const nested = new NestedRows(true, (matrix) => (rows = matrix.rows.spans()));
  nested.open(start);
  tellBrackets(nested, text, start, end, squareBrackets);
  return rows;
}
