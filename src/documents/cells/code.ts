import { Arithmetic, parentheses, sign, squareBrackets, type Operators, type Pair } from './arithmetic';
import { circle, circleNames, functions } from './functions';
import type { MissingMarks } from './marks';
import { euler, imaginaryUnit, multiply, negate, ofDecimal, type Quantity } from './quantity';
import { faultOf, readingOf, readNumber, type CellReader, type Reading } from './reading';

const anyPower = /\^|\*\*/y;
const operators: Operators = {
  times: /\*(?!\*)|\/(?!\/)|×|·/y,
  quotients: new Set(['/']),
  power: anyPower,
};
const pythonOperators: Operators = { ...operators, power: /\*\*/y };
const decimal = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const prefix = String.raw`(?:(?:np|numpy|math|cmath|Math|torch|sp|sympy|calc)\.|std::)?`;
const pi = `${prefix}(?:${circleNames.join('|')})(?![\\w.(])`;
const call = `${prefix}(?:${[...functions.keys()].join('|')})\\s*(?=[([])`;
const constant = new RegExp(pi, 'y');
const callee = new RegExp(call, 'y');
/** What is multiplied without a sign after a decimal: 2 Pi, 2sqrt(3). */
const multiplied = new RegExp(`${pi}|${call}`, 'y');
const eulerName = /(?:(?:np|numpy|math|Math)\.e|Math\.E|ℯ|e(?=\s*\^))(?![\w.(])/y;
/** The imaginary unit after a decimal: 2i, 2.5 im, 1J. */
const suffix = /\s?(?:[ijIJ]|im)(?![\w(])/y;

/** Constant expressions as programs write them: 1/3, 2*pi, sqrt(2)/2, 10^-3, Sqrt[2], np.sqrt(2), 2 + 3im. */
class CodeExpression extends Arithmetic {
  private readonly brackets: Pair;

  constructor(
    text: string,
    private readonly notation: CodeNotation,
  ) {
    super(text, notation.caret ? operators : pythonOperators);
    this.brackets = notation.squareBrackets ? squareBrackets : parentheses;
  }

  protected adjacent(afterDecimal: boolean): RegExp | null {
    return afterDecimal ? multiplied : null;
  }

  /** Powers of powers are read from the left in some languages and from the right in others: in none here. */
  protected exponent(): Quantity {
    const written = this.take(sign);
    const atom = this.atom();
    return this.sees(anyPower) ? this.fail() : written === '-' ? negate(atom) : atom;
  }

  protected atom(): Quantity {
    const number = this.take(decimal);
    if (number !== null)
      return this.take(suffix) === null ? ofDecimal(number) : multiply(ofDecimal(number), imaginaryUnit);
    const group = this.bracketed(parentheses);
    if (group !== null) return group;
    if (this.take(constant) !== null) return circle;
    if (this.take(this.notation.unit) !== null) return imaginaryUnit;
    if (this.take(eulerName) !== null) return euler;
    const name = this.take(callee)?.replace(/^.*[.:]|\s+$/g, '');
    const apply = name === undefined ? undefined : functions.get(name);
    const argument = apply === undefined ? null : this.bracketed(this.brackets);
    return apply === undefined || argument === null ? this.fail() : apply(argument);
  }
}

/** How a language spells what others spell differently. */
export interface CodeNotation {
  /** Whether ^ is a power. In Python it is not. */
  readonly caret: boolean;
  /** Whether functions have square brackets, as in Sqrt[2]. */
  readonly squareBrackets: boolean;
  /** The imaginary unit where it stands alone; sticky. */
  readonly unit: RegExp;
}

/** How most languages of mathematics write numbers; 2i is complex in all of them, i alone in none. */
export const commonNotation: CodeNotation = { caret: true, squareBrackets: false, unit: /(?!)/y };

/** Reads the cells of a programming language. `spelling` turns what only that language writes into what all do. */
export function codeCellReader(
  isMissing: MissingMarks,
  notation: CodeNotation,
  spelling: (text: string) => string = (text) => text,
): CellReader {
  return (written) => (isMissing(written) ? { kind: 'missing' } : readCode(spelling(written), notation));
}

function readCode(text: string, notation: CodeNotation): Reading {
  const plain = readNumber(text);
  if (plain !== null) return plain;
  const value = new CodeExpression(text.replace(/\u2212/g, '-'), notation).value();
  return value === null ? faultOf(text) : readingOf(value);
}
