import { ratingsSolvers } from '../protocol/methods';
import { heldOutMethods, type HeldOut } from '../protocol/results';
import type { TrainedModel, TrainingRecord } from '../protocol/trainedModel';
import { curveMetadata, readCurve } from './curveMetadata';
import type { Damaged } from './safetensorsHeader';

/** How and on what a model was trained, as the metadata of its file: strings, each number as it is written in full. */
export function recordMetadata({ record, factors }: TrainedModel): [string, string][] {
  const { solver, regularization, learningRate, fileSha256, heldOut, curve, ...numbers } = record;
  const given = Object.entries({ regularization, learningRate }).filter(([, value]) => value !== null);
  return [
    ['solver', solver],
    ['rank', String(factors.row.columns)],
    ...[...given, ...Object.entries(numbers)].map(([key, value]): [string, string] => [key, String(value)]),
    ['fileSha256', fileSha256],
    ...heldOutMetadata(heldOut ?? null),
    ...curveMetadata(curve ?? null),
  ];
}

function heldOutMetadata(heldOut: HeldOut | null): [string, string][] {
  if (heldOut === null) return [];
  const { method, cells, rmse, mae, baselineRmse, coverage } = heldOut;
  const errors = { heldOutRatings: cells, heldOutRmse: rmse, heldOutMae: mae, heldOutBaselineRmse: baselineRmse };
  return [
    ['heldOutBy', method],
    ...Object.entries(errors).map(([key, value]): [string, string] => [key, String(value)]),
    ...(coverage === undefined ? [] : [['heldOutCoverage', String(coverage)] satisfies [string, string]]),
  ];
}

/** The record that metadata hold; throws the fault of a damaged file. */
export function readRecord(metadata: ReadonlyMap<string, string>, damaged: Damaged): TrainingRecord {
  const text = (key: string): string => {
    const value = metadata.get(key);
    if (value === undefined) throw damaged(`its metadata have no ${key}`);
    return value;
  };
  const number = (key: string): number => {
    const written = text(key);
    const value = Number(written);
    if (written.trim() === '' || !Number.isFinite(value)) throw damaged(`its ${key} is not a number`);
    return value;
  };
  const solver = ratingsSolvers.find((one) => one === text('solver'));
  if (solver === undefined) throw damaged('its solver is not one that is known');
  /** Models were kept without their held-out error before. */
  const readHeldOut = (): HeldOut | null => {
    if (!metadata.has('heldOutBy')) return null;
    const method = heldOutMethods.find((one) => one === text('heldOutBy'));
    if (method === undefined) throw damaged('its way of holding ratings out is not one that is known');
    return {
      method,
      cells: number('heldOutRatings'),
      rmse: number('heldOutRmse'),
      mae: number('heldOutMae'),
      baselineRmse: number('heldOutBaselineRmse'),
      ...(metadata.has('heldOutCoverage') ? { coverage: number('heldOutCoverage') } : {}),
    };
  };
  const heldOut = readHeldOut();
  const curve = readCurve(metadata, damaged);
  return {
    solver,
    regularization: metadata.has('regularization') ? number('regularization') : null,
    ...(metadata.get('isWeighted') === 'true' ? { isWeighted: true } : {}),
    learningRate: metadata.has('learningRate') ? number('learningRate') : null,
    iterations: number('iterations'),
    holdout: number('holdout'),
    seed: number('seed'),
    ratings: number('ratings'),
    fileRatings: number('fileRatings'),
    fileSha256: text('fileSha256'),
    ...(heldOut === null ? {} : { heldOut }),
    ...(curve === null ? {} : { curve }),
  };
}
