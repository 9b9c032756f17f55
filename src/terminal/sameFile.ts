import { statSync, type BigIntStats } from 'node:fs';
import { resolve } from 'node:path';

/** Whether two paths lead to one file: the same path, or by links, or in other case where the system makes no difference. */
export function isSameFile(one: string, other: string): boolean {
  if (resolve(one) === resolve(other)) return true;
  const [a, b] = [statusOf(one), statusOf(other)];
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

const statusOf = (path: string): BigIntStats | undefined => statSync(path, { bigint: true, throwIfNoEntry: false });
