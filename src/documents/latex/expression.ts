/**
 * The value of a LaTeX number or constant expression: decimals, 1.2\times10^{3}, \frac{1}{2}, \sqrt{2}, \pi, and
 * sums, products, quotients and powers of them. Null where the text is anything else, and where mathematicians
 * would read it in two ways, as 2\frac{1}{2} or 1{,}000.
 */
export function evaluateLatex(text: string): number | null {
  const plain = normalize(text);
  if (plain === null) return null;
  const scientific = scientificForm.exec(plain);
  // Through one decimal string, so that no rounding of 10^e comes in between.
  if (scientific !== null)
    return Number(`${scientific[1]!.replace(/\s+/g, '')}e${(scientific[2] ?? scientific[3]!).replace(/\s+/g, '')}`);
  const power = powerOfTen.exec(plain);
  if (power !== null) return Number(`${power[1]!}1e${(power[2] ?? power[3]!).replace(/\s+/g, '')}`);
  return new Expression(plain).value();
}

const exponent = String.raw`10\s*\^\s*(?:\{\s*([+-]?\s*\d+)\s*\}|(\d))$`;
const scientificForm = new RegExp(
  String.raw`^([+-]?\s*(?:\d+(?:\.\d*)?|\.\d+))\s*(?:\\times|\\cdot|\*|×|·)\s*${exponent}`,
);
const powerOfTen = new RegExp(`^([+-]?)\\s*${exponent}`);

/** Without spacing, sizing and phantom commands, and with points for decimal commas; null where a comma is ambiguous. */
function normalize(text: string): string | null {
  const plain = text
    .replace(/\\[hv]?phantom\s*\{[^{}]*\}/g, '')
    .replace(/(\d)(?:\\,|\\;|~)(?=\d{3}(?!\d))/g, '$1')
    .replace(
      /\\(?:left|right|displaystyle|textstyle|scriptstyle|mathstrut|strut|quad|qquad)(?![A-Za-z])|\\[,;:! ]|~/g,
      ' ',
    )
    .replace(/\u2212/g, '-')
    .trim();
  if (!plain.includes('{,}')) return plain;
  // 1{,}000 is a thousand in one country and one in another; 0{,}125, 1{,}5 and 1{,}2500 can only be decimals.
  if (/(?<!\d)[1-9]\d{0,2}\{,\}\d{3}(?!\d)/.test(plain)) return null;
  return plain.replace(/(\d)\{,\}(?=\d)/g, '$1.');
}

/**
 * expression := ['+'|'-'] term (('+'|'-') term)*;  term := factor (('\cdot'|'\times'|'*'|'/'|nothing) factor)*;
 * factor := atom ['^' argument];  atom := decimal | \frac | \sqrt | \pi | '(' expression ')' | '{' expression '}'.
 */
class Expression {
  private at = 0;
  private failed = false;

  constructor(private readonly text: string) {}

  value(): number | null {
    const value = this.expression();
    this.skipSpace();
    return this.failed || this.at < this.text.length ? null : value;
  }

  private expression(): number {
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
      const operator = this.take(/\\(?:cdot|times|div)(?![A-Za-z])|[*/×·]/y);
      if (operator === null) {
        // What may follow without a sign: 2\sqrt{3}, 2\pi, 2(3); but 2\frac{1}{2} is a mixed number to many.
        if (!this.sees(afterDecimal ? /\\(?:sqrt|pi)(?![A-Za-z])|\(/y : /\\(?:sqrt|pi|[td]?frac)(?![A-Za-z])|\(/y))
          break;
        afterDecimal = false;
        product *= this.factor();
      } else {
        afterDecimal = this.sees(/[\d.]/y);
        if (operator === '/' || operator === '\\div') product /= this.factor();
        else product *= this.factor();
      }
    }
    return product;
  }

  private factor(): number {
    const base = this.atom();
    return this.take(/\^/y) === null ? base : Math.pow(base, this.argument());
  }

  private atom(): number {
    const decimal = this.take(/(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y);
    if (decimal !== null) return Number(decimal);
    if (this.take(/\\pi(?![A-Za-z])/y) !== null) return Math.PI;
    if (this.take(/\\[tdc]?frac(?![A-Za-z])/y) !== null) {
      const above = this.argument();
      return above / this.argument();
    }
    if (this.take(/\\sqrt(?![A-Za-z])/y) !== null) return this.root();
    if (this.take(/\(/y) !== null) return this.closed(/\)/y);
    if (this.take(/\{/y) !== null) return this.closed(/\}/y);
    return this.fail();
  }

  private root(): number {
    const degree = this.take(/\[\s*\d+\s*\]/y);
    const radicand = this.argument();
    if (degree === null) return Math.sqrt(radicand);
    const n = Number(degree.slice(1, -1));
    return n === 3 ? Math.cbrt(radicand) : Math.pow(radicand, 1 / n);
  }

  /** What TeX takes as an argument: a group, one digit, or one command. */
  private argument(): number {
    if (this.take(/\{/y) !== null) return this.closed(/\}/y);
    const digit = this.take(/\d/y);
    if (digit !== null) return Number(digit);
    return this.take(/\\pi(?![A-Za-z])/y) === null ? this.fail() : Math.PI;
  }

  private closed(close: RegExp): number {
    const value = this.expression();
    return this.take(close) === null ? this.fail() : value;
  }

  private fail(): number {
    this.failed = true;
    return Number.NaN;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at++;
  }

  private sees(what: RegExp): boolean {
    this.skipSpace();
    what.lastIndex = this.at;
    return what.test(this.text);
  }

  private take(what: RegExp): string | null {
    this.skipSpace();
    what.lastIndex = this.at;
    const match = what.exec(this.text);
    if (match === null) return null;
    this.at = what.lastIndex;
    return match[0];
  }
}
