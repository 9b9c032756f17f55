import { moveBulge } from './bulge';
import { allocate, allocateZeros, mark, release } from './memory';
import { at } from './simd';
import { turnOutside } from './window';

/** Bulges follow one another at this distance. */
const distance: i32 = 3;

/**
 * One multishift QR sweep on rows `low` … `high`: `count` double shifts, four numbers each, one bulge a shift, moved down
 * together through windows; what a window does is gathered and applied to the rest of H and to Z as a product.
 */
export function sweep(n: i32, low: i32, high: i32, count: i32, shifts: usize, h: usize, z: usize): void {
  const before = mark();
  const places = allocate(count);
  for (let b = 0; b < count; b++) store<i32>(places + ((<usize>b) << 2), low - 1);
  const length = 2 * distance * count + 8;
  let top = low;
  while (top < high) {
    const inner = mark();
    const bottom = min(high, top + length - 1);
    const size = bottom - top + 1;
    const u = allocateZeros(size * size);
    for (let i = 0; i < size; i++) store<f64>(at(u, i * (size + 1)), 1);
    for (let b = 0; b < count; b++) {
      const place = places + ((<usize>b) << 2);
      const shift = at(shifts, 4 * b);
      const r1 = load<f64>(shift);
      const i1 = load<f64>(shift, 8);
      const r2 = load<f64>(shift, 16);
      const i2 = load<f64>(shift, 24);
      let k = load<i32>(place);
      while (bottom === high || k + 4 <= bottom - distance * b) {
        if (!moveBulge(k, low, high, r1, i1, r2, i2, h, n, top, bottom + 1, u, size, size, top)) break;
        k++;
      }
      store<i32>(place, k);
    }
    turnOutside(n, top, size, u, h, z);
    release(inner);
    if (bottom === high) break;
    top = load<i32>(places + ((<usize>(count - 1)) << 2));
  }
  release(before);
}
