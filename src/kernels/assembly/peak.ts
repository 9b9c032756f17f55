import { multiplyAdd } from './simd';

/**
 * `count` rounds of 10 multiply-additions on two doubles each, with nothing to load or store: 40 `count` operations,
 * as fast as this machine does them. Gives a sum, so that none of it can be left out.
 */
export function multiplyAddLoop(count: i32): f64 {
  const x = f64x2.splat(0.999999);
  const y = f64x2.splat(1e-9);
  let a = f64x2.splat(1);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  let i = a;
  let j = a;
  for (let round = 0; round < count; round++) {
    a = multiplyAdd(a, x, y);
    b = multiplyAdd(b, x, y);
    c = multiplyAdd(c, x, y);
    d = multiplyAdd(d, x, y);
    e = multiplyAdd(e, x, y);
    f = multiplyAdd(f, x, y);
    g = multiplyAdd(g, x, y);
    h = multiplyAdd(h, x, y);
    i = multiplyAdd(i, x, y);
    j = multiplyAdd(j, x, y);
  }
  const first = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  const second = f64x2.add(f64x2.add(e, f), f64x2.add(g, h));
  return f64x2.extract_lane(f64x2.add(f64x2.add(first, second), f64x2.add(i, j)), 0);
}
