import { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import { methodTitles, type DecompositionMethod } from '../protocol/methods';
import type { DecomposeRequest } from '../protocol/request';
import type { DecompositionAnalysis } from '../protocol/results';
import { chooseMethod, chosenMethod, insteadOfSparse, type Choice } from './choose';
import { descentAnalysis, objectiveOf, type IterativeDecomposition } from './descentAnalysis';
import { diagnose, spectrum } from './diagnostics';
import { eigen } from './eigen';
import type { Decomposition } from './factor';
import { lu } from './lu';
import { qr } from './qr';
import { schur } from './schur';
import { slu } from './slu';
import { svdDecomposition } from './svdDecomposition';
import { checkMethod, checkRequest } from './validate';

/**
 * Factors a complete matrix by the method asked for, or by the one that suits it. Every result is checked by
 * multiplying it out; what falls short is said in `warnings`. No number of the answer is NaN.
 * Throws faults: what is wrong with the matrix or an option, `singular`, `didNotConverge`, `diverged`, `tooLarge`,
 * `cancelled`.
 */
export function decompose(request: DecomposeRequest, control: Control): DecompositionAnalysis {
  const started = performance.now();
  checkRequest(request);
  control.checkpoint();
  const { choice, result, singular } = compute(request, control);
  if (!allFinite(result)) throw faults.tooLarge(methodTitles[choice.method]);
  return {
    kind: 'decompose',
    request,
    method: choice.method,
    why: choice.why,
    formula: result.formula,
    factors: result.factors,
    reconstruction: result.reconstruction,
    diagnostics: diagnose(request.matrix, result.reconstruction, singular, result.orthogonality),
    history: result.history,
    objectiveFormula: objectiveOf(choice.method),
    stop: result.stop,
    warnings: result.warnings,
    seed: request.seed,
    seconds: (performance.now() - started) / 1000,
  };
}

interface Computed {
  readonly choice: Choice;
  readonly result: IterativeDecomposition;
  /** The singular values of the scaled matrix, where they are known. */
  readonly singular: Float64Array | null;
}

function compute(request: DecomposeRequest, control: Control): Computed {
  const choice = request.method === 'auto' ? chooseMethod(request.matrix) : chosenMethod(request.method);
  checkMethod(choice.method, request);
  const singular = spectrum(request.matrix, () => control.checkpoint());
  try {
    return { choice, result: run(choice.method, request, singular, control), singular };
  } catch (error) {
    const sparseFailed = request.method === 'auto' && error instanceof Fault && error.data.code === 'singular';
    if (!sparseFailed) throw error;
    return { choice: insteadOfSparse, result: run(insteadOfSparse.method, request, singular, control), singular };
  }
}

function run(
  method: DecompositionMethod,
  request: DecomposeRequest,
  singular: Float64Array | null,
  control: Control,
): IterativeDecomposition {
  const a = request.matrix;
  const checkpoint = (): void => control.checkpoint();
  switch (method) {
    case 'lu':
      return direct(lu(a));
    case 'slu':
      return direct(slu(a));
    case 'qr':
      return direct(qr(a, checkpoint));
    case 'eigen':
      return direct(eigen(a, checkpoint));
    case 'schur':
      return direct(schur(a, checkpoint));
    case 'svd':
      return direct(svdDecomposition(a, checkpoint));
    case 'gd':
    case 'adam':
      return descentAnalysis(method, request, singular, control);
  }
}

function direct(decomposition: Decomposition): IterativeDecomposition {
  return { ...decomposition, history: [], stop: 'direct' };
}

/** Whether every number of the factors and of the reconstruction is one. */
function allFinite({ factors, reconstruction }: Decomposition): boolean {
  const all = (values: Float64Array | null): boolean => values?.every((value) => Number.isFinite(value)) ?? true;
  return all(reconstruction.values) && factors.every((one) => all(one.values) && all(one.imaginary));
}
