import { counted } from '../../protocol/quantities';
import type { Prediction } from '../../protocol/results';

/** "2 surprising cells, 3 missing cells"; `sent` are the first of all predictions. */
export function missingCounts(sent: readonly Prediction[], total: number): string {
  const isChecked = sent.some(({ written }) => written !== undefined);
  // of those that were not sent nothing more is known
  if (isChecked && total > sent.length) return counted(total, 'cell');
  const marked = sent.filter(({ written }) => written !== undefined).length;
  const missing = total - marked;
  return [
    ...(marked > 0 ? [counted(marked, 'surprising cell')] : []),
    ...(missing > 0 ? [counted(missing, 'missing cell')] : []),
  ].join(', ');
}
