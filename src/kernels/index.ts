// The inner loops on plain doubles, in WebAssembly.
export { cholesky, type Cholesky } from './cholesky';
export { lu, type Lu } from './lu';
export { product } from './product';
export { qr, type Qr } from './qr';
export { symmetricEigen, symmetricEigenvalues, type SymmetricEigen } from './symmetricEigen';
export { singularValues, svd, type Svd } from './svd';
export { schur, type Schur } from './schur';
