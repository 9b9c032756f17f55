/** Where the columns of a grid lie, in pixels from the end of the row labels. */
export interface Columns {
  readonly count: number;
  /** Of all columns. */
  readonly total: number;
  left(column: number): number;
  width(column: number): number;
  /** The column at a place; the last where it is beyond. */
  at(place: number): number;
}

/** A half-open range of rows or columns. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function columnsOf(widths: readonly number[]): Columns {
  const starts = [0];
  for (const width of widths) starts.push(starts.at(-1)! + width);
  const count = widths.length;
  return {
    count,
    total: starts[count]!,
    left: (column) => starts[column]!,
    width: (column) => widths[column]!,
    at: (place) => {
      // the last start at or before the place
      let [low, high] = [0, count];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (starts[middle]! <= place) low = middle;
        else high = middle;
      }
      return clamp(low, count);
    },
  };
}

/** The first place at or after another where a column begins, up to that of `last`: a number cut at its left reads as another. */
export function columnStart(columns: Columns, place: number, last: number): number {
  const column = columns.at(place);
  return columns.left(Math.min(last, columns.left(column) < place ? column + 1 : column));
}

/** The start of a column, or the end of the last, that is nearest to a place. */
export function nearestStart(columns: Columns, place: number): number {
  const column = columns.at(place);
  const [before, after] = [columns.left(column), columns.left(column) + columns.width(column)];
  return place - before < after - place ? before : after;
}

/** The columns to draw for what is seen from `place` on, with a few beyond both edges: whole steps of two. */
export function visibleColumns(columns: Columns, place: number, size: number): Span {
  if (columns.count === 0) return { from: 0, to: 0 };
  const from = Math.max(0, stepDown(columns.at(place), 2) - 2);
  const to = Math.min(columns.count, stepDown(columns.at(place + size), 2) + 4);
  return { from, to };
}

/** The rows to draw, with a few beyond both edges. */
export function visibleRows(count: number, height: number, place: number, size: number): Span {
  const beyond = 4;
  const from = Math.max(0, Math.floor(place / height) - beyond);
  return { from: Math.min(from, count), to: Math.min(count, Math.ceil((place + size) / height) + beyond) };
}

/** How far to scroll so that start … end lies between from … to; 0 where it does. */
export function shiftInto(start: number, end: number, from: number, to: number): number {
  if (start < from) return start - from;
  return end > to ? Math.min(end - to, start - from) : 0;
}

function stepDown(value: number, step: number): number {
  return value - (value % step);
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index));
}
