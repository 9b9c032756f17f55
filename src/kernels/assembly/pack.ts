// Copies into the order in which the inner product reads: strips of 4 rows or columns, filled up with zeros.

import { at } from './simd';

/** Strips of 4: element (i, p) of an m × k view goes to strip i / 4, place 4p + i mod 4, times `factor`. */
export function packStrips(m: i32, k: i32, factor: f64, a: usize, rowStride: i32, columnStride: i32, out: usize): void {
  const row = (<usize>rowStride) << 3;
  const column = (<usize>columnStride) << 3;
  const scaling = f64x2.splat(factor);
  let i = 0;
  for (; i + 4 <= m; i += 4) {
    let from = at(a, i * rowStride);
    if (rowStride === 1) {
      for (let p = 0; p < k; p++) {
        v128.store(out, f64x2.mul(scaling, v128.load(from)));
        v128.store(out, f64x2.mul(scaling, v128.load(from, 16)), 16);
        from += column;
        out += 32;
      }
    } else {
      for (let p = 0; p < k; p++) {
        store<f64>(out, factor * load<f64>(from));
        store<f64>(out, factor * load<f64>(from + row), 8);
        store<f64>(out, factor * load<f64>(from + 2 * row), 16);
        store<f64>(out, factor * load<f64>(from + 3 * row), 24);
        from += column;
        out += 32;
      }
    }
  }
  if (i < m) {
    const rest = m - i;
    const from = at(a, i * rowStride);
    for (let p = 0; p < k; p++) {
      for (let r = 0; r < 4; r++) {
        const value = r < rest ? factor * load<f64>(from + <usize>p * column + <usize>r * row) : 0;
        store<f64>(out, value);
        out += 8;
      }
    }
  }
}
