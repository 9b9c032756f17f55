// What the loader calls.
export { factorCholesky } from './cholesky';
export { factorLu } from './lu';
export { allocate, allocateZeros, reset } from './memory';
export { multiplyAddLoop } from './peak';
export { addProduct } from './product';
export { factorQr } from './qr';
export { schur } from './schur';
export { singularValues, svd } from './svd';
export { symmetricEigen, symmetricEigenvalues } from './symmetricEigen';
export { solveTriangular } from './triangular';
