import { Arithmetic, type Operators } from './arithmetic';
import type { MissingMarks } from './marks';
import { faultOf, parseNumber, readingOf, type CellReader } from './reading';

const operators: Operators = {
  times: /\*(?!\*)|\/(?!\/)|×|·/y,
  quotients: new Set(['/']),
  power: /\^|\*\*/y,
};
const pythonOperators: Operators = { ...operators, power: /\*\*/y };
const decimal = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;

/** Constant expressions as programs write them: 1/3, 2*pi, sqrt(2)/2, 10^-3, Sqrt[2], np.sqrt(2). */
class CodeExpression extends Arithmetic {
  private readonly brackets: { open: RegExp; close: RegExp };

  constructor(text: string, signs: Operators, square: boolean) {
    super(text, signs);
    this.brackets = square ? { open: /\[/y, close: /\]/y } : { open: /\(/y, close: /\)/y };
  }

  protected adjacent(): null {
    return null;
  }

  /** Powers of powers are read from the left in some languages and from the right in others: in none here. */
  protected exponent(): number {
    const sign = this.take(/[+-]/y) === '-' ? -1 : 1;
    const power = sign * this.atom();
    return this.sees(/\^|\*\*/y) ? this.fail() : power;
  }

  protected atom(): number {
    const number = this.take(decimal);
    if (number !== null) return Number(number);
    if (this.take(/(?:(?:np|numpy|math|Math|torch)\.)?(?:pi|Pi|PI)(?![\w.])|π/y) !== null) return Math.PI;
    if (this.take(/(?:(?:np|numpy|math|Math)\.)?[Ss]qrt(?![\w.])/y) !== null)
      return this.take(this.brackets.open) === null ? this.fail() : Math.sqrt(this.closed(this.brackets.close));
    if (this.take(/\(/y) !== null) return this.closed(/\)/y);
    return this.fail();
  }
}

/** How a language spells what others spell differently. */
export interface CodeNotation {
  /** Whether ^ is a power. In Python it is not. */
  readonly caret: boolean;
  /** Whether functions have square brackets, as in Sqrt[2]. */
  readonly squareBrackets: boolean;
}

/** The value of a number or constant expression of a program; null where the text is anything else. */
export function evaluateCode(text: string, { caret, squareBrackets }: CodeNotation): number | null {
  const plain = parseNumber(text);
  if (plain !== null) return plain;
  return new CodeExpression(text.replace(/\u2212/g, '-'), caret ? operators : pythonOperators, squareBrackets).value();
}

/** Reads the cells of a programming language. `spelling` turns what only that language writes into what all do. */
export function codeCellReader(
  isMissing: MissingMarks,
  notation: CodeNotation,
  spelling: (text: string) => string = (text) => text,
): CellReader {
  return (written) => {
    if (isMissing(written)) return { kind: 'missing' };
    const text = spelling(written);
    const value = evaluateCode(text, notation);
    return value === null ? faultOf(text) : readingOf(value);
  };
}
