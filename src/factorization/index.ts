/** Factors of complete matrices. */
export { calculate } from './calculator/calculate';
export { decompose } from './decompose';
export { useThreads } from '../kernels';
export { singularValues, svd, type Svd } from './svd';
