import type { Grouped } from '../../matrix/observations';
import type { Control } from '../../protocol/control';
import { factorCholesky, solveLower, solveLowerTransposed } from '../cholesky';
import { checkpointWork } from '../solver';
import type { Hyper } from './hyper';

/** What the vectors of one side are drawn given. */
export interface Given {
  /** The known cells, by the side that is drawn. */
  readonly known: Grouped;
  /** d_j: n × k, what a vector is multiplied with in a cell of the other side's j. */
  readonly design: Float64Array;
  /** o_j: what is added to that; n. */
  readonly offset: Float64Array;
  /** α, the precision of the noise. */
  readonly noisePrecision: number;
  readonly hyper: Hyper;
  /** Standard normal, m × k. */
  readonly normals: Float64Array;
}

/**
 * Overwrites each of m vectors by a draw from its conditional, and returns Σ (y − o − d·x)² at the vectors drawn:
 *   x_i ~ N(A⁻¹b, A⁻¹),  A = Λ + α Σ_j d_j d_jᵀ,  b = Λμ + α Σ_j (y_ij − o_j) d_j,
 * as x = L⁻ᵀ(L⁻¹b + z) with A = LLᵀ. Each depends on its own normals alone, so the order they are drawn in is free.
 * Shapes: vectors m × k, row-major. Source: Salakhutdinov and Mnih, ICML 2008, equations 11 to 13.
 */
export function drawVectors(vectors: Float64Array, width: number, given: Given, control: Control): number {
  const { known, design, offset, noisePrecision, hyper, normals } = given;
  const { starts, others, values } = known;
  const a = new Float64Array(width * width);
  const x = new Float64Array(width);
  const interval = Math.ceil(checkpointWork / (width + 1) ** 2);
  let work = 0;
  let squares = 0;
  for (let i = 0; i + 1 < starts.length; i++) {
    const start = starts[i]!;
    const end = starts[i + 1]!;
    a.fill(0);
    x.fill(0);
    addNormalEquations(a, x, width, given, start, end);
    for (let p = 0; p < width; p++) {
      x[p] = noisePrecision * x[p]! + hyper.shift[p]!;
      for (let q = p * width; q <= p * width + p; q++) a[q] = noisePrecision * a[q]! + hyper.precision[q]!;
    }
    factorCholesky(a, width);
    solveLower(a, x, width);
    for (let p = 0; p < width; p++) x[p]! += normals[i * width + p]!;
    solveLowerTransposed(a, x, width);
    for (let p = 0; p < width; p++) vectors[i * width + p] = x[p]!;
    for (let t = start; t < end; t++) {
      const j = others[t]!;
      let error = values[t]! - offset[j]!;
      for (let p = 0; p < width; p++) error -= design[j * width + p]! * x[p]!;
      squares += error * error;
    }
    work += end - start + width;
    if (work >= interval) {
      work = 0;
      control.checkpoint();
    }
  }
  return squares;
}

/**
 * A += Σ d dᵀ in its lower triangle and b += Σ (y − o) d over the cells `start` to `end` − 1. Four cells at a time, so
 * that each entry of A is loaded and stored once for four products.
 */
function addNormalEquations(
  a: Float64Array,
  b: Float64Array,
  width: number,
  { known, design, offset }: Pick<Given, 'known' | 'design' | 'offset'>,
  start: number,
  end: number,
): void {
  const { others, values } = known;
  let t = start;
  for (; t + 3 < end; t += 4) {
    const [j0, j1, j2, j3] = [others[t]!, others[t + 1]!, others[t + 2]!, others[t + 3]!];
    const [r0, r1, r2, r3] = [j0 * width, j1 * width, j2 * width, j3 * width];
    const y0 = values[t]! - offset[j0]!;
    const y1 = values[t + 1]! - offset[j1]!;
    const y2 = values[t + 2]! - offset[j2]!;
    const y3 = values[t + 3]! - offset[j3]!;
    for (let p = 0; p < width; p++) {
      const d0 = design[r0 + p]!;
      const d1 = design[r1 + p]!;
      const d2 = design[r2 + p]!;
      const d3 = design[r3 + p]!;
      const row = p * width;
      b[p]! += d0 * y0 + d1 * y1 + d2 * y2 + d3 * y3;
      for (let q = 0; q <= p; q++)
        a[row + q]! += d0 * design[r0 + q]! + d1 * design[r1 + q]! + d2 * design[r2 + q]! + d3 * design[r3 + q]!;
    }
  }
  for (; t < end; t++) {
    const j = others[t]!;
    const at = j * width;
    const y = values[t]! - offset[j]!;
    for (let p = 0; p < width; p++) {
      const d = design[at + p]!;
      b[p]! += d * y;
      for (let q = 0; q <= p; q++) a[p * width + q]! += d * design[at + q]!;
    }
  }
}
