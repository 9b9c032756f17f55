/** Where on a line user, item and rating stand, from 0. */
export interface Layout {
  readonly user: number;
  readonly item: number;
  readonly rating: number;
}

/** The order of a file without a header. */
export const usualLayout: Layout = { user: 0, item: 1, rating: 2 };

const names: Readonly<Record<keyof Layout, RegExp>> = {
  user: /^(user|users|uid|customer|reader|reviewer|member|viewer|person)(id|no|number|name)?$/,
  item: /^(item|items|iid|movie|film|book|product|song|track|artist|show|game|anime|joke|article|isbn|asin)(id|no|number)?$/,
  rating: /^(ratings?|scores?|values?|stars?|grades?|overall|preference|bookrating|userrating|plays|weight)$/,
};

/** Columns of a header that were recognised by their names; -1 where one was not. */
export function recognise(cells: readonly string[]): Layout {
  const plain = cells.map((cell) => cell.toLowerCase().replace(/[\s_.-]/g, ''));
  const find = (what: keyof Layout): number => plain.findIndex((cell) => names[what].test(cell));
  return { user: find('user'), item: find('item'), rating: find('rating') };
}

/** Whether a cell names the column of items. */
export function namesItem(cell: string): boolean {
  return recognise([cell]).item === 0;
}
