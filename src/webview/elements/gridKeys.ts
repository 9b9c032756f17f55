import type { CellRef } from '../../protocol/panel';

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** The rows that Page Up and Page Down move by. */
const page = 10;

/** Where a key takes the focus in a grid (the keys of the ARIA grid pattern); null where it is no such key. */
export function stepFrom({ row, column }: CellRef, key: Key, rows: number, columns: number): CellRef | null {
  const whole = key.ctrlKey || key.metaKey;
  const to = (i: number, j: number): CellRef => ({ row: clamp(i, rows), column: clamp(j, columns) });
  switch (key.key) {
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'PageUp':
      return to(row - page, column);
    case 'PageDown':
      return to(row + page, column);
    case 'Home':
      return to(whole ? 0 : row, 0);
    case 'End':
      return to(whole ? rows : row, columns);
    default:
      return null;
  }
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index));
}
