import { Arithmetic, braces, parentheses, type Operators } from '../cells/arithmetic';
import { circle, functions } from '../cells/functions';
import {
  approximate,
  divide,
  euler,
  imaginaryUnit,
  multiply,
  ofDecimal,
  power,
  squareRoot,
  type Quantity,
} from '../cells/quantity';

/**
 * The value of a LaTeX number or constant expression without spacing: decimals, 1.2\times10^{3}, \frac{1}{2}, \sqrt{2}, \pi, \cos 45^\circ,
 * e^{2\pi i/3}, and sums, products, quotients and powers of them. Null where the text is anything else, and where
 * mathematicians would read it in two ways, as 2\frac{1}{2}, 1{,}000 or \log 2.
 */
export function evaluateLatex(text: string): Quantity | null {
  const plain = normalize(text);
  return plain === null ? null : new LatexExpression(plain).value();
}

const phantoms =
  /\\[hv]?phantom\s*\{[^{}]*\}|\\(?:hspace\*?|vspace\*?|mspace|rule\s*\{[^{}]*\})\s*\{[^{}]*\}|\\(?:kern|hskip|mkern)\s*-?[\d.]+\s*[a-z]{2}/g;
const spaces =
  /\\(?:left|right|displaystyle|textstyle|scriptstyle|mathstrut|strut|quad|qquad|hfill?|hss|relax|thinspace|enspace|enskip|negthinspace|allowbreak)(?![A-Za-z])|\\[,;:!> ]|~/g;

/** Cells that have none of these, and most have none. */
const unspaced =
  /^(?:[^\\~{$\u2212]|\{(?!\s*[+-]\s*\})|\\(?:[td]?frac|sqrt|pi|cdot|times|cos|sin|mathrm)(?![A-Za-z]))*$/;

/** A cell without spacing, sizing and phantom commands. */
export function withoutSpacing(text: string): string {
  if (unspaced.test(text)) return text.trim();
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

const decimal = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const fraction = String.raw`\\(?:[tdc]?frac|nicefrac|sfrac)(?![A-Za-z])`;
const imaginary = String.raw`i(?![A-Za-z])|\\imath(?![A-Za-z])|\\(?:mathrm|text|operatorname|mathsf)\s?\{[ij]\}`;
/** A lone e is a parameter, one with a power is Euler's number. */
const exponential = String.raw`(?:e|\\mathrm\s?\{e\})(?=\s*\^)`;
const call = String.raw`\\(?:(?:arc)?(?:sin|cos|tan)|(?:sin|cos|tan)h|exp|ln|log(?=\s*_))(?![A-Za-z])`;
const functional = String.raw`\\(?:sqrt|pi)(?![A-Za-z])|${call}|${exponential}`;
const patterns = {
  root: /\\sqrt(?![A-Za-z])/y,
  degreeOfRoot: /\[\s*\d+\s*\]/y,
  degree: /\^\s*(?:\\circ(?![A-Za-z])|\{\s*\\circ\s*\})|\\degree(?![A-Za-z])|°/y,
  subscript: /_/y,
  digit: /\d/y,
  wholeNumber: /\{\d+\}/y,
  uncertainty: /\(\s*\d+\s*\)/y,
  grouped: /\(|\{|\\sqrt|\\(?:[td]?frac)/y,
  pi: /\\pi(?![A-Za-z])|π/y,
  fraction: new RegExp(fraction, 'y'),
  unit: new RegExp(imaginary, 'y'),
  /** After a decimal, j is the unit too. */
  suffix: /j(?![A-Za-z])|\\jmath(?![A-Za-z])/y,
  exponential: new RegExp(exponential, 'y'),
  call: new RegExp(call, 'y'),
  /** 2\sqrt{3}, 2\pi, 2i, 2(3); but 2\frac{1}{2} is a mixed number to many. */
  afterDecimal: new RegExp(`${functional}|${imaginary}|\\(`, 'y'),
  afterOther: new RegExp(`${functional}|${fraction}|${imaginary}|\\(`, 'y'),
  ofFunction: new RegExp(`\\d|\\\\pi(?![A-Za-z])|${imaginary}`, 'y'),
};
const degree: Quantity = divide(circle, ofDecimal('180'));

/** atom := decimal | \frac | \sqrt | \pi | i | function | '(' expression ')' | '{' expression '}'. */
class LatexExpression extends Arithmetic {
  constructor(text: string) {
    super(text, operators);
  }

  protected adjacent(afterDecimal: boolean): RegExp {
    return afterDecimal ? patterns.afterDecimal : patterns.afterOther;
  }

  protected override factor(): Quantity {
    const base = this.atom();
    if (this.take(patterns.degree) !== null) return multiply(base, degree);
    return this.take(operators.power) === null ? base : power(base, this.exponent());
  }

  protected exponent(): Quantity {
    return this.argument();
  }

  protected atom(): Quantity {
    const number = this.take(decimal);
    // 2.5(3) is 2.5 ± 0.3 to those who measure, and a product to others.
    if (number !== null && this.sees(patterns.uncertainty)) return this.fail();
    if (number !== null)
      return this.take(patterns.suffix) === null ? ofDecimal(number) : multiply(ofDecimal(number), imaginaryUnit);
    if (this.take(patterns.pi) !== null) return circle;
    if (this.take(patterns.fraction) !== null) {
      const above = this.argument();
      return divide(above, this.argument());
    }
    if (this.take(patterns.root) !== null) return this.root();
    const group = this.bracketed(parentheses) ?? this.bracketed(braces);
    if (group !== null) return group;
    if (this.take(patterns.unit) !== null) return imaginaryUnit;
    if (this.take(patterns.exponential) !== null) return euler;
    const called = this.take(patterns.call);
    return called === null ? this.fail() : this.called(called.slice(1));
  }

  /** \cos(…), \cos{…}, \cos\frac{\pi}{3}, \cos 2\pi; \cos^2 … is the square of what follows. */
  private called(name: string): Quantity {
    const base = name === 'log' && this.take(patterns.subscript) !== null ? this.argument() : null;
    const apply = functions.get(name);
    const raised = this.take(operators.power) === null ? null : this.argument();
    // \cos^{-1} is another function to many.
    if (apply === undefined || (raised !== null && raised.real < 0)) return this.fail();
    const value = apply(this.ofFunction());
    const scaled = base === null ? value : divide(value, apply(base));
    return raised === null ? scaled : power(scaled, raised);
  }

  /** What a function is of: a group, a fraction or a root alone; else the product that follows it. */
  private ofFunction(): Quantity {
    if (this.sees(patterns.grouped)) return this.factor();
    let product = this.factor();
    while (this.sees(patterns.ofFunction)) product = multiply(product, this.factor());
    return product;
  }

  private root(): Quantity {
    const degreeOfRoot = this.take(patterns.degreeOfRoot);
    const radicand = this.argument();
    if (degreeOfRoot === null) return squareRoot(radicand);
    const n = Number(degreeOfRoot.slice(1, -1));
    if (radicand.imaginary !== 0) return this.fail();
    return approximate(n === 3 ? Math.cbrt(radicand.real) : Math.pow(radicand.real, 1 / n));
  }

  /** What TeX takes as an argument: a group, one digit, or one command. */
  private argument(): Quantity {
    // Most groups hold one number.
    const whole = this.take(patterns.wholeNumber);
    if (whole !== null) return ofDecimal(whole.slice(1, -1));
    const group = this.bracketed(braces);
    if (group !== null) return group;
    const digit = this.take(patterns.digit);
    if (digit !== null) return ofDecimal(digit);
    if (this.take(patterns.pi) !== null) return circle;
    return this.take(patterns.unit) === null ? this.fail() : imaginaryUnit;
  }
}
