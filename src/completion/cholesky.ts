/**
 * Solves Ax = b in place for a symmetric positive definite A by A = LLᵀ; returns false, with `a` and `b` spoilt,
 * when a pivot is not positive.
 * Shapes: a holds A row-major, width × width, of which only the lower triangle is read, and is overwritten by L;
 * b (width) is overwritten by x.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 4.2.
 */
export function solveCholesky(a: Float64Array, b: Float64Array, width: number): boolean {
  for (let p = 0; p < width; p++) {
    // L_pq = (A_pq − Σ_s L_ps L_qs) / L_qq
    for (let q = 0; q <= p; q++) {
      let sum = a[p * width + q]!;
      for (let s = 0; s < q; s++) sum -= a[p * width + s]! * a[q * width + s]!;
      if (q < p) {
        a[p * width + q] = sum / a[q * width + q]!;
      } else {
        if (!(sum > 0)) return false;
        a[p * width + p] = Math.sqrt(sum);
      }
    }
    // y = L⁻¹b
    let y = b[p]!;
    for (let s = 0; s < p; s++) y -= a[p * width + s]! * b[s]!;
    b[p] = y / a[p * width + p]!;
  }
  // x = L⁻ᵀy
  for (let p = width - 1; p >= 0; p--) {
    let x = b[p]!;
    for (let s = p + 1; s < width; s++) x -= a[s * width + p]! * b[s]!;
    b[p] = x / a[p * width + p]!;
  }
  return true;
}
