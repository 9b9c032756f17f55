import type { Progress } from './control';
import { formatNumber } from './numbers';

/** Milliseconds of a phase before its pace says anything. */
const leastElapsed = 1000;

/**
 * How fast a piece of work is, and how long it will take: "2.4 iterations a second, 40 s left". To be asked at each
 * report; null in the first second of a phase, where nobody knows the whole, and at its end. `now` is in milliseconds.
 */
export function createPace(now: () => number = () => performance.now()): (progress: Progress) => string | null {
  let start: { readonly phase: Progress['phase']; readonly at: number; readonly done: number } | null = null;
  return ({ phase, done, total }) => {
    if (start?.phase !== phase || done < start.done) start = { phase, at: now(), done };
    const elapsed = now() - start.at;
    const gained = done - start.done;
    if (total === null || elapsed < leastElapsed || gained <= 0 || done >= total) return null;
    const left = timeText(((total - done) * elapsed) / gained / 1000);
    return phase === 'training' ? `${rateText((1000 * gained) / elapsed)}, ${left}` : left;
  };
}

/** "2.4 iterations a second"; slow ones the other way round: "12 s an iteration". */
function rateText(perSecond: number): string {
  if (perSecond < 0.5) return `${formatNumber(1 / perSecond, 2)} s an iteration`;
  return `${formatNumber(perSecond, 2)} iterations a second`;
}

/** "40 s left", "3 min left", "2 h left". */
function timeText(seconds: number): string {
  if (seconds < 99.5) return `${Math.max(Math.round(seconds), 1)} s left`;
  if (seconds < 99.5 * 60) return `${Math.round(seconds / 60)} min left`;
  return `${Math.round(seconds / 3600)} h left`;
}
