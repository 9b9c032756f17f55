import type { Observations, Ratings } from '../matrix/observations';
import { createRandom, shuffle } from '../matrix/random';
import { quiet, type Control } from '../protocol/control';
import type { BiasedFactors } from '../protocol/results';
import { predict } from './model';
import type { Scale, TrainedModel } from '../protocol/trainedModel';
import { clip } from './ratingsModel';
import { splitAt, type Split } from './splitAt';

/** Holds a random share of the observations out, by the seed. Throws when cancelled. */
export function holdOut(observations: Observations, share: number, seed: number, control: Control = quiet): Split {
  const count = observations.values.length;
  const held = Math.min(Math.round(share * count), count - 1);
  const marks = new Uint8Array(count);
  const order = new Uint32Array(held > 0 ? count : 0);
  for (let t = 0; t < order.length; t++) order[t] = t;
  shuffle(order, createRandom(seed), () => control.checkpoint());
  for (let at = 0; at < held; at++) marks[order[at]!] = 1;
  return splitAt(observations, marks);
}

/** Test ratings by the indices of the training ratings; a user or item that those lack gets the index past the last. */
export function alignTest(training: Pick<Ratings, 'userIds' | 'itemIds'>, test: Ratings): Observations {
  const translate = (indices: Uint32Array, from: readonly string[], to: readonly string[]): Uint32Array => {
    const known = new Map(to.map((id, index) => [id, index]));
    const table = from.map((id) => known.get(id) ?? to.length);
    return indices.map((index) => table[index]!);
  };
  return {
    rows: training.userIds.length,
    columns: training.itemIds.length,
    rowIndex: translate(test.rowIndex, test.userIds, training.userIds),
    columnIndex: translate(test.columnIndex, test.itemIds, training.itemIds),
    values: test.values,
  };
}

/** How many of the cells have a row or a column without any rating that the model was trained on. */
export function countUnseen(
  { userRatings, itemRatings }: Pick<TrainedModel, 'userRatings' | 'itemRatings'>,
  cells: Observations,
): number {
  let unseen = 0;
  cells.rowIndex.forEach((row, t) => {
    if (!(userRatings[row]! > 0 && itemRatings[cells.columnIndex[t]!]! > 0)) unseen++;
  });
  return unseen;
}

/** Cells between two looks at whether the work was cancelled. */
const cellsBetweenLooks = 1 << 16;

/**
 * rating − prediction, clipped to the scale; one unseen user or item is predicted from what is known of the other.
 * Throws when cancelled.
 */
export function clippedResiduals(
  model: BiasedFactors,
  cells: Observations,
  scale: Scale,
  control: Control,
): Float64Array {
  return cells.values.map((value, t) => {
    if (t % cellsBetweenLooks === 0) control.checkpoint();
    const row = cells.rowIndex[t]!;
    const column = cells.columnIndex[t]!;
    const known = row < model.row.rows && column < model.column.rows;
    const prediction = known
      ? predict(model, row, column)
      : model.mean + (model.rowBias[row] ?? 0) + (model.columnBias[column] ?? 0);
    return value - clip(prediction, scale);
  });
}
