// Pieces of the loops over vectors, written out for 32 floats at a time: addresses are constants added by the load itself,
// and the sums of one tile do not wait for each other. The compiler does not inline them unless it is told to, by
// decorators that are no TypeScript.
import { multiplyAdd } from './simd';

/** Bytes of a tile. */
export const tileBytes: usize = 128;

/** Four floats whose sum is u·v, of vectors as long as a multiple of 32 bytes. */
@inline
export function dotLanes(u: usize, v: usize, width: usize): v128 {
  const tiled = width & ~(tileBytes - 1);
  let lanes = f32x4.splat(0);
  let at: usize = 0;
  for (; at < tiled; at += tileBytes) lanes = f32x4.add(lanes, dotTile(u + at, v + at));
  for (; at < width; at += 16) lanes = multiplyAdd(v128.load(u + at), v128.load(v + at), lanes);
  return lanes;
}

@inline
function dotTile(u: usize, v: usize): v128 {
  let a = f32x4.mul(v128.load(u), v128.load(v));
  let b = f32x4.mul(v128.load(u, 16), v128.load(v, 16));
  let c = f32x4.mul(v128.load(u, 32), v128.load(v, 32));
  let d = f32x4.mul(v128.load(u, 48), v128.load(v, 48));
  a = multiplyAdd(v128.load(u, 64), v128.load(v, 64), a);
  b = multiplyAdd(v128.load(u, 80), v128.load(v, 80), b);
  c = multiplyAdd(v128.load(u, 96), v128.load(v, 96), c);
  d = multiplyAdd(v128.load(u, 112), v128.load(v, 112), d);
  return f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
}

/** u ← keepU u + stepU v and v ← keepV v + stepV u, both of what they were, of four floats. */
@inline
export function stepPart(u: usize, v: usize, stepU: v128, stepV: v128, keepU: v128, keepV: v128): void {
  const x = v128.load(u);
  const y = v128.load(v);
  v128.store(u, multiplyAdd(stepU, y, f32x4.mul(keepU, x)));
  v128.store(v, multiplyAdd(stepV, x, f32x4.mul(keepV, y)));
}

/** The same of a tile. */
@inline
export function stepTile(u: usize, v: usize, stepU: v128, stepV: v128, keepU: v128, keepV: v128): void {
  const x0 = v128.load(u, 0);
  const y0 = v128.load(v, 0);
  v128.store(u, multiplyAdd(stepU, y0, f32x4.mul(keepU, x0)), 0);
  v128.store(v, multiplyAdd(stepV, x0, f32x4.mul(keepV, y0)), 0);
  const x1 = v128.load(u, 16);
  const y1 = v128.load(v, 16);
  v128.store(u, multiplyAdd(stepU, y1, f32x4.mul(keepU, x1)), 16);
  v128.store(v, multiplyAdd(stepV, x1, f32x4.mul(keepV, y1)), 16);
  const x2 = v128.load(u, 32);
  const y2 = v128.load(v, 32);
  v128.store(u, multiplyAdd(stepU, y2, f32x4.mul(keepU, x2)), 32);
  v128.store(v, multiplyAdd(stepV, x2, f32x4.mul(keepV, y2)), 32);
  const x3 = v128.load(u, 48);
  const y3 = v128.load(v, 48);
  v128.store(u, multiplyAdd(stepU, y3, f32x4.mul(keepU, x3)), 48);
  v128.store(v, multiplyAdd(stepV, x3, f32x4.mul(keepV, y3)), 48);
  const x4 = v128.load(u, 64);
  const y4 = v128.load(v, 64);
  v128.store(u, multiplyAdd(stepU, y4, f32x4.mul(keepU, x4)), 64);
  v128.store(v, multiplyAdd(stepV, x4, f32x4.mul(keepV, y4)), 64);
  const x5 = v128.load(u, 80);
  const y5 = v128.load(v, 80);
  v128.store(u, multiplyAdd(stepU, y5, f32x4.mul(keepU, x5)), 80);
  v128.store(v, multiplyAdd(stepV, x5, f32x4.mul(keepV, y5)), 80);
  const x6 = v128.load(u, 96);
  const y6 = v128.load(v, 96);
  v128.store(u, multiplyAdd(stepU, y6, f32x4.mul(keepU, x6)), 96);
  v128.store(v, multiplyAdd(stepV, x6, f32x4.mul(keepV, y6)), 96);
  const x7 = v128.load(u, 112);
  const y7 = v128.load(v, 112);
  v128.store(u, multiplyAdd(stepU, y7, f32x4.mul(keepU, x7)), 112);
  v128.store(v, multiplyAdd(stepV, x7, f32x4.mul(keepV, y7)), 112);
}
