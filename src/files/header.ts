import type { Columns } from '../protocol/ratingsFile';

export type Layout = Columns;

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

/** Whether names tell all that has to be known: ratings have a column, or there is no other that could be theirs. */
export function isTold(named: Layout, count: number): boolean {
  if (named.user === -1 || named.item === -1) return false;
  return named.rating !== -1 || count === (named.time === -1 ? 2 : 3);
}

/** Whether a cell names the column of items. */
export function namesItem(cell: string): boolean {
  return recognise([cell]).item === 0;
}

/** Moments from 1995 to 2040 in seconds since 1970, and in the thousandths, millionths and so on of one that files have. */
const [earliest, latest] = [788_918_400, 2_208_988_800];
const isMoment = (value: number): boolean =>
  Number.isInteger(value) && [1, 1e3, 1e6, 1e9].some((unit) => value >= earliest * unit && value <= latest * unit);

/** Lines from which the contents of columns can be told. */
const fewest = 8;

/**
 * The columns by what stands in them, where no header names them: user, item, rating and time in this order, unless
 * the numbers say that the rating is another column than the third. A column of moments is the time and nothing else, where
 * two others are left for user and item; where only these are left, nothing is rated. `columns` are those of some lines; a cell that
 * is not a number is NaN, and a date is its milliseconds since 1970.
 */
export function layoutOfContent(columns: readonly (readonly number[])[]): Layout {
  const places = [...columns.keys()];
  const latestTime = columns.findLastIndex((cells) => cells.length > 0 && cells.every(isMoment));
  // Where ids are as large as moments, the usual order is likelier than a time without ratings that comes first.
  const isTime = columns.length > 3 || (columns.length === 3 && latestTime === 2);
  const time = isTime ? latestTime : -1;
  const others = places.filter((c) => c !== time);
  const [user, item, rating] = others;
  if (user === undefined || item === undefined) return { user: 0, item: 1, rating: -1, time: -1 };
  if (rating === undefined) return { user, item, rating: -1, time };

  const isNumeric = (c: number): boolean => columns[c]!.every(Number.isFinite);
  const isUsual = rating === 2 && isNumeric(rating);
  if (isUsual || columns[0]!.length < fewest) return { user, item, rating, time };
  // Ratings alone have halves. Or else, of the columns that can be, they have the fewest different values; users and items are
  // the others, in order.
  const different = (c: number): number => (columns[c]!.every(Number.isInteger) ? new Set(columns[c]).size : 0);
  const [fewestValues] = others.filter(isNumeric).sort((a, b) => different(a) - different(b));
  if (fewestValues === undefined) return { user, item, rating, time };
  const ids = others.filter((c) => c !== fewestValues);
  return { user: ids[0]!, item: ids[1]!, rating: fewestValues, time };
}
