/** Factors of complete matrices. */
export { decompose } from './decompose';
export { singularValues, svd, type Svd } from './svd';
