import { group, type Grouped, type Observations } from '../matrix/observations';
import type { Control } from '../protocol/control';
import { formatCount } from '../protocol/quantities';
import type { Evaluation } from '../protocol/results';
import { measureErrors } from './heldOut';
import { evaluateRanking } from './ranking/evaluateRanking';
import type { RatingsModel } from './ratingsModel';
import { alignTest, clippedResiduals, countUnseen } from './split';
import type { ReadRatings } from './trainingTask';
import { noBetterThanBiases, noBetterThanPopularity, repeatedRatings, skippedLines } from './warnings';

/**
 * The errors of a model's predictions, clipped to its scale, on ratings that were read from a file. A rating of an
 * unseen user or item, without any rating that the model was trained on, is predicted from what is known of the other.
 * `top` is the length of the lists whose ranking is measured; null for none.
 * Throws when cancelled.
 */
export async function evaluate(
  model: RatingsModel,
  read: ReadRatings,
  control: Control,
  top: number | null = null,
): Promise<Omit<Evaluation, 'secondsLoad' | 'seconds' | 'peakMemoryBytes'>> {
  const isImplicit = model.record.solver === 'implicit-als';
  const aligned = alignTest(model, read.ratings);
  const cells = isImplicit ? { ...aligned, values: aligned.values.map((r) => (r > 0 ? 1 : 0)) } : aligned;
  control.checkpoint();
  const residuals = clippedResiduals(model.factors, cells, model.scale, control);
  control.checkpoint();
  const errors = measureErrors(residuals, clippedResiduals(model.baseline, cells, model.scale, control));
  control.checkpoint();
  const counts = {
    ratings: cells.values.length,
    unseenRatings: countUnseen(model, cells),
    unseenUsers: countUnseenIds(read.ratings.userIds, model.userIndex, model.userRatings),
    unseenItems: countUnseenIds(read.ratings.itemIds, model.itemIndex, model.itemRatings),
    knownRatings: countKnown(model.rated, cells),
  };
  // What a model of these ratings would call their middle: the model does not keep the mean of what it was trained on.
  const relevantFrom = isImplicit ? 1 : model.baseline.mean;
  const ranking =
    top === null ? null : await evaluateRanking({ model, rated: model.rated, test: cells, relevantFrom, top }, control);
  const warnings = [
    warnKnown(model, read, counts.knownRatings),
    isImplicit
      ? 'The model tells how likely something is chosen: its lists are to be judged, and errors are of 1 for what was chosen.'
      : noBetterThanBiases('these ratings', errors),
    counts.unseenRatings === 0
      ? null
      : `${formatCount(counts.unseenRatings)} of the ${formatCount(counts.ratings)} ratings are of a user or an item that the model was not ` +
        'trained on, and are predicted from what is known of the other.',
    noBetterThanPopularity(ranking, model.record.solver),
    skippedLines(read.broken),
    repeatedRatings(read),
  ].filter((sentence) => sentence !== null);
  const broken = read.broken === undefined ? {} : { broken: read.broken };
  return { ...counts, ...errors, duplicates: read.duplicates, ...broken, ranking, warnings };
}

function countUnseenIds(ids: readonly string[], index: ReadonlyMap<string, number>, ratings: Uint32Array): number {
  return ids.filter((id) => {
    const known = index.get(id);
    return known === undefined || ratings[known] === 0;
  }).length;
}

/** How many of the cells are of a user and an item that the model's own ratings file pairs too. */
function countKnown(rated: Pick<Grouped, 'starts' | 'others'>, cells: Observations): number {
  const rows = rated.starts.length - 1;
  // Cells of unseen users and items have an index past the last, hence one more row and column.
  const tested = group({ ...cells, rows: rows + 1 }, 'row');
  const ratedBy = new Uint32Array(cells.columns + 1);
  let known = 0;
  for (let row = 0; row < rows; row++) {
    const [start, end] = [tested.starts[row]!, tested.starts[row + 1]!];
    if (start === end) continue;
    for (const item of rated.others.subarray(rated.starts[row], rated.starts[row + 1])) ratedBy[item] = row + 1;
    for (const item of tested.others.subarray(start, end)) if (ratedBy[item] === row + 1) known++;
  }
  return known;
}

function warnKnown({ record }: RatingsModel, { ratings, sha256 }: ReadRatings, known: number): string | null {
  if (known === 0) return null;
  if (sha256 === record.fileSha256)
    return (
      'This is the file that the model was trained on' +
      (record.holdout === 0 ? '' : `, a share of ${record.holdout} held out`) +
      ': the error on ratings it has not seen is higher.'
    );
  return (
    `${known === ratings.values.length ? 'All' : formatCount(known)} of the ${formatCount(ratings.values.length)} ratings are of a user and an item that the model's own ratings file ` +
    'pairs too: the error on ratings it has not seen may be higher.'
  );
}
