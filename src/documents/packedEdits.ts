import type { MatrixBlock } from '../matrix/block';
import { fillEdits, type CellEdit, type TextEdit } from './fill';

/** Values for missing cells as arrays: cell i is (rows[i], columns[i]). */
export interface FilledCells {
  readonly rows: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float64Array;
}

/** Edits as arrays, which cross threads faster than as many objects. */
export interface PackedEdits {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly texts: readonly string[];
  /** The index i·n + j of the cell that each writes. */
  readonly cells: Uint32Array;
}

/** The edits that fill cells, from and to plain arrays. */
export function packedFillEdits(text: string, block: MatrixBlock, { rows, columns, values }: FilledCells): PackedEdits {
  const cells = Array.from(values, (value, i) => ({ row: rows[i]!, column: columns[i]!, value }));
  const edits = fillEdits(text, block, cells);
  return {
    starts: Uint32Array.from(edits, ({ start }) => start),
    ends: Uint32Array.from(edits, ({ end }) => end),
    texts: edits.map((edit) => edit.text),
    cells: Uint32Array.from(edits, ({ cell }) => cell),
  };
}

/** The edits one by one, in their order. The inverse of packing. */
export function unpackEdits({ starts, ends, texts, cells }: PackedEdits): CellEdit[] {
  return texts.map((text, i) => ({ start: starts[i]!, end: ends[i]!, text, cell: cells[i]! }));
}

/**
 * The same change of the text in at most `most` edits: neighbours become one where what stands between them is short.
 * `edits` are sorted by place and apart from one another.
 */
export function joinEdits(text: string, edits: readonly TextEdit[], most: number): readonly TextEdit[] {
  const [first, last] = [edits[0], edits.at(-1)];
  if (first === undefined || last === undefined || edits.length <= most) return edits;
  // Wider gaps than this are fewer than `most`.
  const widest = (last.end - first.start) / most;
  const joined: TextEdit[] = [];
  let pieces = [first.text];
  let [start, end] = [first.start, first.end];
  for (const edit of edits.slice(1)) {
    if (edit.start - end < widest) pieces.push(text.slice(end, edit.start), edit.text);
    else {
      joined.push({ start, end, text: pieces.join('') });
      pieces = [edit.text];
      start = edit.start;
    }
    end = edit.end;
  }
  joined.push({ start, end, text: pieces.join('') });
  return joined;
}
