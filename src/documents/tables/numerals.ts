import { readDecimalCell, type Reading } from '../cells/reading';

/** A number with commas, grouped digits or a percent sign, taken apart. */
interface Numeral {
  readonly negative: boolean;
  readonly percent: boolean;
  /** Digits before and after the decimal mark, without separators. */
  readonly whole: string;
  readonly decimals: string;
  /** What stands between groups of three digits, and how often. */
  readonly separator: string | null;
  readonly groups: number;
  readonly mark: '.' | ',' | null;
  readonly exponent: string;
}

const groupSpaces = " \u00a0\u2009\u202f'\u2019";
const numeral = new RegExp(
  `^([+-]|\\u2212)?\\s?(?:([1-9]\\d{0,2})((?:([.,${groupSpaces}])\\d{3})(?:\\4\\d{3})*)|(\\d*))(?:([.,])(\\d*))?([eE][+-]?\\d+)?(\\s?%)?$`,
);

/** The parts of a number however it is spelled; null where the text is none. */
export function takeApart(text: string): Numeral | null {
  const match = numeral.exec(text);
  if (match === null) return null;
  const [
    ,
    sign,
    first = '',
    grouped = '',
    separator = null,
    digits = '',
    mark = null,
    decimals = '',
    exponent = '',
    percent,
  ] = match;
  const whole = first + (separator === null ? digits : grouped.replaceAll(separator, ''));
  if (whole + decimals === '' || (mark === separator && mark !== null)) return null;
  if (percent !== undefined && exponent !== '') return null;
  return {
    negative: sign !== undefined && sign !== '+',
    percent: percent !== undefined,
    whole,
    decimals,
    separator,
    groups: grouped.length / 4,
    mark: mark === '.' || mark === ',' ? mark : null,
    exponent,
  };
}

/**
 * How the numbers of one table are spelled, gathered from all of them. A point or comma before the only three digits
 * of a group, as in 1,234, is a decimal mark to some and groups thousands to others: it is read only where another
 * number of the table shows which.
 */
export class Spelling {
  private readonly decimal = { '.': false, ',': false };
  private readonly grouping = new Set<string>();
  /** Whether a number is written with a comma or with groups: without any, points are all there is to know. */
  private special = false;

  /** `commaIsFree`: commas do not divide the fields, so that a person need not quote a number that has one. */
  constructor(private readonly commaIsFree: boolean) {}

  get isSpecial(): boolean {
    return this.special;
  }

  /** Learns from one number, or from any other text nothing. */
  note(text: string): void {
    const parts = takeApart(text);
    if (parts === null) return;
    const { separator, mark, groups } = parts;
    if (separator !== null || mark === ',') this.special = true;
    if (separator === null) {
      if (mark !== null) this.decimal[mark] = true;
    } else if (isSpace(separator)) {
      if (mark !== null) this.decimal[mark] = true;
      if (mark !== null || groups > 1 || separator !== ' ') this.grouping.add(separator);
    } else if (mark !== null || groups > 1) {
      this.grouping.add(separator);
      this.decimal[separator === '.' ? ',' : '.'] = true;
    }
  }

  /** The reading of a number in this table's spelling; null where the text is no number. */
  read(text: string): Reading | null {
    const parts = takeApart(text);
    if (parts === null) return null;
    const { separator, mark, groups } = parts;
    const mixed = this.decimal['.'] && this.decimal[','];
    if (separator === null) return mark === ',' && mixed ? ambiguous : valueOf(parts);
    if (isSpace(separator)) return this.grouping.has(separator) ? valueOf(parts) : ambiguous;
    if (mark !== null || groups > 1) return valueOf(parts);
    if (mixed) return ambiguous;
    const [asDecimal, asGroup] = [this.decimal[separator === '.' ? '.' : ','], this.groupsWith(separator)];
    if (asDecimal === asGroup) return separator === '.' && !this.special && !asGroup ? asPoint(parts) : ambiguous;
    return asGroup ? valueOf(parts) : asPoint(parts);
  }

  private groupsWith(separator: string): boolean {
    // Who divides fields by commas and writes decimal points quotes a number for its grouping comma alone.
    return this.grouping.has(separator) || (separator === ',' && !this.commaIsFree && this.decimal['.']);
  }
}

const ambiguous: Reading = { kind: 'fault', code: 'ambiguous' };

const isSpace = (separator: string): boolean => separator !== '.' && separator !== ',';

function valueOf({ negative, percent, whole, decimals, exponent }: Numeral): Reading {
  // Through one decimal string, so that a percentage is rounded once.
  const written = `${negative ? '-' : ''}${whole}.${decimals}${percent ? 'e-2' : exponent}`;
  return readDecimalCell(written)!;
}

/** With the only separator as the decimal mark. */
function asPoint(parts: Numeral): Reading {
  return valueOf({ ...parts, whole: parts.whole.slice(0, -3), decimals: parts.whole.slice(-3) });
}
