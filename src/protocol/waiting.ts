import type { Awaited } from './panel';

/** "Waiting for ratings.csv to end", or what keeps it from ending. */
export function waitingSentence({ title, paused }: Awaited): string {
  return paused ? `Waiting for ${title}, which is paused` : `Waiting for ${title} to end`;
}
