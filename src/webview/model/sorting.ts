import type { Cells } from '../cells/cells';
import type { Sorted } from '../elements/gridDrawing';

const orders = new WeakMap<Cells, Map<string, readonly number[]>>();

/** The rows by the value of a column; missing ones last, equal ones as they were. Worked out once for each order. */
export function sortedRows(cells: Cells, { column, descending }: Sorted): readonly number[] {
  const known = orders.get(cells) ?? new Map<string, readonly number[]>();
  orders.set(cells, known);
  const key = `${column} ${descending}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const sign = descending ? -1 : 1;
  const value = (row: number): number | null => {
    const found = cells.value(row, column);
    return found === null || Number.isNaN(found) ? null : found;
  };
  const order = Array.from({ length: cells.rows }, (_, row) => row).sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
  known.set(key, order);
  return order;
}

/** What a press on a column's label asks for: the largest first, then the smallest first, then as it was. */
export function nextSort(sorted: Sorted | undefined, column: number): Sorted | null {
  if (sorted?.column !== column) return { column, descending: true };
  return sorted.descending ? { column, descending: false } : null;
}
