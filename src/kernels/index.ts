// The inner loops on plain doubles, in WebAssembly.
export { cholesky, type Cholesky } from './cholesky';
export { eigen, type Eigen } from './eigen';
export { createVectorDraws, type Conditional, type DrawnSide, type SideName, type VectorDraws } from './gibbs';
export { lu, type Lu } from './lu';
export { nonnegative, type Nonnegative } from './nonnegative';
export { pivotedQr, type PivotedQr } from './pivotedQr';
export { product } from './product';
export { qr, type Qr } from './qr';
export { schur, type Schur } from './schur';
export { singularValues, svd, type Svd } from './svd';
export { symmetricEigen, symmetricEigenvalues, type SymmetricEigen } from './symmetricEigen';
export { truncatedSvd } from './truncatedSvd';
export { createDescent } from './training/descent';
export { createLeastSquares } from './training/leastSquares';
export type { Vectors } from './training/records';
export type { TrainingData } from './training/ground';
export type { Training } from './training/training';
export { createSharedDraws, type SharedDraws } from './training/vectorDraws';
