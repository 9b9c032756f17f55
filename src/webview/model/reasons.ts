import { formatNumber, trueMinus } from '../../protocol/numbers';
import type { Term } from '../../protocol/results';

/** The terms that matter most, as reasons: "mean 3.5, item bias +0.42", and how many are left out. */
export function reasonsAsText(terms: readonly Term[], most = 3): string {
  const ordered = [...terms].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const named = ordered.slice(0, most).map((term, i) => {
    const number = trueMinus(formatNumber(term.value, 3));
    return `${term.label} ${i > 0 && term.value > 0 ? '+' : ''}${number}`;
  });
  const rest = ordered.length - named.length;
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ');
}
