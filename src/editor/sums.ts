import type { Term } from '../protocol/results';
import { readSignificant, significant } from './numbers';

/** Terms written out before the rest is summed up into one number. */
const longestSum = 8;

/**
 * The sum behind a prediction as one would do it by hand: `1.2·0.1 + 0.5·1.3 = 0.77`. Numbers have four
 * significant digits, or as many more as it takes for the printed terms to add up to the printed value.
 */
export function writeSum(terms: readonly Term[], value: number): string {
  const shown = significant(value);
  for (let digits = 4; digits <= 15; digits++) {
    const written = writeTerms(terms, digits);
    if (significant(written.value) === shown) return `${written.text} = ${shown}`;
  }
  // The terms cancel so far that rounding shows: say it.
  return `${writeTerms(terms, 15).text} ≈ ${shown}`;
}

interface Written {
  readonly text: string;
  /** What the printed numbers add up to. */
  readonly value: number;
}

function writeTerms(terms: readonly Term[], digits: number): Written {
  const listed = terms.length > longestSum + 1 ? terms.slice(0, longestSum) : terms;
  const rest = terms.slice(listed.length);
  let [text, value] = ['', 0];
  const add = (term: Written): void => {
    const negative = term.text.startsWith('−') && !term.text.includes('·');
    if (text === '') text = term.text;
    else text += negative ? ` − ${term.text.slice(1)}` : ` + ${term.text}`;
    value += term.value;
  };
  for (const term of listed) add(writeTerm(term, digits, text === ''));
  if (rest.length > 0) {
    const sum = significant(
      rest.reduce((total, term) => total + term.value, 0),
      digits,
    );
    add({ text: sum, value: readSignificant(sum) });
    text += ` (${rest.length} more terms)`;
  }
  return { text: text === '' ? '0' : text, value };
}

function writeTerm(term: Term, digits: number, first: boolean): Written {
  if (term.factors === null) {
    const text = significant(term.value, digits);
    return { text, value: readSignificant(text) };
  }
  const [left, right] = term.factors.map((factor) => significant(factor, digits)) as [string, string];
  return {
    text: `${first ? left : inParentheses(left)}·${inParentheses(right)}`,
    value: readSignificant(left) * readSignificant(right),
  };
}

function inParentheses(number: string): string {
  return number.startsWith('−') ? `(${number})` : number;
}
