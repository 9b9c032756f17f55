import type { MatrixBlock } from '../matrix/block';
import { SpellingTraits, type NumberSpelling } from './tables/neighbours';

/** How a number is to be written in a column, so that it looks like its neighbours. */
export interface NumberStyle {
  readonly decimals: number;
  /** In delimited text: how the table spells its numbers. */
  readonly spelling: NumberSpelling | null;
  /** Digits after the point of a mantissa, where the neighbours are written with powers of ten. */
  readonly mantissaDecimals: number | null;
  readonly point: '.' | ',' | '{,}';
}

/** Among whole numbers a prediction is told apart by its decimals. */
const decimalsAmongWholes = 2;
const mostDecimals = 15;

/**
 * The style of each column of a block, from its known cells: as many decimals as the most precise of them has, or
 * the most precise of the matrix where they are whole numbers; two where all are. Every cell is looked at once.
 */
export function columnStyles(text: string, block: MatrixBlock): readonly NumberStyle[] {
  const isDelimited =
    block.format === 'csv' ||
    block.format === 'tsv' ||
    (block.format === 'markdown' && hasSpelling(text, block, /^[^$]*[,%]/)) ||
    (block.format === 'latex' && hasSpelling(text, block, /^[^{\\]*,/));
  const table = new Traits(isDelimited);
  const columns = Array.from({ length: block.columns }, () => new Traits(isDelimited));
  block.values.forEach((value, at) => {
    if (Number.isNaN(value)) return;
    const column = columns[at % block.columns]!;
    const [start, end] = [block.cellStarts[at]!, block.cellEnds[at]!];
    const decimals = plainDecimals(text, start, end);
    if (decimals === null) {
      const cell = text.slice(start, end);
      for (const traits of [table, column]) traits.note(cell, value);
    } else for (const traits of [table, column]) traits.notePlain(decimals);
  });
  return columns.map((column) => (column.cells > 0 ? column : table).style(table));
}

/** Whether a number is spelled as those of exported tables are: in Markdown with a comma or a percent sign, for one. */
function hasSpelling(text: string, { values, cellStarts, cellEnds }: MatrixBlock, sign: RegExp): boolean {
  return values.some((value, at) => !Number.isNaN(value) && sign.test(text.slice(cellStarts[at], cellEnds[at])));
}

class Traits {
  cells = 0;
  private decimals = 0;
  private mantissaDecimals: number | null = null;
  private hasBracedComma = false;
  private readonly spelling: SpellingTraits | null;

  constructor(isDelimited: boolean) {
    this.spelling = isDelimited ? new SpellingTraits() : null;
  }

  /** `decimals` −1: there is no point. */
  notePlain(decimals: number): void {
    this.cells++;
    this.decimals = Math.max(this.decimals, decimals);
    this.spelling?.notePlain(Math.max(0, decimals), decimals >= 0);
  }

  note(cell: string, value: number): void {
    this.cells++;
    this.decimals = Math.max(this.decimals, decimalsOf(cell));
    const mantissa = /^(.*?)\s*(?:[eE]|\\times|\\cdot)\s*(?:10\s*\^)?\s*\{?[+-]?\d+\}?$/.exec(cell)?.[1];
    if (mantissa !== undefined) this.mantissaDecimals = Math.max(this.mantissaDecimals ?? 0, decimalsOf(mantissa));
    this.hasBracedComma ||= cell.includes('{,}');
    this.spelling?.note(cell, value);
  }

  style(table: Traits): NumberStyle {
    const own = this.spelling === null ? this.decimals : this.spelling.decimals;
    const others = table.spelling === null ? table.decimals : table.spelling.decimals;
    return {
      spelling: this.spelling !== null && table.spelling !== null ? this.spelling.spelling(table.spelling) : null,
      decimals: amongWholes(own || others),
      mantissaDecimals: this.mantissaDecimals === null ? null : amongWholes(this.mantissaDecimals),
      point: table.point(),
    };
  }

  private point(): NumberStyle['point'] {
    if (this.spelling !== null) return this.spelling.spelling(this.spelling).point;
    return this.hasBracedComma ? '{,}' : '.';
  }
}

const [plus, minus, point, zero, nine] = [43, 45, 46, 48, 57] as const;

/**
 * The digits after the point of a cell that is a sign, digits and a point, or fewer of these; −1 where it has no point.
 * Null where it is anything else, or where the point may stand between thousands.
 */
function plainDecimals(text: string, start: number, end: number): number | null {
  const sign = text.charCodeAt(start);
  const first = sign === plus || sign === minus ? start + 1 : start;
  let pointAt = -1;
  for (let at = first; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === point && pointAt < 0) pointAt = at;
    else if (code < zero || code > nine) return null;
  }
  if (pointAt < 0) return first < end ? -1 : null;
  const [whole, decimals] = [pointAt - first, end - pointAt - 1];
  return whole + decimals === 0 || (decimals === 3 && whole >= 1 && whole <= 3) ? null : decimals;
}

function amongWholes(decimals: number): number {
  return decimals === 0 ? decimalsAmongWholes : Math.min(mostDecimals, decimals);
}

function decimalsOf(cell: string): number {
  return /^[^\d.,]*\d*(?:\.|,|\{,\})(\d+)[^\d]*$/.exec(cell)?.[1]?.length ?? 0;
}
