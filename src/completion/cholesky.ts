/**
 * A = LLᵀ in place, for a symmetric positive definite A; false, with `a` spoilt, when a pivot is not positive.
 * Shapes: a holds A row-major, width × width, of which only the lower triangle is read and overwritten.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 4.2.
 */
export function factorCholesky(a: Float64Array, width: number): boolean {
  for (let p = 0; p < width; p++) {
    const row = p * width;
    // L_pq = (A_pq − Σ_s L_ps L_qs) / L_qq
    for (let q = 0; q < p; q++) {
      const other = q * width;
      let sum = a[row + q]!;
      for (let s = 0; s < q; s++) sum -= a[row + s]! * a[other + s]!;
      a[row + q] = sum / a[other + q]!;
    }
    let pivot = a[row + p]!;
    for (let s = 0; s < p; s++) pivot -= a[row + s]! * a[row + s]!;
    if (!(pivot > 0)) return false;
    a[row + p] = Math.sqrt(pivot);
  }
  return true;
}

/** b ← L⁻¹b for the lower triangle of `a`, width × width. */
export function solveLower(a: Float64Array, b: Float64Array, width: number): void {
  for (let p = 0; p < width; p++) {
    let y = b[p]!;
    for (let s = 0; s < p; s++) y -= a[p * width + s]! * b[s]!;
    b[p] = y / a[p * width + p]!;
  }
}

/** b ← L⁻ᵀb for the lower triangle of `a`, width × width. */
export function solveLowerTransposed(a: Float64Array, b: Float64Array, width: number): void {
  for (let p = width - 1; p >= 0; p--) {
    let x = b[p]!;
    for (let s = p + 1; s < width; s++) x -= a[s * width + p]! * b[s]!;
    b[p] = x / a[p * width + p]!;
  }
}

/**
 * Solves Ax = b in place for a symmetric positive definite A; returns false, with `a` spoilt, when it is not.
 * Shapes: a as for `factorCholesky`, overwritten by L; b (width) is overwritten by x.
 */
export function solveCholesky(a: Float64Array, b: Float64Array, width: number): boolean {
  if (!factorCholesky(a, width)) return false;
  solveLower(a, b, width);
  solveLowerTransposed(a, b, width);
  return true;
}
