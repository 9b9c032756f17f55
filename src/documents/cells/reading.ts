import type { MissingMarks } from './marks';

/** What the text of one cell says. */
export type Reading =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'fault'; readonly code: 'not-a-number' | 'ambiguous' | 'infinite' | 'complex' | 'parameter' };

/** Reads the trimmed text of one cell. */
export type CellReader = (text: string) => Reading;

const missing: Reading = { kind: 'missing' };
const notANumber: Reading = { kind: 'fault', code: 'not-a-number' };
const infinite: Reading = { kind: 'fault', code: 'infinite' };
const complex: Reading = { kind: 'fault', code: 'complex' };
const parameter: Reading = { kind: 'fault', code: 'parameter' };

// Each alternative starts differently, so that no text makes the expression try twice.
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const unsigned = String.raw`(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
const imaginaryUnit = String.raw`(?:[ij]|im|I|\\(?:mathrm|text)\s?\{[ij]\}|\\[ij]math)`;
const imaginaryPart = String.raw`${unsigned}(?:\s*\*)?\s*${imaginaryUnit}`;
/** An imaginary part, after a real one or alone: 2+3i, -1e-3j, 2 - 3im, 1 + i, 2 + 3*I. */
const complexForm = new RegExp(
  String.raw`^[+-]?\s*(?:${imaginaryPart}|${unsigned}\s*[+-]\s*(?:${imaginaryPart}|${imaginaryUnit}))$`,
);
const infinity = /^[+-]?\s*(?:inf|infinity|∞|\\infty|(?:np|numpy|math|torch)\.inf|float\(["']-?inf["']\))$/i;
const greek =
  'alpha|beta|gamma|delta|(?:var)?epsilon|zeta|eta|(?:var)?theta|iota|kappa|lambda|mu|nu|xi|(?:var)?pi|(?:var)?rho|' +
  '(?:var)?sigma|tau|upsilon|(?:var)?phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega|ell';
const loneSymbol = new RegExp(
  `^[+-]?\\s*(?:[A-Za-z\\u0370-\\u03ff]|\\\\(?:${greek}))(?:_(?:\\{[^{}]*\\}|[A-Za-z0-9]+))?$`,
);

/** A decimal number, exactly as `Number` reads it; null where the text is something else. */
export function parseDecimal(text: string): number | null {
  const plain = text.replace(/^([+-]|\u2212)\s*/, (_, sign: string) => (sign === '+' ? '' : '-'));
  return decimal.test(plain) ? Number(plain) : null;
}

/** A decimal or a quotient of two, such as 1/3, in doubles; null where the text is something else. */
export function parseNumber(text: string): number | null {
  const slash = text.indexOf('/');
  if (slash < 0) return parseDecimal(text);
  const above = parseDecimal(text.slice(0, slash).trim());
  const below = parseDecimal(text.slice(slash + 1).trim());
  return above === null || below === null ? null : above / below;
}

/** A computed value as a reading: infinities and 0/0 are faults. */
export function readingOf(value: number): Reading {
  if (Number.isNaN(value)) return notANumber;
  return Number.isFinite(value) ? { kind: 'number', value } : infinite;
}

/** What a text that is neither number nor mark is. */
export function faultOf(text: string): Reading {
  if (infinity.test(text)) return infinite;
  if (complexForm.test(/^\(([^()]*)\)$/.exec(text)?.[1]?.trim() ?? text)) return complex;
  return loneSymbol.test(text) ? parameter : notANumber;
}

/** Reads a cell that is written without any format's own notation. */
export function readPlain(text: string, isMissing: MissingMarks): Reading {
  if (isMissing(text)) return missing;
  const value = parseNumber(text);
  return value === null ? faultOf(text) : readingOf(value);
}

/** The text between a pair of equal quotation marks, or the text itself. */
export function unquote(text: string): string {
  const quote = text[0];
  const quoted = text.length >= 2 && (quote === '"' || quote === "'") && text.endsWith(quote);
  return quoted ? text.slice(1, -1).trim() : text;
}
