import type { RatingsSolver } from '../protocol/methods';
import { formatCount } from '../protocol/quantities';
import type { TrainRequest } from '../protocol/request';
import type { HeldOut, RankingEvaluation } from '../protocol/results';
import type { RatingsModel } from './ratingsModel';
import { countUnseen } from './split';
import type { Run } from './training/run';
import type { ReadRatings, TrainingTask } from './trainingTask';
import { noBetterThanBiases, noBetterThanPopularity, repeatedRatings, skippedLines } from './warnings';

/** A trained model, and how good it is on ratings that were held out; null where that was not measured. */
export interface Measured {
  readonly model: RatingsModel;
  readonly heldOut: HeldOut | null;
  readonly ranking: RankingEvaluation | null;
}

/** What is to be said of a training besides its numbers: at most three sentences, the gravest first. */
export function trainingWarnings(
  { read, request, cells }: TrainingTask,
  { interrupted, stop }: Run,
  { model, heldOut, ranking }: Measured,
): string[] {
  const unseen = cells === null ? 0 : countUnseen(model, cells);
  return [
    interrupted === null ? null : `The training ended early, with the best model until then: ${interrupted.message}`,
    stop === 'held-out'
      ? 'The training ended when the error on the held-out ratings rose, so these have chosen its length.'
      : null,
    timesWanting(request, read),
    cells === null ? 'No ratings were held out, so how well the model predicts was not measured.' : null,
    heldOut === null ? null : noBetterThanBiases('held-out ratings', heldOut),
    unseen > 0 ? unseenText(unseen, cells?.values.length ?? 0, model.record.solver) : null,
    noBetterThanPopularity(ranking, model.record.solver),
    skippedLines(read.broken),
    repeatedRatings(read),
  ]
    .filter((sentence) => sentence !== null)
    .slice(0, 3);
}

function unseenText(unseen: number, held: number, solver: RatingsSolver): string {
  const which = `${formatCount(unseen)} of the ${formatCount(held)} held-out ratings are of a user or an item without any other rating`;
  return solver === 'implicit-als'
    ? `${which}, of which no list can know.`
    : `${which}, and are predicted from what is known of the other.`;
}

/** What is done where times were asked for and are not known. */
function timesWanting({ holdoutBy = 'random' }: TrainRequest, { times = null, ratings }: ReadRatings): string | null {
  if (holdoutBy === 'random') return null;
  const count = ratings.values.length;
  const unknown = times === null ? count : times.reduce((sum, time) => sum + (Number.isFinite(time) ? 0 : 1), 0);
  if (unknown === 0) return null;
  if (unknown === count)
    return 'The file does not say when its ratings were made, in seconds or in dates such as 2020-12-31: the last of each user is the one that stands last in it.';
  return `${formatCount(unknown)} of the ${formatCount(count)} ratings have no time, in seconds or as a date such as 2020-12-31: they are taken for earlier than all others.`;
}
