import type { Observations } from '../matrix/observations';
import type { Scale } from '../protocol/trainedModel';
import { scaleOf } from './ratingsModel';

/** The ends that rating scales usually have, and the step between ratings. */
const usualLows: readonly number[] = [0, 0.5, 1];
const usualHighs: readonly number[] = [5, 10];
const step = 0.5;

/** Fewer known cells say too little of a scale. */
const fewestCells = 6;

/**
 * The scale of ratings, read off known cells that are all whole or half and reach from 0, ½ or 1 to 5 or 10, with some
 * number repeated; null where they are not, as of measurements.
 */
export function readScale(known: Observations): Scale | null {
  const { values } = known;
  const scale = scaleOf(known);
  const isRating = values.every((value) => Number.isInteger(value / step));
  const repeats = new Set(values).size < values.length;
  const reaches = usualLows.includes(scale.low) && usualHighs.includes(scale.high);
  return values.length >= fewestCells && isRating && repeats && reaches ? scale : null;
}
