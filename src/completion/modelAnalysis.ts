import { methodTitles } from '../protocol/methods';
import { counted, formatCount } from '../protocol/quantities';
import type { TrainingAnalysis } from '../protocol/results';
import type { TrainingRecord } from '../protocol/trainedModel';
import type { RatingsModel, Titles } from './ratingsModel';
import { formulaOfSolver, shownFactors } from './shownFactors';
import { noBetterThanBiases } from './warnings';

/**
 * What a model that was read from the file at `path` says of itself, as the analysis of its training: the
 * error on the training ratings is not kept with it, and is left open, and so is the curve of older models.
 */
export function describeModel(
  model: RatingsModel,
  path: string,
  modelId: string,
  secondsLoad: number,
  titles: Titles,
): TrainingAnalysis {
  const { factors, record, scale, rated } = model;
  const curve = record.curve ?? { history: [], objectiveFormula: null, stop: 'direct' };
  const { solver, regularization, learningRate, iterations, holdout, seed, heldOut = null } = record;
  const rank = factors.row.columns;
  const shown = shownFactors(model, titles);
  const known = { kind: 'train', path, solver, rank, regularization, learningRate, iterations, holdout } as const;
  return {
    kind: 'train',
    request: { ...known, testPath: null, modelPath: path, seed },
    ...{ modelId, solver, rank, regularization, scale, heldOut, seed, secondsLoad },
    users: model.userIds.length,
    items: model.itemIds.length,
    ratings: record.ratings,
    secondsTrain: 0,
    peakMemoryBytes: 0,
    threads: null,
    layout: null,
    fileSha256: record.fileSha256,
    interrupted: null,
    sampleUsers: shown.users,
    duplicates: record.fileRatings - rated.others.length,
    why: provenance(record, rank),
    formula: formulaOfSolver(solver),
    factors: shown.factors,
    factorNotes: shown.factorNotes,
    factorShares: shown.factorShares,
    diagnostics: {
      relativeResidual: null,
      meanSquaredError: null,
      conditionNumber: null,
      rank: null,
      orthogonality: null,
    },
    ...curve,
    warnings: [
      heldOut === null && solver !== 'implicit-als'
        ? 'How well the model predicts was not measured when it was trained: evaluate it on ratings it has not seen.'
        : null,
      heldOut === null ? null : noBetterThanBiases('held-out ratings', heldOut),
    ].filter((sentence) => sentence !== null),
    seconds: secondsLoad,
  };
}

/** How, and on what, it was trained. */
function provenance(record: TrainingRecord, rank: number): string {
  const { solver, regularization, iterations, holdout, ratings, fileRatings, fileSha256 } = record;
  const lambda = regularization === null ? '' : `, λ = ${regularization}`;
  const share = holdout === 0 ? '' : `, a share of ${holdout} held out`;
  return (
    `Trained before by ${methodTitles[solver]} with rank ${rank}${lambda} and ${counted(iterations, 'iteration')} on ` +
    `${counted(ratings, 'rating')} of a file of ${formatCount(fileRatings)}${share}; its SHA-256 begins ${fileSha256.slice(0, 8)}.`
  );
}
