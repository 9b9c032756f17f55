import type { Label, Range } from '../../matrix/block';
import type { RowSpan } from '../draft';

/** Rows without their border, and the labels it holds. */
export interface Bordered {
  readonly rows: readonly RowSpan[];
  readonly rowLabels: readonly Label[];
  readonly columnLabels: readonly Label[];
}

/**
 * The rows of \bordermatrix or blockarray without their border: the first row and the first column are labels. Null
 * where the border is another: a first row without an empty corner, or, in a blockarray without blocks, no border.
 */
export function takeBorder(text: string, rows: readonly RowSpan[], hasBlocks = true): Bordered | null {
  const [header, ...body] = rows;
  const corner = header?.cells[0];
  if (!hasBlocks || header === undefined || corner === undefined || body.length === 0) return null;
  const width = header.cells.length;
  if (body.some(({ cells }) => cells.length !== width) || width < 2) return null;
  if (/\S/.test(text.slice(corner.start, corner.end).replace(/~|\\[,;:! ]/g, ''))) return null;
  const label = ({ start, end }: Range): Label => ({ text: labelText(text.slice(start, end)), start, end });
  return {
    rows: body.map(({ cells }) => {
      const values = cells.slice(1);
      return { start: values[0]!.start, end: values.at(-1)!.end, cells: values };
    }),
    rowLabels: body.map(({ cells }) => label(cells[0]!)),
    columnLabels: header.cells.slice(1).map(label),
  };
}

/** A label without the commands that only set its type. */
export function labelText(written: string): string {
  const inner = /^(?:\\(?:text|mathrm|textbf|mathbf|textit|mathit|scriptstyle|footnotesize)\s*)?\{([^{}]*)\}$/.exec(
    written,
  )?.[1];
  return (inner ?? written.replace(/^\\(?:scriptstyle|footnotesize|small)(?![A-Za-z])\s*/, '')).trim();
}
