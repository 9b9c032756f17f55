import type * as Calculator from '../factorization/calculator/calculate';
import type * as Models from './models';
import type * as Spark from './spark';
import type * as Training from './training';

/** Parts of the worker's bundle that are loaded when they are first asked for: few ever do. */

export const loadCalculator = (): Promise<typeof Calculator> =>
  import(/* webpackChunkName: "calculator" */ '../factorization/calculator/calculate');

export const loadModels = (): Promise<typeof Models> => import(/* webpackChunkName: "ratings" */ './models');

export const loadTraining = (): Promise<typeof Training> => import(/* webpackChunkName: "ratings" */ './training');

export const loadSpark = (): Promise<typeof Spark> => import(/* webpackChunkName: "spark" */ './spark');
