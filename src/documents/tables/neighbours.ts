import { unquote } from '../cells/reading';
import { takeApart } from './numerals';

/** A known cell: its text, and the number it was read as. */
export interface KnownCell {
  readonly text: string;
  readonly value: number;
}

/** How the known numbers of a table are spelled, for others to be spelled alike. */
export interface NumberSpelling {
  readonly point: '.' | ',';
  /** What stands between groups of three digits; empty where nothing does. */
  readonly group: string;
  /** The percent sign as written, with the blank before it; empty where the numbers are no percentages. */
  readonly percent: string;
  /** Digits after the point, at most. */
  readonly decimals: number;
  /** Whether numbers with a comma stand in quotation marks. */
  readonly quoted: boolean;
}

/** The spelling of the numbers of a column (`own`), where they say, and else of the whole table (`all`). */
export function spellingOf(own: readonly KnownCell[], all: readonly KnownCell[]): NumberSpelling {
  const column = traitsOf(own);
  const table = traitsOf(all);
  const group = column.find((cell) => cell.group !== '')?.group ?? '';
  const pointed = (cell: Traits): boolean => cell.point !== null;
  const point = (column.find(pointed) ?? table.find(pointed))?.point ?? (group === '.' ? ',' : '.');
  const percents = column.filter((cell) => cell.percent !== '');
  return {
    point,
    group: group === point ? '' : group,
    percent: 2 * percents.length > column.length ? percents[0]!.percent : '',
    decimals: column.reduce((most, cell) => Math.max(most, cell.decimals), 0),
    quoted: all.some(({ text }) => text.startsWith('"') && text.includes(',')),
  };
}

/** The whole number of groups of three that a fixed decimal such as -1234.50 has, with their separator and the mark. */
export function respell(fixed: string, { point, group, percent, quoted }: NumberSpelling): string {
  const [whole = '', decimals] = fixed.split('.');
  const grouped = group === '' ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  const text = `${grouped}${decimals === undefined ? '' : point + decimals}${percent}`;
  return quoted && text.includes(',') ? `"${text}"` : text;
}

interface Traits {
  readonly point: '.' | ',' | null;
  readonly group: string;
  readonly percent: string;
  readonly decimals: number;
}

/** The traits of lists seen before: a table is asked about once for each of its columns. */
const seen = new WeakMap<readonly KnownCell[], readonly Traits[]>();

function traitsOf(cells: readonly KnownCell[]): readonly Traits[] {
  const found = seen.get(cells) ?? cells.flatMap(traits);
  seen.set(cells, found);
  return found;
}

function traits({ text, value }: KnownCell): Traits[] {
  const bare = unquote(text);
  const parts = takeApart(bare);
  if (parts === null) return [];
  const { separator, mark, whole, decimals } = parts;
  const percent = /\s?%$/.exec(bare)?.[0] ?? '';
  // 1,234 was read as one or the other; the value says as which.
  const size = Math.abs(value) * (percent === '' ? 1 : 100);
  const isPoint = (separator === ',' || separator === '.') && mark === null && size < Number(whole) / 10;
  if (isPoint) return [{ point: separator, group: '', percent, decimals: 3 }];
  return [{ point: mark, group: separator ?? '', percent, decimals: decimals.length }];
}
