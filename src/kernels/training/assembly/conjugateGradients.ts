import { entry, place, setting, size } from './job';
import { fourOf, laneSum, laneSums, multiplyAdd, widened } from './simd';

// Vectors of the iteration are floats, as long as a record's factors and, behind them, four of which the first is the
// bias. Products with many cells are summed in floats for some cells at a time, then in doubles.

/** Cells whose products are summed in floats. */
const chunk: usize = 64;

/**
 * Moves the vectors of a range of rows towards the minimizers that `solveRows` finds, by some steps of conjugate
 * gradients from where they are. No matrix is formed, but for G of counts. Gives what `solveRows` gives.
 * Source: Takács, Pilászy and Tikk, RecSys 2011, section 3.
 */
export function refineRows(job: usize, task: usize, scratch: usize): f64 {
  const width = size(job, 0);
  const stride = size(job, 1);
  const own = size(job, 2);
  const starts = size(job, 4);
  const bounds = size(job, 7);
  const lambda = <f32>setting(job, 8);
  const isImplicit = setting(job, 9) > 0;
  const steps = <i32>setting(job, 11);
  const residual = scratch;
  const direction = residual + stride;
  const product = direction + stride;
  const sums = product + stride;
  let lowered: f64 = 0;
  const last = entry(bounds, task + 1);
  for (let i = entry(bounds, task); i < last; i++) {
    const x = own + i * stride;
    const from = entry(starts, i);
    const end = entry(starts, i + 1);
    if (from === end) {
      memory.fill(x, 0, width + 4);
      continue;
    }
    // what is behind the bias is nobody's here
    store<f32>(x + width, 0, 4);
    store<u64>(x + width, 0, 8);
    lowered += sumResiduals(job, from, end, x, residual, sums) + setting(job, 8) * dot(stride, x, x);
    putScaled(stride, -lambda, x, residual, residual);
    if (isImplicit) store<f32>(residual + width, 0);
    memory.copy(direction, residual, stride);
    let size2 = dot(stride, residual, residual);
    for (let step = 0; step < steps && size2 > 1e-20; step++) {
      multiply(job, from, end, direction, product, sums);
      putScaled(stride, lambda, direction, product, product);
      if (isImplicit) store<f32>(product + width, 0);
      const curvature = dot(stride, direction, product);
      if (!(curvature > 0)) break;
      const length = size2 / curvature;
      putScaled(stride, <f32>length, direction, x, x);
      putScaled(stride, <f32>-length, product, residual, residual);
      lowered -= length * size2;
      const next = dot(stride, residual, residual);
      const keep = <f32>(next / size2);
      size2 = next;
      putScaled(stride, keep, direction, residual, direction);
    }
    lowered -= setting(job, 8) * dot(stride, x, x);
  }
  return lowered;
}

/** to := Σ w (t − d·x) d, and of counts − G x besides; gives Σ w (t − d·x)², of counts over all cells. */
function sumResiduals(job: usize, from: usize, end: usize, x: usize, to: usize, sums: usize): f64 {
  const width = size(job, 0);
  const stride = size(job, 1);
  const isImplicit = setting(job, 9) > 0;
  let squares: f64 = 0;
  memory.fill(sums, 0, stride << 1);
  if (isImplicit) {
    memory.fill(to, 0, stride);
    multiplyGram(width, size(job, 10), x, to);
    squares += dot(width, x, to);
    // − G x
    putScaled(width, -2, to, to, to);
    gather(stride, to, sums);
  }
  squares += addCells(job, from, end, x, to, sums, true);
  narrow(stride, sums, to);
  return squares;
}

/** to := Σ w (d·x) d, and of counts G x besides. */
function multiply(job: usize, from: usize, end: usize, x: usize, to: usize, sums: usize): void {
  const width = size(job, 0);
  const stride = size(job, 1);
  memory.fill(sums, 0, stride << 1);
  if (setting(job, 9) > 0) {
    memory.fill(to, 0, stride);
    multiplyGram(width, size(job, 10), x, to);
    gather(stride, to, sums);
  }
  addCells(job, from, end, x, to, sums, false);
  narrow(stride, sums, to);
}

/**
 * sums += Σ f d over cells, with f = w (t − d·x) where there are targets, and f = w (d·x) where not; of counts, w is what
 * their cells weigh beyond the 1 of all. Gives what the cells add to Σ w (t − d·x)², where there are targets. `to` is
 * overwritten. Four cells at a time; what is read past the last counts as nothing.
 */
function addCells(job: usize, from: usize, end: usize, x: usize, to: usize, sums: usize, hasTargets: bool): f64 {
  const width = size(job, 0);
  const stride = size(job, 1);
  const other = size(job, 3);
  const others = size(job, 5);
  const values = size(job, 6);
  const alpha = <f32>setting(job, 9);
  const bias = v128.load32_splat(x + width);
  const none = f32x4.splat(0);
  const one = f32x4.splat(1);
  let squares = f64x2.splat(0);
  for (let start = from; start < end; start += chunk) {
    const stop = min(start + chunk, end);
    memory.fill(to, 0, stride);
    for (let t = start; t < stop; t += 4) {
      const v0 = other + entry(others, t) * stride;
      const v1 = other + entry(others, min(t + 1, stop - 1)) * stride;
      const v2 = other + entry(others, min(t + 2, stop - 1)) * stride;
      const v3 = other + entry(others, min(t + 3, stop - 1)) * stride;
      let s0 = none;
      let s1 = none;
      let s2 = none;
      let s3 = none;
      for (let at: usize = 0; at < width; at += 16) {
        const part = v128.load(x + at);
        s0 = multiplyAdd(part, v128.load(v0 + at), s0);
        s1 = multiplyAdd(part, v128.load(v1 + at), s1);
        s2 = multiplyAdd(part, v128.load(v2 + at), s2);
        s3 = multiplyAdd(part, v128.load(v3 + at), s3);
      }
      const known = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(<i32>(stop - t)));
      const y = v128.load(place(values, t));
      const s = f32x4.add(laneSums(s0, s1, s2, s3), bias);
      let weights = one;
      if (alpha > 0) weights = f32x4.mul(f32x4.splat(alpha), f32x4.max(y, none));
      let factors = f32x4.mul(weights, s);
      if (hasTargets) {
        let targets: v128;
        if (alpha > 0) targets = v128.and(f32x4.gt(y, none), f32x4.add(one, weights));
        else targets = f32x4.sub(y, fourOf(v0, v1, v2, v3, width));
        factors = f32x4.sub(targets, factors);
        let added = f32x4.mul(factors, factors);
        // (1 + w) (1 − s)² − s², of which − s² is that of a cell that is not known
        if (alpha > 0) added = f32x4.sub(targets, f32x4.mul(s, f32x4.add(targets, factors)));
        squares = f64x2.add(squares, widened(v128.and(added, known)));
      }
      factors = v128.and(factors, known);
      store<f32>(to + width, load<f32>(to + width) + laneSum(factors));
      s0 = i32x4.shuffle(factors, factors, 0, 0, 0, 0);
      s1 = i32x4.shuffle(factors, factors, 1, 1, 1, 1);
      s2 = i32x4.shuffle(factors, factors, 2, 2, 2, 2);
      s3 = i32x4.shuffle(factors, factors, 3, 3, 3, 3);
      for (let at: usize = 0; at < width; at += 16) {
        const near = multiplyAdd(s1, v128.load(v1 + at), multiplyAdd(s0, v128.load(v0 + at), v128.load(to + at)));
        v128.store(to + at, multiplyAdd(s3, v128.load(v3 + at), multiplyAdd(s2, v128.load(v2 + at), near)));
      }
    }
    gather(stride, to, sums);
  }
  return f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
}

/** to := G x, k × k floats with k a multiple of eight, eight of its columns and four of its rows at a time: it is symmetric. */
function multiplyGram(bytes: usize, gram: usize, x: usize, to: usize): void {
  const end = x + bytes;
  for (let at: usize = 0; at < bytes; at += 32) {
    let g = gram + at;
    let a0 = f32x4.splat(0);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let b0 = a0;
    let b1 = a0;
    let b2 = a0;
    let b3 = a0;
    for (let p = x; p < end; p += 16) {
      const x0 = v128.load32_splat(p);
      a0 = multiplyAdd(x0, v128.load(g), a0);
      b0 = multiplyAdd(x0, v128.load(g, 16), b0);
      g += bytes;
      const x1 = v128.load32_splat(p, 4);
      a1 = multiplyAdd(x1, v128.load(g), a1);
      b1 = multiplyAdd(x1, v128.load(g, 16), b1);
      g += bytes;
      const x2 = v128.load32_splat(p, 8);
      a2 = multiplyAdd(x2, v128.load(g), a2);
      b2 = multiplyAdd(x2, v128.load(g, 16), b2);
      g += bytes;
      const x3 = v128.load32_splat(p, 12);
      a3 = multiplyAdd(x3, v128.load(g), a3);
      b3 = multiplyAdd(x3, v128.load(g, 16), b3);
      g += bytes;
    }
    v128.store(to + at, f32x4.add(f32x4.add(a0, a1), f32x4.add(a2, a3)));
    v128.store(to + at, f32x4.add(f32x4.add(b0, b1), f32x4.add(b2, b3)), 16);
  }
}

/** Doubles += floats, as many as lie in `bytes` of floats. */
function gather(bytes: usize, floats: usize, doubles: usize): void {
  for (let at: usize = 0; at < bytes; at += 8) {
    const to = doubles + (at << 1);
    v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(v128.load64_zero(floats + at))));
  }
}

function narrow(bytes: usize, doubles: usize, floats: usize): void {
  for (let at: usize = 0; at < bytes; at += 8)
    v128.store64_lane(floats + at, f32x4.demote_f64x2_zero(v128.load(doubles + (at << 1))), 0);
}

/** to := s x + y, where `to` may be x or y. */
function putScaled(bytes: usize, s: f32, x: usize, y: usize, to: usize): void {
  const times = f32x4.splat(s);
  for (let at: usize = 0; at < bytes; at += 16)
    v128.store(to + at, multiplyAdd(times, v128.load(x + at), v128.load(y + at)));
}

function dot(bytes: usize, x: usize, y: usize): f64 {
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 8)
    sum = f64x2.add(
      sum,
      f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(x + at)), f64x2.promote_low_f32x4(v128.load64_zero(y + at))),
    );
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
