import type { Term } from '../../protocol/results';
import { formatNumber } from './numbers';

/**
 * The sum behind a value, term by term: "1.2·0.1 + 0.5·1.3 = 0.77". Terms that are no product carry their label:
 * "3.3 (mean)". The sign is "≈" where the numbers as written do not add up to the value as written.
 */
export function sumAsText(terms: readonly Term[], value: number): string {
  if (terms.length === 0) return formatNumber(value);
  const left = terms.map((term, i) => signed(term, i === 0)).join(' ');
  const written = terms.reduce((sum, term) => sum + asWritten(term), 0);
  const result = formatNumber(value);
  return `${left} ${formatNumber(written) === result ? '=' : '≈'} ${result}`;
}

/** The terms that matter most, as reasons: "mean 3.5, item bias +0.42", and how many are left out. */
export function reasonsAsText(terms: readonly Term[], most = 3): string {
  const ordered = [...terms].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const named = ordered.slice(0, most).map((term, i) => {
    const number = formatNumber(term.value, 3);
    return `${term.label} ${i > 0 && term.value > 0 ? '+' : ''}${number}`;
  });
  const rest = ordered.length - named.length;
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ');
}

function signed(term: Term, first: boolean): string {
  const leading = term.factors?.[0] ?? term.value;
  const sign = leading < 0 ? (first ? '-' : '- ') : first ? '' : '+ ';
  const size = formatNumber(Math.abs(leading));
  return term.factors ? `${sign}${size}·${bracketed(term.factors[1])}` : `${sign}${size} (${term.label})`;
}

function bracketed(value: number): string {
  const text = formatNumber(value);
  return value < 0 ? `(${text})` : text;
}

function asWritten(term: Term): number {
  if (!term.factors) return rounded(term.value);
  return rounded(term.factors[0]) * rounded(term.factors[1]);
}

function rounded(value: number): number {
  return Number(formatNumber(value));
}
