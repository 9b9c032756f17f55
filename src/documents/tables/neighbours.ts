import { unquote } from '../cells/reading';
import { takeApart } from './numerals';

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

/** What the numbers of a column, or of a whole table, have in common; gathered cell by cell. */
export class SpellingTraits {
  /** Cells that are numbers in some usual spelling. */
  private numbers = 0;
  private percentages = 0;
  /** Each as the first cell that has one writes it. */
  private percent = '';
  private group = '';
  private point: '.' | ',' | null = null;
  private hasQuotedComma = false;
  /** Digits after the point, at most. */
  decimals = 0;

  /** A cell of digits alone, or of digits and a point with so many digits after it. */
  notePlain(decimals: number, hasPoint: boolean): void {
    this.numbers++;
    if (hasPoint) this.point ??= '.';
    this.decimals = Math.max(this.decimals, decimals);
  }

  /** Any other cell that was read as a number. */
  note(text: string, value: number): void {
    if (text.startsWith('"') && text.includes(',')) this.hasQuotedComma = true;
    const bare = unquote(text);
    const parts = takeApart(bare);
    if (parts === null) return;
    const { separator, mark, whole, decimals } = parts;
    const percent = /\s?%$/.exec(bare)?.[0] ?? '';
    this.numbers++;
    if (percent !== '') {
      this.percentages++;
      this.percent ||= percent;
    }
    // 1,234 was read as one or the other; the value says as which.
    const size = Math.abs(value) * (percent === '' ? 1 : 100);
    if ((separator === ',' || separator === '.') && mark === null && size < Number(whole) / 10) {
      this.point ??= separator;
      this.decimals = Math.max(this.decimals, 3);
      return;
    }
    this.group ||= separator ?? '';
    this.point ??= mark;
    this.decimals = Math.max(this.decimals, decimals.length);
  }

  /** How the cells noted here are spelled, where they say, and else those of the whole table. */
  spelling(table: SpellingTraits): NumberSpelling {
    const point = this.point ?? table.point ?? (this.group === '.' ? ',' : '.');
    return {
      point,
      group: this.group === point ? '' : this.group,
      percent: 2 * this.percentages > this.numbers ? this.percent : '',
      decimals: this.decimals,
      quoted: table.hasQuotedComma,
    };
  }
}

/** The whole number of groups of three that a fixed decimal such as -1234.50 has, with their separator and the mark. */
export function respell(fixed: string, { point, group, percent, quoted }: NumberSpelling): string {
  const [whole = '', decimals] = fixed.split('.');
  const grouped = group === '' ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  const text = `${grouped}${decimals === undefined ? '' : point + decimals}${percent}`;
  return quoted && text.includes(',') ? `"${text}"` : text;
}
