import { formatNumber } from './numbers';

/** A whole number with thousands apart: "9,724". To ask a locale for it takes milliseconds the first time. */
export function formatCount(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** "1 cell", "3 cells", "9,724 rows". */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Closer to 1 than this, a share that was added up is 1. */
const rounding = 1e-12;
/** No share is written with more digits. */
const mostDigits = 6;

/**
 * A share as a percentage of two significant digits, more where asked: "12%", "0.35%", "less than 0.1%". What is not all is
 * not 100%: 0.99998 is "99.998%".
 */
export function formatPercent(share: number, digits = 2): string {
  if (share > 0 && share < 0.001) return 'less than 0.1%';
  const text = formatNumber(100 * share, digits);
  if (text !== '100' || share >= 1 - rounding) return `${text}%`;
  return digits < mostDigits ? formatPercent(share, digits + 1) : 'more than 99.999%';
}

/** "4 ms", "1.2 s", "3 min 5 s". */
export function formatSeconds(seconds: number): string {
  if (seconds < 0.001) return 'under 1 ms';
  if (seconds < 1) return `${Math.round(1000 * seconds)} ms`;
  if (seconds < 60) return `${formatNumber(seconds, 2)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
