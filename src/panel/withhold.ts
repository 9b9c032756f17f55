import type { LabelledMatrix, Matrix } from '../matrix/dense';
import { originalOf, predictionsOf } from '../protocol/analyses';
import type { MatrixRef, PanelState, Withheld } from '../protocol/panel';
import type { Analysis, Factor } from '../protocol/results';

/** Numbers of all matrices that are sent with a result: 640 kilobytes, which leaves room for its words. */
const mostNumbers = 80_000;
/** Predictions sent with a result: each is a sum with its terms. */
const mostPredictions = 500;

/** The state as it is sent: what of a result is too large is left out, and named in `withheld`. */
export function withhold(state: PanelState): PanelState {
  if (state.view !== 'result' || state.withheld !== undefined) return state;
  const known = lightened.get(state.analysis);
  const light = known ?? lighten(state.analysis);
  if (known === undefined) lightened.set(state.analysis, light);
  return light.withheld === null ? state : { ...state, analysis: light.analysis, withheld: light.withheld };
}

interface Light {
  readonly analysis: Analysis;
  readonly withheld: Withheld | null;
}

const lightened = new WeakMap<Analysis, Light>();

/** Keeps what fits, the original and its reconstruction first. */
function lighten(analysis: Analysis): Light {
  const matrices: { matrix: MatrixRef; largest: number }[] = [];
  let room = mostNumbers;
  const kept = <M extends Matrix>(matrix: M, ref: MatrixRef, twins = 1): M => {
    const { length } = matrix.values;
    const numbers = twins * length + (imaginaryOf(matrix)?.length ?? 0);
    if (numbers <= room) {
      room -= numbers;
      return matrix;
    }
    matrices.push({ matrix: ref, largest: largestOf(matrix) });
    return emptied(matrix);
  };
  const original = originalOf(analysis);
  const first = original && kept(original, 'original');
  const product = analysis.kind === 'train' ? null : analysis.reconstruction;
  const reconstruction = product && kept(product, 'reconstruction');
  // the model holds the same numbers again
  const twins = analysis.kind === 'complete' || analysis.kind === 'reconstruct' ? 2 : 1;
  const factors = analysis.factors.map((factor) => kept(factor, { factor: factor.name }, twins));
  const predictions = predictionsOf(analysis);
  const frames = analysis.frames?.length ?? 0;
  const isLarge = matrices.length > 0 || predictions.length > mostPredictions;
  if (!isLarge && frames === 0) return { analysis, withheld: null };
  const light = isLarge ? withMatrices(analysis, first, reconstruction, factors) : analysis;
  return {
    analysis: frames === 0 ? light : { ...light, frames: [] },
    withheld: { matrices, predictions: predictions.length, frames },
  };
}

function withMatrices(
  analysis: Analysis,
  original: LabelledMatrix | null,
  reconstruction: Matrix | null,
  factors: readonly Factor[],
): Analysis {
  switch (analysis.kind) {
    case 'train':
      return { ...analysis, factors };
    case 'decompose':
      return {
        ...analysis,
        factors,
        reconstruction,
        request: { ...analysis.request, matrix: original ?? analysis.request.matrix },
      };
    case 'complete':
      return {
        ...analysis,
        factors,
        reconstruction: reconstruction ?? analysis.reconstruction,
        request: { ...analysis.request, matrix: original ?? analysis.request.matrix },
        model: {
          ...analysis.model,
          row: emptied(analysis.model.row),
          column: emptied(analysis.model.column),
        },
        predictions: analysis.predictions.slice(0, mostPredictions),
      };
    case 'reconstruct':
      return {
        ...analysis,
        factors,
        reconstruction: reconstruction ?? analysis.reconstruction,
        request: {
          ...analysis.request,
          rowFactors: emptied(analysis.request.rowFactors),
          columnFactors: emptied(analysis.request.columnFactors),
          known: original,
        },
        predictions: analysis.predictions.slice(0, mostPredictions),
      };
  }
}

/** The same shape and names, without the numbers. */
function emptied<M extends Matrix>(matrix: M): M {
  const imaginary = imaginaryOf(matrix);
  return { ...matrix, values: new Float64Array(), ...(imaginary ? { imaginary: new Float64Array() } : {}) };
}

function imaginaryOf(matrix: Matrix & { readonly imaginary?: Float64Array | null }): Float64Array | null {
  return matrix.imaginary ?? null;
}

function largestOf(matrix: Matrix): number {
  const imaginary = imaginaryOf(matrix);
  let largest = 0;
  for (let at = 0; at < matrix.values.length; at++) {
    const size = imaginary ? Math.hypot(matrix.values[at]!, imaginary[at]!) : Math.abs(matrix.values[at]!);
    if (size > largest) largest = size;
  }
  return largest;
}
