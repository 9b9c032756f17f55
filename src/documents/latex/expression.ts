import { Arithmetic, type Operators } from '../cells/arithmetic';

/**
 * The value of a LaTeX number or constant expression without spacing: decimals, 1.2\times10^{3}, \frac{1}{2}, \sqrt{2}, \pi, and
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
  return new LatexExpression(plain).value();
}

const exponent = String.raw`10\s*\^\s*(?:\{\s*([+-]?\s*\d+)\s*\}|(\d))$`;
const scientificForm = new RegExp(
  String.raw`^([+-]?\s*(?:\d+(?:\.\d*)?|\.\d+))\s*(?:\\times|\\cdot|\*|×|·)\s*${exponent}`,
);
const powerOfTen = new RegExp(`^([+-]?)\\s*${exponent}`);

const phantoms =
  /\\[hv]?phantom\s*\{[^{}]*\}|\\(?:hspace\*?|vspace\*?|mspace|rule\s*\{[^{}]*\})\s*\{[^{}]*\}|\\(?:kern|hskip|mkern)\s*-?[\d.]+\s*[a-z]{2}/g;
const spaces =
  /\\(?:left|right|displaystyle|textstyle|scriptstyle|mathstrut|strut|quad|qquad|hfill?|hss|relax|thinspace|enspace|enskip|negthinspace|allowbreak)(?![A-Za-z])|\\[,;:!> ]|~/g;

/** A cell without spacing, sizing and phantom commands. */
export function withoutSpacing(text: string): string {
  if (!/[\\~{$\u2212]/.test(text)) return text.trim();
  return text
    .replace(phantoms, '')
    .replace(/\{\s*([+-])\s*\}|\$\s*([+-])\s*\$/g, '$1$2')
    .replace(/(\d)(?:\\,|\\;|\\ |~)(?=\d{3}(?!\d))/g, '$1')
    .replace(spaces, ' ')
    .replace(/\u2212/g, '-')
    .trim();
}

/** A cell with points for decimal commas; null where a comma is ambiguous. */
function normalize(plain: string): string | null {
  if (!plain.includes('{,}')) return plain;
  // 1{,}000 is a thousand in one country and one in another; 0{,}125, 1{,}5 and 1{,}2500 can only be decimals.
  if (/(?<!\d)[1-9]\d{0,2}\{,\}\d{3}(?!\d)/.test(plain)) return null;
  return plain.replace(/(\d)\{,\}(?=\d)/g, '$1.');
}

const operators: Operators = {
  times: /\\(?:cdot|times|div)(?![A-Za-z])|[*/×·]/y,
  quotients: new Set(['/', '\\div']),
  power: /\^/y,
};

/** atom := decimal | \frac | \sqrt | \pi | '(' expression ')' | '{' expression '}'. */
class LatexExpression extends Arithmetic {
  constructor(text: string) {
    super(text, operators);
  }

  /** What may follow without a sign: 2\sqrt{3}, 2\pi, 2(3); but 2\frac{1}{2} is a mixed number to many. */
  protected adjacent(afterDecimal: boolean): RegExp {
    return afterDecimal ? /\\(?:sqrt|pi)(?![A-Za-z])|\(/y : /\\(?:sqrt|pi|[td]?frac)(?![A-Za-z])|\(/y;
  }

  protected exponent(): number {
    return this.argument();
  }

  protected atom(): number {
    const decimal = this.take(/(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y);
    if (decimal !== null) return Number(decimal);
    if (this.take(/\\pi(?![A-Za-z])/y) !== null) return Math.PI;
    if (this.take(/\\(?:[tdc]?frac|nicefrac|sfrac)(?![A-Za-z])/y) !== null) {
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
}
