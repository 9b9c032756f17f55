import { at } from './simd';

const block: i32 = 16;

/** The m × n view A, row by row at `out`, whose rows begin `outStride` apart; in blocks, for the caches. */
export function copyView(m: i32, n: i32, a: usize, aRow: i32, aColumn: i32, out: usize, outStride: i32): void {
  for (let i0 = 0; i0 < m; i0 += block) {
    const iEnd = min(m, i0 + block);
    for (let j0 = 0; j0 < n; j0 += block) {
      const jEnd = min(n, j0 + block);
      for (let i = i0; i < iEnd; i++)
        for (let j = j0; j < jEnd; j++)
          store<f64>(at(out, i * outStride + j), load<f64>(at(a, i * aRow + j * aColumn)));
    }
  }
}

/** Aᵀ, n × m, of a contiguous row-major A, m × n. */
export function transpose(m: i32, n: i32, a: usize, out: usize): void {
  copyView(n, m, a, 1, n, out, m);
}
