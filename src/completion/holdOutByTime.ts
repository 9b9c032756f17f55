import { group, type Observations } from '../matrix/observations';
import { splitAt, type Split } from './splitAt';

/**
 * Holds the latest share of the ratings out: what a recommender is asked is always of the time after its training.
 * Among ratings of one time those that stand later in the file are the later ones; ratings without a time are trained on.
 */
export function holdOutLatest(observations: Observations, times: Float64Array, share: number): Split {
  const count = observations.values.length;
  const known = Uint32Array.from(times.keys()).filter((t) => !Number.isNaN(times[t]!));
  const held = Math.min(Math.round(share * count), known.length, count - 1);
  const latest = known.sort((a, b) => times[b]! - times[a]! || b - a).slice(0, Math.max(held, 0));
  return splitAt(observations, marked(latest, count));
}

/**
 * Holds the last rating of each user out, of those who have at least two: by time, and by the order of the file where
 * times are equal or not known.
 */
export function leaveLastOut(observations: Observations, times: Float64Array | null): Split {
  const count = observations.values.length;
  // Positions in place of values: what is grouped by row are the ratings themselves.
  const positions = Float64Array.from({ length: count }, (_, t) => t);
  const byUser = group({ ...observations, values: positions }, 'row');
  const held: number[] = [];
  for (let user = 0; user < observations.rows; user++) {
    const own = byUser.values.subarray(byUser.starts[user], byUser.starts[user + 1]);
    if (own.length < 2) continue;
    const timeOf = (t: number): number =>
      times === null || Number.isNaN(times[t]!) ? Number.NEGATIVE_INFINITY : times[t]!;
    held.push(own.reduce((last, t) => (timeOf(t) >= timeOf(last) ? t : last)));
  }
  return splitAt(observations, marked(held, count));
}

function marked(positions: ArrayLike<number>, count: number): Uint8Array {
  const marks = new Uint8Array(count);
  for (let at = 0; at < positions.length; at++) marks[positions[at]!] = 1;
  return marks;
}
