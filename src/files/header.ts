import type { Columns } from '../protocol/ratingsFile';

export type Layout = Columns;

/** The order of a file without a header. */
export const usualLayout = { user: 0, item: 1, rating: 2, time: 3 } as const;

const names: Readonly<Record<keyof Layout, RegExp>> = {
  user: /^(user|users|uid|customer|reader|reviewer|member|viewer|person)(id|no|number|name)?$/,
  item: /^(item|items|iid|movie|film|book|product|song|track|artist|show|game|anime|joke|article|isbn|asin)(id|no|number)?$/,
  rating: /^(ratings?|scores?|values?|stars?|grades?|overall|preference|bookrating|userrating|plays|weight)$/,
  time: /^(timestamp|time|date|datetime|unixreviewtime|reviewtime|unixtime|ratedat|createdat|ts)$/,
};

/** Columns of a header that were recognised by their names; -1 where one was not. */
export function recognise(cells: readonly string[]): Layout {
  const plain = cells.map((cell) => cell.toLowerCase().replace(/[\s_.-]/g, ''));
  const find = (what: keyof Layout): number => plain.findIndex((cell) => names[what].test(cell));
  return { user: find('user'), item: find('item'), rating: find('rating'), time: find('time') };
}

/** Whether a cell names the column of items. */
export function namesItem(cell: string): boolean {
  return recognise([cell]).item === 0;
}

/** Seconds since 1970 are above this from 1973 on; no scale of ratings is. */
const earliestTime = 1e8;

/** Lines from which the contents of columns can be told. */
const fewest = 8;

/**
 * The columns by what stands in them, where no header names them: user, item, rating and time in this order, unless
 * the numbers say that the rating is another column than the third. `columns` are those of some lines; a cell that
 * is not a number is NaN.
 */
export function layoutOfContent(columns: readonly (readonly number[])[]): Layout {
  const isTime = columns.map((cells) => cells.every((value) => value >= earliestTime && Number.isInteger(value)));
  const isRating = columns.map((cells, c) => !isTime[c] && cells.every(Number.isFinite));
  const withTime = (layout: Omit<Layout, 'time'>): Layout => {
    const taken = [layout.user, layout.item, layout.rating];
    return { ...layout, time: isTime.findIndex((is, c) => is && !taken.includes(c)) };
  };
  const usual = { user: usualLayout.user, item: usualLayout.item, rating: usualLayout.rating };
  if (isRating[usual.rating] !== false || (columns[0]?.length ?? 0) < fewest) return withTime(usual);

  // Of the columns that can be, ratings have the fewest different values; users and items are the others, in order.
  const different = columns.map((cells) => new Set(cells).size);
  const candidates = [...columns.keys()].filter((c) => isRating[c]).sort((a, b) => different[a]! - different[b]!);
  const rating = candidates[0];
  if (rating === undefined) return withTime(usual);
  const [user, item] = [...columns.keys()].filter((c) => c !== rating && !isTime[c]);
  return user === undefined || item === undefined ? withTime(usual) : withTime({ user, item, rating });
}
