// What the loader calls.
export { factorCholesky } from './cholesky';
export { eigen } from './eigen';
export { drawVectors, showVectors, sumMoments } from './gibbs';
export { takeIterations } from './iterations';
export { factorLu } from './lu';
export { allocate, allocateZeros, reset } from './memory';
export { nonnegative } from './nonnegative';
export { fillNormals } from './normals';
export { packedStride } from './outerProducts';
export { multiplyAddLoop } from './peak';
export { factorPivotedQr } from './pivotedQr';
export { addProduct } from './product';
export { factorQr } from './qr';
export { schur } from './schur';
export { singularValues, svd } from './svd';
export { symmetricEigen, symmetricEigenvalues } from './symmetricEigen';
export { truncatedSvd } from './truncatedSvd';
export { largestModulus, scale } from './vector';
