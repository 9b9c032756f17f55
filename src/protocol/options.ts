import { completionSolvers, exactMethods, type CompletionSolver, type DecompositionMethod } from './methods';
import type { CompleteRequest, DecomposeRequest } from './request';

/** The options that some methods take besides, each with the methods that do. */
export const optionMethods = {
  rank: ['approximate', 'pca', 'nmf', 'gd', 'adam'],
  learningRate: ['gd', 'adam'],
  iterations: ['nmf', 'gd', 'adam'],
  center: ['pca'],
  scale: ['pca'],
  loss: ['nmf'],
  rightSide: ['solve'],
  exact: exactMethods,
  steps: exactMethods,
} as const satisfies Readonly<Record<string, readonly DecompositionMethod[]>>;
export type MethodOption = keyof typeof optionMethods;
export const methodOptionNames = Object.keys(optionMethods) as MethodOption[];

/** Whether a method heeds an option, or would pass it over. */
export function takesOption(method: DecompositionMethod, option: MethodOption): boolean {
  return optionMethods[option].some((one) => one === method);
}

/** Steps are steps in fractions; a row echelon form has no other arithmetic, as rounding decides which entries are 0. */
export function inFractions(
  method: DecompositionMethod,
  { exact, steps }: Pick<DecomposeRequest, 'exact' | 'steps'>,
): boolean {
  return exact === true || steps === true || method === 'rref';
}

/** The same question to another method, without the options that it does not take. */
export function byMethod(request: DecomposeRequest, method: DecompositionMethod): DecomposeRequest {
  const { exact, steps, rightSide, center, scale, loss, ...rest } = request;
  const takes = (option: MethodOption): boolean => takesOption(method, option);
  return {
    ...rest,
    method,
    rank: takes('rank') ? rest.rank : null,
    learningRate: takes('learningRate') ? rest.learningRate : null,
    iterations: takes('iterations') ? rest.iterations : null,
    ...(takes('exact') && exact !== undefined ? { exact } : {}),
    ...(takes('steps') && steps !== undefined ? { steps } : {}),
    ...(takes('rightSide') && rightSide !== undefined ? { rightSide } : {}),
    ...(takes('center') && center !== undefined ? { center } : {}),
    ...(takes('scale') && scale !== undefined ? { scale } : {}),
    ...(takes('loss') && loss !== undefined ? { loss } : {}),
  };
}

/** The options that some solvers of missing cells take besides, each with the solvers that do. */
export const solverOptions = {
  regularization: completionSolvers.filter((solver) => solver !== 'bayes'),
  learningRate: ['sgd', 'gd', 'adam'],
  weighted: ['als'],
  stepRule: ['sgd'],
} as const satisfies Readonly<Record<string, readonly CompletionSolver[]>>;
export type SolverOption = keyof typeof solverOptions;
export const solverOptionNames = Object.keys(solverOptions) as SolverOption[];

/** Whether a solver heeds an option, or would pass it over. */
export function solverTakes(solver: CompletionSolver, option: SolverOption): boolean {
  return solverOptions[option].some((one) => one === solver);
}

/** The same question to another solver, without the options that it does not take. */
export function bySolver(request: CompleteRequest, solver: CompletionSolver): CompleteRequest {
  const { weighted, stepRule, ...rest } = request;
  const takes = (option: SolverOption): boolean => solverTakes(solver, option);
  return {
    ...rest,
    solver,
    regularization: takes('regularization') ? rest.regularization : 'auto',
    learningRate: takes('learningRate') ? rest.learningRate : null,
    ...(takes('weighted') && weighted !== undefined ? { weighted } : {}),
    ...(takes('stepRule') && stepRule !== undefined ? { stepRule } : {}),
  };
}
