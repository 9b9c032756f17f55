import { exactMethods, type DecompositionMethod } from './methods';
import type { DecomposeRequest } from './request';

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

export function takesOption(method: DecompositionMethod, option: MethodOption): boolean {
  return optionMethods[option].some((one) => one === method);
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
