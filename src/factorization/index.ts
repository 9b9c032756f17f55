/** Factors of complete matrices. */
export { decompose } from './decompose';
export { threadsFor, useThreads } from '../kernels';
export { svd, type Svd } from './svd';
