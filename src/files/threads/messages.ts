import type { IndexedRatings } from '../collector';
import type { IdList } from '../idTable';
import type { Manner } from '../lineReaders';
import type { Piece } from '../lines';

/** How the lines of a file are parsed. */
export interface ParserTask extends Manner {
  /** Go on behind a broken line; else a piece ends before the first. */
  readonly skipBroken: boolean;
}

/** What a thread makes of a piece. */
export interface ParsedPiece {
  readonly lines: number;
  /** By the thread's own indices, which count the ids of all its pieces in the order of their first occurrence. */
  readonly ratings: IndexedRatings;
  /** The ids that were in none of its pieces before. */
  readonly users: IdList;
  readonly items: IdList;
  /** How many lines are broken, and the first of them. */
  readonly brokenLines: number;
  readonly firstBroken: readonly BrokenLine[];
}

/** A line that cannot be read, without its end. */
export interface BrokenLine {
  /** Lines of its piece before it. */
  readonly before: number;
  readonly bytes: Uint8Array;
}

export type ToParser =
  | { readonly kind: 'begin'; readonly task: ParserTask }
  | { readonly kind: 'parse'; readonly piece: Piece; readonly isFirst: boolean };

/** Pieces are answered in the order in which they are given. */
export type FromParser = { readonly kind: 'ready' } | { readonly kind: 'parsed'; readonly parsed: ParsedPiece };
