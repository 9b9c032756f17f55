import { isWhiteSpace } from '../whiteSpace';
import { add, divide, multiply, negate, power, undefinedValue, type Quantity } from './quantity';

/** The signs of a notation; each expression is sticky. */
export interface Operators {
  /** Products and quotients. */
  readonly times: RegExp;
  /** Which of those are quotients. */
  readonly quotients: ReadonlySet<string>;
  readonly power: RegExp;
}

/** A pair of brackets, as sticky expressions. */
export interface Pair {
  readonly open: RegExp;
  readonly close: RegExp;
}
export const parentheses: Pair = { open: /\(/y, close: /\)/y };
export const squareBrackets: Pair = { open: /\[/y, close: /\]/y };
export const braces: Pair = { open: /\{/y, close: /\}/y };
export const sign = /[+-]/y;
const numeral = /[\d.]/y;

/**
 * A constant expression, read from left to right:
 * expression := ['+'|'-'] term (('+'|'-') term)*;  term := factor ((times factor) | adjacent factor)*;
 * factor := atom [power exponent]. What an atom, an exponent and an adjacent factor are, a notation says.
 */
export abstract class Arithmetic {
  private at = 0;
  private depth = 0;
  private failed = false;

  constructor(
    private readonly text: string,
    private readonly operators: Operators,
  ) {}

  /** Null where the text is not wholly an expression. */
  value(): Quantity | null {
    const value = this.expression();
    this.skipSpace();
    return this.failed || this.at < this.text.length ? null : value;
  }

  protected abstract atom(): Quantity;
  protected abstract exponent(): Quantity;
  /** What may be multiplied without a sign, after a decimal or after something else; null where nothing may. */
  protected abstract adjacent(afterDecimal: boolean): RegExp | null;

  protected expression(): Quantity {
    if (++this.depth > deepest) return this.fail();
    let sum = this.signed(this.take(sign));
    while (!this.failed) {
      const next = this.take(sign);
      if (next === null) break;
      sum = add(sum, this.signed(next));
    }
    this.depth--;
    return sum;
  }

  private signed(written: string | null): Quantity {
    const term = this.term();
    return written === '-' ? negate(term) : term;
  }

  private term(): Quantity {
    let afterDecimal = this.sees(numeral);
    let product = this.factor();
    while (!this.failed) {
      const operator = this.take(this.operators.times);
      if (operator === null) {
        const next = this.adjacent(afterDecimal);
        if (next === null || !this.sees(next)) break;
        afterDecimal = false;
        product = multiply(product, this.factor());
      } else {
        afterDecimal = this.sees(numeral);
        const factor = this.factor();
        product = this.operators.quotients.has(operator) ? divide(product, factor) : multiply(product, factor);
      }
    }
    return product;
  }

  protected factor(): Quantity {
    const base = this.atom();
    return this.take(this.operators.power) === null ? base : power(base, this.exponent());
  }

  /** What stands in brackets that open here; null where none do. */
  protected bracketed({ open, close }: Pair): Quantity | null {
    if (this.take(open) === null) return null;
    const value = this.expression();
    return this.take(close) === null ? this.fail() : value;
  }

  protected fail(): Quantity {
    this.failed = true;
    return undefinedValue;
  }

  private skipSpace(): void {
    while (isWhiteSpace(this.text.charCodeAt(this.at))) this.at++;
  }

  protected sees(what: RegExp): boolean {
    this.skipSpace();
    what.lastIndex = this.at;
    return what.test(this.text);
  }

  protected take(what: RegExp): string | null {
    this.skipSpace();
    what.lastIndex = this.at;
    const match = what.exec(this.text);
    if (match === null) return null;
    this.at = what.lastIndex;
    return match[0];
  }
}

/** No number is written in more groups than this. */
const deepest = 50;
