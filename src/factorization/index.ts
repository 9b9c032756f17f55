/** Factors of complete matrices. */
export { decompose } from './decompose';
export { useThreads } from '../kernels';
export { singularValues, svd, type Svd } from './svd';
