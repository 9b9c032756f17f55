/** A function of expressions that is ours rather than mathjs's: how it is called, and what it gives, in one line. */
interface FunctionHelp {
  readonly call: string;
  readonly gives: string;
}

/** What can be done with matrices in an expression, by name. */
export const matrixFunctions = {
  svd: { call: 'svd(A), svd(A, k)', gives: 'U, S, V and the singular values, A = USVᴴ; the k largest alone' },
  eigs: { call: 'eigs(A), eigs(A, k)', gives: 'eigenvalues and eigenvectors; the k largest in magnitude alone' },
  qr: { call: 'qr(A), qr(A, true)', gives: 'Q and R, A = QR; with column pivoting P too, AP = QR' },
  lup: { call: 'lup(A)', gives: 'L, U, P and p, PA = LU' },
  slu: { call: 'slu(A)', gives: 'L, U, P and Q of a sparse matrix, PAQ = LU' },
  cholesky: { call: 'cholesky(A)', gives: 'L of a positive definite matrix, A = LLᴴ' },
  ldl: { call: 'ldl(A)', gives: 'L, D and P of a symmetric matrix, PAPᵀ = LDLᵀ' },
  schur: { call: 'schur(A)', gives: 'U and T, A = UTUᴴ' },
  hessenberg: { call: 'hessenberg(A)', gives: 'Q and H, A = QHQᵀ' },
  polar: { call: 'polar(A)', gives: 'U and H, A = UH' },
  nmf: { call: 'nmf(A), nmf(A, k)', gives: 'W and H without a cell below 0, A ≈ WH; of rank k' },
  pca: { call: 'pca(A), pca(A, k)', gives: 'scores, loadings and mean of the principal components; the first k alone' },
  rank: { call: 'rank(A)', gives: 'the rank, by the singular values or exactly in fractions' },
  cond: { call: 'cond(A)', gives: 'the condition number, σ₁ / σ_min' },
  det: { call: 'det(A)', gives: 'the determinant' },
  norm: { call: "norm(A), norm(A, 1 | 'fro' | 'inf')", gives: 'the largest singular value, or another norm' },
  inv: { call: 'inv(A)', gives: 'the inverse' },
  pinv: { call: 'pinv(A)', gives: 'the Moore–Penrose inverse A⁺' },
  nullspace: { call: 'nullspace(A)', gives: 'a basis of the solutions of Ax = 0, in its columns' },
  orth: { call: 'orth(A)', gives: 'an orthonormal basis of the column space, in its columns' },
  expm: { call: 'expm(A)', gives: 'the matrix exponential' },
  sqrtm: { call: 'sqrtm(A)', gives: 'the principal square root, which times itself is A' },
  lusolve: { call: 'lusolve(A, b)', gives: 'the x with Ax = b of a square A' },
  lstsq: { call: 'lstsq(A, b)', gives: 'the x that brings Ax closest to b, the shortest where there are several' },
  cumsum: { call: 'cumsum(A), cumsum(A, d)', gives: 'running sums down the columns (d = 1) or along the rows (d = 2)' },
  diff: { call: 'diff(A), diff(A, d)', gives: 'differences of neighbours down the columns or along the rows' },
  round: { call: 'round(A), round(A, n)', gives: 'every cell rounded, to n decimals' },
  floor: { call: 'floor(A)', gives: 'every cell rounded down' },
  ceil: { call: 'ceil(A)', gives: 'every cell rounded up' },
  fix: { call: 'fix(A)', gives: 'every cell rounded toward 0' },
} as const satisfies Readonly<Record<string, FunctionHelp>>;

export type MatrixFunctionName = keyof typeof matrixFunctions;

/** What else an expression may use, as it is in mathjs: without state, and without a way to anything outside. */
export const standardFunctions = [
  'abs', 'acos', 'add', 'arg', 'asin', 'atan', 'atan2', 'bignumber', 'cbrt', 'column', 'complex', 'concat', 'conj', 'cos',
  'cosh', 'count', 'cross', 'ctranspose', 'cube', 'diag', 'divide', 'dot', 'dotDivide', 'dotMultiply', 'dotPow',
  'exp', 'expm1', 'factorial', 'flatten', 'fraction', 'gcd', 'hypot', 'identity', 'im', 'kron', 'lcm', 'log', 'log10',
  'log1p', 'log2', 'lsolve', 'max', 'mean', 'median', 'min', 'mod', 'multiply', 'nthRoot', 'number', 'ones', 'pow', 'prod',
  'range', 're', 'reshape', 'row', 'sign', 'sin', 'sinh', 'size', 'sort', 'sparse', 'sqrt', 'square', 'squeeze', 'std',
  'subtract', 'sum', 'tan', 'tanh', 'trace', 'transpose', 'usolve', 'variance', 'zeros',
] as const; // prettier-ignore

/** Every function that an expression may call, sorted. */
export const functionNames: readonly string[] = [...Object.keys(matrixFunctions), ...standardFunctions].sort();
