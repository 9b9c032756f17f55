import type { Scale } from './trainedModel';

/** "1,5" or "1 to 5" as limits of predictions; null where it is not two numbers, the lower first. */
export function readLimits(text: string): Scale | null {
  const [low, high, more] = text.split(/,|;|\bto\b/).map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (low === undefined || high === undefined || more !== undefined) return null;
  return Number.isFinite(low) && Number.isFinite(high) && low < high ? { low, high } : null;
}
