import type { Titles } from './ratingsModel';

/**
 * The id that was likely meant by a text that is none: one that differs in case, blanks or leading zeros alone, or
 * that of the item with this title; null where there is no such.
 */
export function meantId(text: string, ids: readonly string[], titles: Titles = null): string | null {
  const wanted = plain(text);
  return (
    ids.find((id) => plain(id) === wanted) ??
    ids.find((id) => plain(titles?.get(id) ?? '') === wanted && wanted !== '') ??
    null
  );
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^0+(?=.)/u, '');
