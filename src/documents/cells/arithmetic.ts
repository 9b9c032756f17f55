/** The signs of a notation; each expression is sticky. */
export interface Operators {
  /** Products and quotients. */
  readonly times: RegExp;
  /** Which of those are quotients. */
  readonly quotients: ReadonlySet<string>;
  readonly power: RegExp;
}

/**
 * A constant expression, read from left to right:
 * expression := ['+'|'-'] term (('+'|'-') term)*;  term := factor ((times factor) | adjacent factor)*;
 * factor := atom [power exponent]. What an atom, an exponent and an adjacent factor are, a notation says.
 */
export abstract class Arithmetic {
  private at = 0;
  private failed = false;

  constructor(
    private readonly text: string,
    private readonly operators: Operators,
  ) {}

  /** Null where the text is not wholly an expression. */
  value(): number | null {
    const value = this.expression();
    this.skipSpace();
    return this.failed || this.at < this.text.length ? null : value;
  }

  protected abstract atom(): number;
  protected abstract exponent(): number;
  /** What may be multiplied without a sign, after a decimal or after something else; null where nothing may. */
  protected abstract adjacent(afterDecimal: boolean): RegExp | null;

  protected expression(): number {
    let sign = this.take(/[+-]/y) === '-' ? -1 : 1;
    let sum = 0;
    do {
      sum += sign * this.term();
      const next = this.failed ? null : this.take(/[+-]/y);
      if (next === null) return sum;
      sign = next === '-' ? -1 : 1;
    } while (!this.failed);
    return sum;
  }

  private term(): number {
    let afterDecimal = this.sees(/[\d.]/y);
    let product = this.factor();
    while (!this.failed) {
      const operator = this.take(this.operators.times);
      if (operator === null) {
        const next = this.adjacent(afterDecimal);
        if (next === null || !this.sees(next)) break;
        afterDecimal = false;
        product *= this.factor();
      } else {
        afterDecimal = this.sees(/[\d.]/y);
        if (this.operators.quotients.has(operator)) product /= this.factor();
        else product *= this.factor();
      }
    }
    return product;
  }

  protected factor(): number {
    const base = this.atom();
    return this.take(this.operators.power) === null ? base : Math.pow(base, this.exponent());
  }

  protected closed(close: RegExp): number {
    const value = this.expression();
    return this.take(close) === null ? this.fail() : value;
  }

  protected fail(): number {
    this.failed = true;
    return Number.NaN;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at++;
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
