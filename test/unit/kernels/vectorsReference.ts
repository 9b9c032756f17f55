import type { Conditional, DrawnSide } from '../../../src/kernels';
import { factorCholesky, solveLower, solveLowerTransposed } from '../../../src/completion/cholesky';

/**
 * The kernel's draw of one side as it is written down, by these normals, m × k:
 *   x_i ~ N(A⁻¹b, A⁻¹),  A = Λ + α Σ_j d_j d_jᵀ,  b = Λμ + α Σ_j (y_ij − o_j) d_j,
 * as x = L⁻ᵀ(L⁻¹b + z) with A = LLᵀ. Gives the vectors and Σ (y − o − d·x)².
 * Source: Salakhutdinov and Mnih, ICML 2008, equations 11 to 13.
 */
export function drawByDefinition(
  own: DrawnSide,
  others: Float64Array,
  { precision, shift, noisePrecision }: Conditional,
  normals: Float64Array,
  { width, bias }: { width: number; bias: boolean },
): { vectors: Float64Array; squares: number } {
  const { starts, others: columns, values } = own.known;
  const vectors = new Float64Array(own.vectors.length);
  let squares = 0;
  for (let i = 0; i * width < vectors.length; i++) {
    const cells = Array.from(values.subarray(starts[i], starts[i + 1]), (y, t) => {
      const j = columns[starts[i]! + t]!;
      const vector = others.subarray(j * width, (j + 1) * width);
      return bias
        ? { y: y - vector[0]!, d: Float64Array.of(1, ...vector.subarray(1)) }
        : { y, d: Float64Array.from(vector) };
    });
    const a = precision.slice();
    const x = shift.slice();
    for (const { y, d } of cells)
      for (let p = 0; p < width; p++) {
        x[p]! += noisePrecision * y * d[p]!;
        for (let q = 0; q <= p; q++) a[p * width + q]! += noisePrecision * d[p]! * d[q]!;
      }
    factorCholesky(a, width);
    solveLower(a, x, width);
    for (let p = 0; p < width; p++) x[p]! += normals[i * width + p]!;
    solveLowerTransposed(a, x, width);
    vectors.set(x, i * width);
    for (const { y, d } of cells) squares += (y - d.reduce((sum, value, p) => sum + value * x[p]!, 0)) ** 2;
  }
  return { vectors, squares };
}
