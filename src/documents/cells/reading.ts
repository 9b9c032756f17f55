import { exactDecimal, unlessShortest } from '../../matrix/exact';
import type { Rational } from '../../matrix/rational';
import type { MissingMarks } from './marks';
import { divide, ofDecimal, type Quantity } from './quantity';
import { parameterIn } from './symbols';

/** What the text of one cell says. */
export type Reading =
  | {
      readonly kind: 'number';
      readonly value: number;
      /** 0 of a real number. */
      readonly imaginary: number;
      /** Where the double does not say it. */
      readonly exact: Rational | null;
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'fault'; readonly code: 'not-a-number' | 'ambiguous' | 'infinite' | 'parameter' };

/** Whether a cell is a number, if one that cannot be used. */
export function isNumeric(reading: Reading): boolean {
  return reading.kind === 'number' || (reading.kind === 'fault' && numericFaults.has(reading.code));
}

/** Infinities are numbers, if ones that cannot be computed with; so are those in two readings. */
const numericFaults = new Set<string>(['infinite', 'ambiguous']);

/** Reads the trimmed text of one cell. */
export type CellReader = (text: string) => Reading;

const missing: Reading = { kind: 'missing' };
const notANumber: Reading = { kind: 'fault', code: 'not-a-number' };
const infinite: Reading = { kind: 'fault', code: 'infinite' };
const parameter: Reading = { kind: 'fault', code: 'parameter' };

// Each alternative starts differently, so that no text makes the expression try twice.
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const unsigned = String.raw`(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
/** An imaginary part, after a real one or alone: 2+3i, -1e-3j, 2 - 3im, 1 + i, 2 + 3*I. */
const complex = new RegExp(
  String.raw`^(?:([+-]?)\s*(${unsigned})\s*\*?\s*|([+-]?\s*${unsigned})\s*([+-])\s*(?:(${unsigned})\s*\*?\s*)?)(?:[ijIJ]|im)$`,
);
const infinity = /^[+-]?\s*(?:inf|infinity|∞|\\infty|(?:np|numpy|math|torch)\.inf|float\(["']-?inf["']\))$/i;

/** A decimal without a blank after its sign, and with ASCII's minus. */
function plainDecimal(text: string): string | null {
  const plain = text.replace(/^([+-]|\u2212)\s*/, (_, sign: string) => (sign === '+' ? '' : '-'));
  return decimal.test(plain) ? plain : null;
}

/** A decimal number, exactly as `Number` reads it; null where the text is something else. */
export function parseDecimal(text: string): number | null {
  const plain = plainDecimal(text);
  return plain === null ? null : Number(plain);
}

/** The reading of a decimal number; null where the text is something else. */
export function readDecimalCell(text: string): Reading | null {
  const plain = plainDecimal(text);
  if (plain === null) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? { kind: 'number', value, imaginary: 0, exact: exactDecimal(plain) } : infinite;
}

/** A complex number of two decimals, 2+3i, in parentheses or not; null where the text is something else. */
export function readComplex(text: string): Reading | null {
  const bare = text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1).trim() : text;
  if (!/[ijIJm]$/.test(bare)) return null;
  const match = complex.exec(bare.replace(/\u2212/g, '-'));
  if (match === null) return null;
  const [, sign, alone, real = '0', join, size = '1'] = match;
  const imaginary = Number(alone ?? size);
  const value = Number(real.replace(/\s/g, ''));
  return readingOf({ real: value, imaginary: (sign ?? join) === '-' ? -imaginary : imaginary, exact: null });
}

/** A number that every format writes alike: a decimal, a quotient of two, such as 1/3, or a complex number. */
export function readNumber(text: string): Reading | null {
  const slash = text.indexOf('/');
  if (slash < 0) return readDecimalCell(text) ?? readComplex(text);
  const above = plainDecimal(text.slice(0, slash).trim());
  const below = plainDecimal(text.slice(slash + 1).trim());
  return above === null || below === null ? null : readingOf(divide(ofDecimal(above), ofDecimal(below)));
}

/** A computed number as a reading: infinities and 0/0 are faults. */
export function readingOf({ real, imaginary, exact }: Quantity): Reading {
  if (Number.isNaN(real) || Number.isNaN(imaginary)) return notANumber;
  if (!Number.isFinite(real) || !Number.isFinite(imaginary)) return infinite;
  return { kind: 'number', value: real, imaginary: imaginary + 0, exact: exact && unlessShortest(exact) };
}

/** What a text that is neither number nor mark is. */
export function faultOf(text: string): Reading {
  if (infinity.test(text)) return infinite;
  return parameterIn(text) === null ? notANumber : parameter;
}

/** Reads a cell that is written without any format's own notation. */
export function readPlain(text: string, isMissing: MissingMarks): Reading {
  if (isMissing(text)) return missing;
  return readNumber(text) ?? faultOf(text);
}

/** The text between a pair of equal quotation marks, or the text itself. */
export function unquote(text: string): string {
  const quote = text[0];
  const quoted = text.length >= 2 && (quote === '"' || quote === "'") && text.endsWith(quote);
  return quoted ? text.slice(1, -1).trim() : text;
}
