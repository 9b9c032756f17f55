import { formatNumber, signedNumber, trueMinus } from './numbers';
import type { Prediction, Term } from './results';

/** Sums with more terms than this have all but the first eight summed up into one number. */
const longestSum = 9;

const fewestDigits = 4;
/** What a term adds is told beside the sum, which has it to more digits. */
const namedDigits = 3;
/** A double is known to fifteen decimal digits. */
const mostDigits = 15;

/** A predicted value and the terms that add up to it. */
export type Summed = Pick<Prediction, 'terms' | 'value'>;

/**
 * The sum behind a prediction as one would do it by hand: "1.2·0.1 + 0.5·1.3 = 0.77", with true minus signs. Numbers
 * have four significant digits, or as many more as it takes for the printed terms to add up to the printed value.
 */
export function writeSum({ terms, value }: Summed): string {
  return trueMinus(inPlainSigns(terms, formatNumber(value)));
}

/**
 * What each term adds, by its name: "mean 3.5, row 2 −0.25, factor 1 +0.12"; of many terms the first eight. Empty where
 * one term alone is the value.
 */
export function namedTerms(terms: readonly Term[]): string {
  if (terms.length < 2) return '';
  const { listed, rest } = shortened(terms);
  const named = listed.map(({ label, value }, i) =>
    i === 0 ? `${label} ${trueMinus(formatNumber(value))}` : `${label} ${signedNumber(value, namedDigits)}`,
  );
  return [...named, ...(rest.length === 0 ? [] : [`${rest.length} more`])].join(', ');
}

function inPlainSigns(terms: readonly Term[], shown: string): string {
  if (terms.length === 0) return shown;
  for (let digits = fewestDigits; digits <= mostDigits; digits++) {
    const { text, value } = writeTerms(terms, digits);
    if (formatNumber(value) === shown) return `${text} = ${shown}`;
  }
  // The terms cancel so far that rounding shows: say it.
  return `${writeTerms(terms, mostDigits).text} ≈ ${shown}`;
}

interface Written {
  readonly text: string;
  /** What the printed numbers come to. */
  readonly value: number;
}

function writeTerms(terms: readonly Term[], digits: number): Written {
  const { listed, rest } = shortened(terms);
  const written = listed.map((term) => writeTerm(term, digits));
  if (rest.length > 0) written.push(writeRest(rest, digits));
  return {
    text: written.map(({ text }) => text).reduce(joined),
    value: written.reduce((sum, { value }) => sum + value, 0),
  };
}

function shortened(terms: readonly Term[]): { readonly listed: readonly Term[]; readonly rest: readonly Term[] } {
  const count = terms.length > longestSum ? longestSum - 1 : terms.length;
  return { listed: terms.slice(0, count), rest: terms.slice(count) };
}

function writeTerm({ value, factors }: Term, digits: number): Written {
  if (factors === null) return writeNumber(value, digits);
  const [a, b] = [writeNumber(factors[0], digits), writeNumber(factors[1], digits)];
  return { text: `${bracketed(a.text)}·${bracketed(b.text)}`, value: a.value * b.value };
}

function writeRest(rest: readonly Term[], digits: number): Written {
  const sum = rest.reduce((total, term) => total + term.value, 0);
  const { text, value } = writeNumber(sum, digits);
  return { text: `${text} (${rest.length} more terms)`, value };
}

function writeNumber(number: number, digits: number): Written {
  const text = formatNumber(number, digits);
  return { text, value: Number(text) };
}

/** Negative terms are subtracted; products never begin with a minus, as their negative factors are in parentheses. */
function joined(sum: string, term: string): string {
  return term.startsWith('-') ? `${sum} - ${term.slice(1)}` : `${sum} + ${term}`;
}

function bracketed(number: string): string {
  return number.startsWith('-') ? `(${number})` : number;
}
