import { formatNumber } from './numbers';

/** A count with thousands apart: "9,724". */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** "1 cell", "3 cells", "9,724 rows". */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A share as a percentage of two significant digits: "12%", "0.35%", "less than 0.1%"; more where asked. */
export function formatPercent(share: number, digits = 2): string {
  if (share > 0 && share < 0.001) return 'less than 0.1%';
  return `${formatNumber(100 * share, digits)}%`;
}

/** "4 ms", "1.2 s", "3 min 5 s". */
export function formatSeconds(seconds: number): string {
  if (seconds < 0.001) return 'under 1 ms';
  if (seconds < 1) return `${Math.round(1000 * seconds)} ms`;
  if (seconds < 60) return `${formatNumber(seconds, 2)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
