import type { IdTable } from './idTable';

type Id = number | bigint | string;

/** Whether a cell of a table holds an id: NaN is none, which stands where pandas has none. */
export function isId(cell: unknown): cell is Id {
  return Number.isFinite(cell) || typeof cell === 'bigint' || (typeof cell === 'string' && cell !== '');
}

/** Ids of a column of numbers or texts: each text is made into bytes once, since most occur often. */
export class IdColumn {
  private readonly texts = new Map<string, number>();

  constructor(private readonly table: IdTable) {}

  /** The index of an id, a new one where it was not seen before. A whole number that a double holds is found as it is. */
  indexOf(id: Id): number {
    if (typeof id === 'string') return this.indexOfText(id);
    const value = Number(id);
    return Number.isInteger(value) && value >= 0 && value < 1e15
      ? this.table.indexOfInteger(value)
      : this.indexOfText(String(id));
  }

  private indexOfText(text: string): number {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    const bytes = encoder.encode(text);
    const index = this.table.indexOf(bytes, 0, bytes.length);
    this.texts.set(text, index);
    return index;
  }
}

const encoder = new TextEncoder();
