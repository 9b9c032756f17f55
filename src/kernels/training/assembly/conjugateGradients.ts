import { entry, place, setting, size } from './job';
import { laneSum, multiplyAdd } from './simd';

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
  const right = product + stride;
  const sums = right + stride;
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
    const squares = sumTargets(job, from, end, right, sums);
    multiply(job, from, end, x, product, sums);
    subtract(stride, right, product, residual);
    addScaled(stride, -lambda, x, residual);
    if (isImplicit) store<f32>(residual + width, 0);
    memory.copy(direction, residual, stride);
    let size2 = dot(stride, residual, residual);
    for (let step = 0; step < steps && size2 > 1e-20; step++) {
      multiply(job, from, end, direction, product, sums);
      addScaled(stride, lambda, direction, product);
      if (isImplicit) store<f32>(product + width, 0);
      const curvature = dot(stride, direction, product);
      if (!(curvature > 0)) break;
      const length = <f32>(size2 / curvature);
      addScaled(stride, length, direction, x);
      addScaled(stride, -length, product, residual);
      const next = dot(stride, residual, residual);
      const keep = <f32>(next / size2);
      size2 = next;
      scaleAndAdd(stride, keep, direction, residual);
    }
    lowered += squares - dot(stride, x, right) - setting(job, 8) * dot(stride, x, x) - dot(stride, x, residual);
  }
  return lowered;
}

/** to := Σ w t d; gives Σ w t². */
function sumTargets(job: usize, from: usize, end: usize, to: usize, sums: usize): f64 {
  const width = size(job, 0);
  const stride = size(job, 1);
  const alpha = <f32>setting(job, 9);
  let squares: f64 = 0;
  memory.fill(sums, 0, stride << 1);
  for (let start = from; start < end; start += chunk) {
    const stop = min(start + chunk, end);
    memory.fill(to, 0, stride);
    for (let t = start; t < stop; t++) {
      const v = size(job, 3) + entry(size(job, 5), t) * stride;
      const y = load<f32>(place(size(job, 6), t));
      let target: f32;
      if (alpha > 0) {
        target = y > 0 ? 1 + alpha * y : 0;
        squares += <f64>target;
      } else {
        target = y - load<f32>(v + width);
        squares += <f64>target * <f64>target;
        store<f32>(to + width, load<f32>(to + width) + target);
      }
      addScaled(width, target, v, to);
    }
    gather(stride, to, sums);
  }
  narrow(stride, sums, to);
  return squares;
}

/** to := Σ w (d·x) d, and of counts G x besides. */
function multiply(job: usize, from: usize, end: usize, x: usize, to: usize, sums: usize): void {
  const width = size(job, 0);
  const stride = size(job, 1);
  const other = size(job, 3);
  const others = size(job, 5);
  const values = size(job, 6);
  const alpha = <f32>setting(job, 9);
  memory.fill(sums, 0, stride << 1);
  if (alpha > 0) multiplyGram(width >> 2, size(job, 10), x, sums);
  const bias = load<f32>(x + width);
  for (let start = from; start < end; start += chunk) {
    const stop = min(start + chunk, end);
    memory.fill(to, 0, stride);
    let t = start;
    for (; t + 4 <= stop; t += 4) {
      const v0 = other + entry(others, t) * stride;
      const v1 = other + entry(others, t + 1) * stride;
      const v2 = other + entry(others, t + 2) * stride;
      const v3 = other + entry(others, t + 3) * stride;
      let s0 = f32x4.splat(0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      for (let at: usize = 0; at < width; at += 16) {
        const part = v128.load(x + at);
        s0 = multiplyAdd(part, v128.load(v0 + at), s0);
        s1 = multiplyAdd(part, v128.load(v1 + at), s1);
        s2 = multiplyAdd(part, v128.load(v2 + at), s2);
        s3 = multiplyAdd(part, v128.load(v3 + at), s3);
      }
      const f0 = weigh(laneSum(s0) + bias, values, t, alpha);
      const f1 = weigh(laneSum(s1) + bias, values, t + 1, alpha);
      const f2 = weigh(laneSum(s2) + bias, values, t + 2, alpha);
      const f3 = weigh(laneSum(s3) + bias, values, t + 3, alpha);
      store<f32>(to + width, load<f32>(to + width) + (f0 + f1 + (f2 + f3)));
      s0 = f32x4.splat(f0);
      s1 = f32x4.splat(f1);
      s2 = f32x4.splat(f2);
      s3 = f32x4.splat(f3);
      for (let at: usize = 0; at < width; at += 16) {
        const near = multiplyAdd(s1, v128.load(v1 + at), multiplyAdd(s0, v128.load(v0 + at), v128.load(to + at)));
        v128.store(to + at, multiplyAdd(s3, v128.load(v3 + at), multiplyAdd(s2, v128.load(v2 + at), near)));
      }
    }
    for (; t < stop; t++) {
      const v = other + entry(others, t) * stride;
      let sum = f32x4.splat(0);
      for (let at: usize = 0; at < width; at += 16) sum = multiplyAdd(v128.load(x + at), v128.load(v + at), sum);
      const factor = weigh(laneSum(sum) + bias, values, t, alpha);
      store<f32>(to + width, load<f32>(to + width) + factor);
      addScaled(width, factor, v, to);
    }
    gather(stride, to, sums);
  }
  narrow(stride, sums, to);
}

/** w s: of ratings s itself. */
function weigh(s: f32, values: usize, t: usize, alpha: f32): f32 {
  return alpha > 0 ? s * alpha * max<f32>(load<f32>(place(values, t)), 0) : s;
}

/** sums += G x, k × k doubles with k a multiple of eight, four of its rows at a time: it is symmetric. */
function multiplyGram(k: usize, gram: usize, x: usize, sums: usize): void {
  const step = k << 3;
  const end = sums + step;
  for (let q: usize = 0; q < k; q += 4) {
    const x0 = f64x2.splat(<f64>load<f32>(place(x, q)));
    const x1 = f64x2.splat(<f64>load<f32>(place(x, q + 1)));
    const x2 = f64x2.splat(<f64>load<f32>(place(x, q + 2)));
    const x3 = f64x2.splat(<f64>load<f32>(place(x, q + 3)));
    let row = gram + q * step;
    for (let to = sums; to < end; to += 16) {
      const near = f64x2.add(f64x2.mul(x0, v128.load(row)), f64x2.mul(x1, v128.load(row + step)));
      const far = f64x2.add(f64x2.mul(x2, v128.load(row + 2 * step)), f64x2.mul(x3, v128.load(row + 3 * step)));
      v128.store(to, f64x2.add(v128.load(to), f64x2.add(near, far)));
      row += 16;
    }
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

/** y += s x. */
function addScaled(bytes: usize, s: f32, x: usize, y: usize): void {
  const times = f32x4.splat(s);
  for (let at: usize = 0; at < bytes; at += 16)
    v128.store(y + at, multiplyAdd(times, v128.load(x + at), v128.load(y + at)));
}

/** x := s x + y. */
function scaleAndAdd(bytes: usize, s: f32, x: usize, y: usize): void {
  const times = f32x4.splat(s);
  for (let at: usize = 0; at < bytes; at += 16)
    v128.store(x + at, multiplyAdd(times, v128.load(x + at), v128.load(y + at)));
}

/** to := x − y. */
function subtract(bytes: usize, x: usize, y: usize, to: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, f32x4.sub(v128.load(x + at), v128.load(y + at)));
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
