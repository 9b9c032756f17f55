import { faults } from '../matrix/faults';
import type { Columns } from '../protocol/ratingsFile';
import type { CommandLine } from './arguments';

const columnWords = ['user', 'item', 'rating', 'time', '-'] as const;

/** `item,user,-,rating`: what stands in each column of the ratings, in order; a dash for what is passed over. */
export function columnsOf(line: CommandLine): Columns | null {
  const text = line.text('columns');
  if (text === null) return null;
  const words = text.split(',').map((word) => word.trim());
  const place = (what: string): number => words.indexOf(what);
  const isOnce = (what: string): boolean => what === '-' || place(what) === words.lastIndexOf(what);
  const isKnown = (word: string): boolean => columnWords.some((one) => one === word) && isOnce(word);
  const columns = { user: place('user'), item: place('item'), rating: place('rating'), time: place('time') };
  if (!words.every(isKnown) || Math.min(columns.user, columns.item) < 0)
    throw faults.outOfRange(
      '--columns',
      'user, item and, if need be, rating and time in their order, with - for others',
      text,
    );
  return columns;
}
