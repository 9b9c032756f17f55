import { thin } from '../protocol/history';
import { stopReasons, type HistoryPoint } from '../protocol/results';
import type { TrainingCurve } from '../protocol/trainedModel';
import type { Damaged } from './safetensorsHeader';

/** Points of a curve that are kept, at most: more cannot be told apart where it is drawn. */
const mostPoints = 2000;
/** Characters of a curve's text that are looked at, several times what the most points take. */
const longestText = 1 << 20;
const longestFormula = 1000;

const key = 'curve';

/**
 * How a training went, as metadata of its model's file: JSON of `history`, of which the first and the last point are
 * always kept, `objectiveFormula` and `stop`. Times are not told, so that the same training gives the same file.
 */
export function curveMetadata(curve: TrainingCurve | null): [string, string][] {
  if (curve === null || curve.history.length === 0) return [];
  return [[key, JSON.stringify({ ...curve, history: thin(curve.history, mostPoints) })]];
}

/** The curve that metadata hold; null in models that were kept without. Throws the fault of a damaged file. */
export function readCurve(metadata: ReadonlyMap<string, string>, damaged: Damaged): TrainingCurve | null {
  const text = metadata.get(key);
  if (text === undefined) return null;
  const curve = text.length <= longestText ? parse(text) : null;
  if (!isCurve(curve)) throw damaged('its training curve is not one');
  const { objectiveFormula, stop } = curve;
  const history = curve.history.map(({ iteration, objective, rmse, holdoutRmse }) => ({
    ...{ iteration, objective, rmse, holdoutRmse },
  }));
  return { history, objectiveFormula, stop };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isCurve(value: unknown): value is TrainingCurve {
  if (typeof value !== 'object' || value === null) return false;
  if (!('history' in value && 'objectiveFormula' in value && 'stop' in value)) return false;
  const { history, objectiveFormula, stop } = value;
  return (
    (objectiveFormula === null ||
      (typeof objectiveFormula === 'string' && objectiveFormula.length <= longestFormula)) &&
    stopReasons.some((one) => one === stop) &&
    isHistory(history)
  );
}

function isHistory(value: unknown): value is readonly HistoryPoint[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > mostPoints) return false;
  const points: readonly unknown[] = value;
  return points.every(isPoint) && points.every((point, i) => i === 0 || point.iteration > points[i - 1]!.iteration);
}

function isPoint(value: unknown): value is HistoryPoint {
  if (typeof value !== 'object' || value === null) return false;
  if (!('iteration' in value && 'objective' in value && 'rmse' in value && 'holdoutRmse' in value)) return false;
  const { iteration, objective, rmse, holdoutRmse } = value;
  return isCount(iteration) && Number.isFinite(objective) && isError(rmse) && isError(holdoutRmse);
}

const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const isError = (value: unknown): boolean =>
  value === null || (typeof value === 'number' && Number.isFinite(value) && value >= 0);
