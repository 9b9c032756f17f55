import type { Prediction } from '../../protocol/results';

/** Pixels of a value on a bar that all predictions share. */
export interface IntervalScale {
  readonly width: number;
  position(value: number): number;
}

/** Room at both ends, so that a mark on the edge is not cut. */
const margin = 4;

/** One scale from the least lower end to the greatest upper end; null where no prediction has an interval. */
export function intervalScale(predictions: readonly Prediction[], width = 96): IntervalScale | null {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const { lower, upper, value } of predictions) {
    if (lower === null || upper === null) continue;
    least = Math.min(least, lower, value);
    most = Math.max(most, upper, value);
  }
  if (least > most) return null;
  const span = most - least;
  const inner = width - 2 * margin;
  return {
    width,
    position: (value) => (span === 0 ? width / 2 : margin + (inner * (value - least)) / span),
  };
}
