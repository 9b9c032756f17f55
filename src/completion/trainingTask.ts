import { faults } from '../matrix/faults';
import type { Observations, Ratings } from '../matrix/observations';
import type { Control } from '../protocol/control';
import type { FileLayout } from '../protocol/ratingsFile';
import type { HoldOutBy, TrainRequest } from '../protocol/request';
import type { BiasedFactors, BrokenLines, HeldOut, HistoryPoint } from '../protocol/results';
import type { Scale } from '../protocol/trainedModel';
import { rootMeanSquare } from './heldOut';
import { holdOutLatest, leaveLastOut } from './holdOutByTime';
import { scaleOf } from './ratingsModel';
import { alignTest, clippedResiduals, holdOut } from './split';
import type { Split } from './splitAt';
import { trainingSettings, type TrainingSettings } from './training/settings';

/** Ratings as they were read. */
export interface ReadRatings {
  readonly ratings: Ratings;
  readonly duplicates: number;
  /** Of the bytes of the file, in hexadecimal. */
  readonly sha256: string;
  /** When each rating was made; null, or left out, where that is not known. */
  readonly times?: Float64Array | null;
  /** Whether values say how often a user chose an item, and not how they rated it. Left out: they are ratings. */
  readonly isCounted?: boolean;
  readonly layout?: FileLayout;
  /** Lines that were skipped. */
  readonly broken?: BrokenLines;
}

/** What there is before the fit: what to train on, what to measure on, and how. */
export interface TrainingTask {
  readonly read: ReadRatings;
  readonly request: TrainRequest;
  readonly settings: TrainingSettings;
  readonly training: Observations;
  /** The ratings to measure on; null for none. */
  readonly cells: Observations | null;
  readonly measuredOn: HeldOut['method'];
  readonly scale: Scale;
  readonly shareHeldOut: number;
  /** How many λ were tried on ratings held out of those trained on; 0 where it was asked for, or is the usual one. */
  readonly triedRegularizations: number;
  /** Adds the error on `cells` to a point of the curve. */
  measured(point: HistoryPoint, model: BiasedFactors, control: Control): HistoryPoint;
  /** To be called at last: until then the ratings as they were read are in another order. */
  readonly restore: () => void;
}

/**
 * Decides what is trained on and what is held out: the ratings of `test`, or a share of `read`, which the training
 * does not see. Throws a Fault on options out of range.
 */
export function prepareTraining(read: ReadRatings, test: ReadRatings | null, request: TrainRequest): TrainingTask {
  const settings = trainingSettings(request, read.ratings, read.isCounted ?? false);
  if (test?.isCounted === true && settings.solver !== 'implicit-als')
    throw faults.noRatingsToPredict(request.testPath ?? request.path);
  const split = splitOf(read, test === null ? request : { ...request, holdout: 0, holdoutBy: 'random' });
  const { training } = split;
  const cells = test === null ? split.test : alignTest(read.ratings, test.ratings);
  const scale = settings.solver === 'implicit-als' ? { low: 0, high: 1 } : scaleOf(training);
  return {
    read,
    request,
    settings,
    training,
    cells,
    measuredOn: test === null ? holdOutTitles[request.holdoutBy ?? 'random'] : 'test file',
    scale,
    shareHeldOut: shareHeldOut(request, split),
    triedRegularizations: 0,
    measured: (point, model, control) =>
      cells === null
        ? point
        : { ...point, holdoutRmse: rootMeanSquare(clippedResiduals(model, cells, scale, control)) },
    restore: () => split.restore(),
  };
}

const holdOutTitles: Readonly<Record<HoldOutBy, HeldOut['method']>> = {
  random: 'random holdout',
  time: 'latest ratings',
  last: 'last rating of each user',
};

/** The ratings to train on, and those held out in the way that was asked for. Throws the `noTimes` fault. */
function splitOf({ ratings, times }: ReadRatings, request: TrainRequest): Split {
  switch (request.holdoutBy ?? 'random') {
    case 'random':
      return holdOut(ratings, request.holdout, request.seed);
    case 'time':
      if (times?.some(Number.isFinite) !== true) throw faults.noTimes(request.path);
      return holdOutLatest(ratings, times, request.holdout);
    case 'last':
      return leaveLastOut(ratings, times ?? null);
  }
}

/** As it was asked for where it was a share. */
function shareHeldOut({ holdout, holdoutBy, testPath }: TrainRequest, { training, test }: Split): number {
  if (testPath !== null || test === null) return 0;
  const held = test.values.length;
  return holdoutBy === 'last' ? held / (held + training.values.length) : holdout;
}
