/** What the WebAssembly exports. Addresses are bytes; strides count doubles; flags are 0 or 1. */
export interface Exports extends WebAssembly.Exports {
  /** Empties the arena but for what is kept. */
  readonly reset: () => void;
  /** Keeps what is in the arena. */
  readonly keep: () => void;
  /** Shares work out among so many threads, whose common state lies there. */
  readonly gather: (threads: number, state: number) => void;
  /** Bytes of its own that each thread but the first needs. */
  readonly scratchBytes: WebAssembly.Global;
  /** The steps of iterations since this was last asked. */
  readonly takeIterations: () => number;
  /** `count` doubles, not cleared. */
  readonly allocate: (count: number) => number;
  readonly allocateZeros: (count: number) => number;
  /** max |x_i|; NaN or infinite where an element is not finite. */
  readonly largestModulus: (count: number, x: number) => number;
  /** x := s x. */
  readonly scale: (count: number, s: number, x: number) => void;
  /** 96 · count floating-point operations and nothing else. */
  readonly multiplyAddLoop: (count: number) => number;
  /** C += α A B. */
  readonly addProduct: (
    m: number,
    n: number,
    k: number,
    alpha: number,
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    bRow: number,
    bColumn: number,
    c: number,
    cRow: number,
    cColumn: number,
  ) => void;
  /** PA = LU in place; `pivots` holds min(m, n) 32-bit integers. */
  readonly factorLu: (m: number, n: number, a: number, stride: number, pivots: number) => void;
  /** A = LLᵀ in place; gives n, or the index of the pivot that is not positive. */
  readonly factorCholesky: (n: number, a: number, stride: number) => number;
  /** A = QR: R in place, Q at `q`, m × min(m, n). */
  readonly factorQr: (m: number, n: number, a: number, q: number) => void;
  /** AP = QR: R in place, Q at `q`, m × min(m, n); `order` holds n 32-bit integers. */
  readonly factorPivotedQr: (m: number, n: number, a: number, q: number, order: number) => void;
  /** A = VDVᵀ; A is overwritten. 1, or 0 if an iteration did not converge. */
  readonly symmetricEigen: (n: number, a: number, d: number, v: number) => number;
  readonly symmetricEigenvalues: (n: number, a: number, d: number) => number;
  /** A = USVᵀ; A is overwritten. 1, or 0 if an iteration did not converge. */
  readonly svd: (m: number, n: number, a: number, u: number, s: number, v: number) => number;
  readonly singularValues: (m: number, n: number, a: number, s: number) => number;
  /** A = QTQᵀ; A becomes T. 1, or 0 if an iteration did not converge. */
  readonly schur: (n: number, a: number, q: number) => number;
  /** AV = VD; A is overwritten. 1, or 0 if an iteration did not converge. */
  readonly eigen: (n: number, a: number, re: number, im: number, v: number) => number;
  /** The k largest singular triplets from n × width random numbers. 1, or 0 if an iteration did not converge. */
  readonly truncatedSvd: (
    m: number,
    n: number,
    a: number,
    k: number,
    width: number,
    blocks: number,
    start: number,
    u: number,
    s: number,
    v: number,
  ) => number;
  /** A ≈ WH with Wᵀ, k × m, and H, k × n, improved in place; gives the number of iterations. */
  readonly nonnegative: (
    m: number,
    n: number,
    k: number,
    a: number,
    w: number,
    h: number,
    maximum: number,
    tolerance: number,
    objective: number,
  ) => number;
  /** Standard normal numbers of index `first` and on, each decided by the seed and its index. */
  readonly fillNormals: (seed: number, first: number, count: number, into: number) => void;
  /** Doubles to a vector that is seen from the other side, and to a row of moments. */
  readonly packedStride: (width: number) => number;
  /** Vectors of that side, from how the other side's are seen; gives Σ (y − ŷ)² where wanted, else 0. */
  readonly drawVectors: (
    width: number,
    first: number,
    last: number,
    starts: number,
    others: number,
    values: number,
    seen: number,
    precision: number,
    shift: number,
    noisePrecision: number,
    seed: number,
    vectors: number,
    wantsSquares: number,
  ) => number;
  /** How vectors are seen from the other side. */
  readonly showVectors: (width: number, count: number, hasBias: number, vectors: number, seen: number) => void;
  /** Σ (1, x)(1, x)ᵀ in the lower triangle. */
  readonly sumMoments: (width: number, count: number, vectors: number, moments: number) => void;
}
