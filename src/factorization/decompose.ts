import { Fault } from '../matrix/fault';
import type { LabelledMatrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { startTimer, type Control } from '../protocol/control';
import { methodTitles } from '../protocol/methods';
import { inFractions } from '../protocol/options';
import { counted } from '../protocol/quantities';
import type { DecomposeRequest } from '../protocol/request';
import type { DecompositionAnalysis } from '../protocol/results';
import { residualWarnings } from './checks';
import { chooseMethod } from './automatic';
import { chooseExactMethod, chosenMethod, chosenRank, insteadOfSparse, type Choice } from './choose';
import { chooseComplexMethod } from './complexes/choose';
import { checkComplexSize, decomposeComplex } from './complexes/decompose';
import { objectiveOf } from './descentAnalysis';
import { diagnose, spectrum } from './diagnostics';
import type { Decomposition } from './factor';
import { runMethod, type MethodResult } from './run';
import { suitsLanczos } from './sparse/approximation';
import { checkMethod, checkRequest } from './validate';

/**
 * Factors a complete matrix by the method asked for, or by the one that suits it. Every result is checked by
 * multiplying it out; what falls short is said in `warnings`. No number of the answer is NaN.
 * Throws faults: what is wrong with the matrix or an option, `singular`, `didNotConverge`, `diverged`, `tooLarge`,
 * `cancelled`.
 */
export function decompose(asked: DecomposeRequest, control: Control): DecompositionAnalysis {
  const request = truncated(asked);
  const seconds = startTimer(control);
  checkRequest(request);
  control.checkpoint();
  if (isComplex(request.matrix) || isComplex(request.rightSide ?? null))
    return decomposeComplexMatrix(request, seconds, control);
  const { choice, result, singular } = compute(request, control);
  if (!allFinite(result)) throw faults.tooLarge(methodTitles[choice.method]);
  const { backwardError, quantities, spectrum: kept, steps, frames, tried = [] } = { ...choice, ...result };
  const lost =
    backwardError === undefined
      ? []
      : residualWarnings(methodTitles[choice.method], backwardError.ratio, backwardError.bound);
  return {
    kind: 'decompose',
    request,
    method: choice.method,
    why: choice.why,
    ...(tried.length === 0 ? {} : { tried }),
    formula: result.formula,
    factors: result.factors,
    reconstruction: result.reconstruction,
    diagnostics: diagnose(request.matrix, result, singular),
    ...(quantities === undefined ? {} : { quantities }),
    ...(kept === undefined ? {} : { spectrum: kept }),
    ...(steps === undefined ? {} : { steps }),
    history: result.history ?? [],
    ...(frames === undefined || frames.length === 0 ? {} : { frames }),
    objectiveFormula: objectiveOf(choice.method, request.loss ?? 'frobenius'),
    stop: result.stop ?? 'direct',
    warnings: [
      ...lost,
      ...(inFractions(choice.method, request) ? [] : roundedIntegers(request.matrix)),
      ...result.warnings,
    ],
    seed: request.seed,
    seconds: seconds(),
  };
}

/** The SVD of a rank is the closest matrix of that rank. */
function truncated(request: DecomposeRequest): DecomposeRequest {
  return request.method === 'svd' && request.rank !== null ? { ...request, method: 'approximate' } : request;
}

function isComplex(matrix: LabelledMatrix | null): boolean {
  return matrix?.imaginary?.some((value) => value !== 0) === true;
}

function decomposeComplexMatrix(
  request: DecomposeRequest,
  seconds: () => number,
  control: Control,
): DecompositionAnalysis {
  const { matrix, method, rank, seed } = request;
  if (inFractions(method === 'auto' ? 'eigen' : method, request)) throw faults.complexNotAllowed();
  checkComplexSize(matrix);
  const checkpoint = (): void => control.checkpoint();
  const choice =
    method !== 'auto'
      ? chosenMethod(method)
      : rank !== null
        ? chosenRank(rank)
        : chooseComplexMethod(matrix, checkpoint);
  checkMethod(choice.method, request);
  const result = decomposeComplex(choice.method, matrix, request, checkpoint);
  if (!allFinite({ ...result, reconstruction: null })) throw faults.tooLarge(methodTitles[choice.method]);
  return {
    kind: 'decompose',
    request,
    method: choice.method,
    why: choice.why,
    ...(choice.tried === undefined ? {} : { tried: choice.tried }),
    ...result,
    reconstruction: null,
    history: [],
    objectiveFormula: null,
    stop: 'direct',
    seed,
    seconds: seconds(),
  };
}

interface Computed {
  readonly choice: Choice;
  readonly result: MethodResult;
  /** The singular values of the scaled matrix, where they are known. */
  readonly singular: Float64Array | null;
}

function compute(request: DecomposeRequest, control: Control): Computed {
  const singular = isOfLeading(request) ? null : spectrum(request.matrix, () => control.checkpoint());
  const choice = chosen(request, singular, control);
  const asked = choice.rank === undefined ? request : { ...request, rank: choice.rank };
  checkMethod(choice.method, asked);
  try {
    return { choice, result: runMethod(choice.method, asked, singular, control), singular };
  } catch (error) {
    const noSparsePivot = choice.method === 'slu' && error instanceof Fault && error.data.code === 'singular';
    if (request.method !== 'auto' || !noSparsePivot) throw error;
    return { choice: insteadOfSparse, result: runMethod(insteadOfSparse.method, asked, singular, control), singular };
  }
}

/** Whether the largest singular values alone are computed. */
function isOfLeading({ method, matrix, rank }: DecomposeRequest): boolean {
  return rank !== null && (method === 'auto' || method === 'approximate') && suitsLanczos(matrix, rank);
}

function chosen(request: DecomposeRequest, singular: Float64Array | null, control: Control): Choice {
  if (request.method !== 'auto') return chosenMethod(request.method);
  if (request.rank !== null) return chosenRank(request.rank);
  if (inFractions('lu', request)) return chooseExactMethod(request.matrix);
  return chooseMethod(request.matrix, singular, () => control.checkpoint());
}

/** Said of whole numbers that are not the doubles they are computed as. */
function roundedIntegers({ exact, values }: LabelledMatrix): string[] {
  const count = Array.from(exact ?? []).filter(
    ([at, { numerator, denominator }]) => denominator === 1n && BigInt(values[at]!) !== numerator,
  ).length;
  if (count === 0) return [];
  return [
    `${counted(count, 'whole number')} of more digits than a double holds ${count === 1 ? 'was' : 'were'} rounded: compute in fractions to keep ${count === 1 ? 'it' : 'them'}.`,
  ];
}

/** Whether every number of the factors and of the reconstruction is one. */
function allFinite({ factors, reconstruction }: Pick<Decomposition, 'factors' | 'reconstruction'>): boolean {
  const all = (values: Float64Array | null): boolean => values?.every((value) => Number.isFinite(value)) ?? true;
  return all(reconstruction?.values ?? null) && factors.every((one) => all(one.values) && all(one.imaginary));
}
