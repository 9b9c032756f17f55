import { formatCount } from './quantities';
import type { BrokenLines } from './results';

/** What is wrong with each line that was skipped, where the warning of the first does not say all there is to say. */
export function skippedLineMessages(broken: BrokenLines | undefined): readonly string[] {
  if (broken === undefined || broken.count < 2) return [];
  const rest = broken.count - broken.first.length;
  return [...broken.first.map(({ message }) => message), ...(rest === 0 ? [] : [`and ${formatCount(rest)} more.`])];
}
