import type { Label } from '../matrix/block';

/** What labels say, without their places; null where there are none. */
export function labelTexts(labels: readonly Label[] | null): string[] | null {
  return labels?.map(({ text }) => text) ?? null;
}
