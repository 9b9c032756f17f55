import type * as Calculator from '../factorization/calculator/calculate';
import type * as Spark from './spark';

/** Parts of the worker's bundle that are loaded when they are first asked for: few ever do. */

export const loadCalculator = (): Promise<typeof Calculator> =>
  import(/* webpackChunkName: "calculator" */ '../factorization/calculator/calculate');

export const loadSpark = (): Promise<typeof Spark> => import(/* webpackChunkName: "spark" */ './spark');
