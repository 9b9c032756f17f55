import type { HistoryPoint } from '../protocol/results';

/** Points that a curve is kept to: more cannot be told apart where it is drawn. */
const mostPoints = 1000;

/**
 * The points of a curve, of which every second is dropped whenever there are too many; the first and the last always
 * stay. So a long run takes no more memory than a short one.
 */
export interface History {
  add(point: HistoryPoint): void;
  points(): readonly HistoryPoint[];
}

/** An empty curve, which keeps at most 1000 points and its last. */
export function createHistory(): History {
  let kept: HistoryPoint[] = [];
  let stride = 1;
  let seen = 0;
  let last: HistoryPoint | null = null;
  return {
    add: (point) => {
      last = point;
      if (seen++ % stride !== 0) return;
      kept.push(point);
      if (kept.length < mostPoints) return;
      kept = kept.filter((_, at) => at % 2 === 0);
      stride *= 2;
    },
    points: () => (last === null || last === kept.at(-1) ? kept : [...kept, last]),
  };
}
