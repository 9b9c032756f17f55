import { formatNumber } from './numbers';
import type { Prediction, Term } from './results';

/** The sum behind a prediction, term by term, as one writes it by hand: "1.2·0.1 + 0.5·1.3 = 0.77". */
export function sumText({ terms, value }: Pick<Prediction, 'terms' | 'value'>): string {
  if (terms.length === 0) return formatNumber(value);
  const written = terms.map(termText);
  const sum = written.reduce((sofar, term, i) => {
    if (i === 0) return term;
    return term.startsWith('-') && terms[i]!.factors === null ? `${sofar} − ${term.slice(1)}` : `${sofar} + ${term}`;
  }, '');
  return `${sum} = ${formatNumber(value)}`.replaceAll('-', '−');
}

function termText({ value, factors }: Term): string {
  if (factors === null) return formatNumber(value);
  const [a, b] = factors;
  return `${bracketed(a)}·${bracketed(b)}`;
}

const bracketed = (value: number): string => (value < 0 ? `(${formatNumber(value)})` : formatNumber(value));
