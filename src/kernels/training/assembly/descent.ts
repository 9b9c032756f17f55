import { entry, setting, size } from './job';
import { laneSum, multiplyAdd } from './simd';

// A record of a row or a column: its factors, padded by zeros to a multiple of eight, then four floats: the bias, λ's
// share of one cell, G, and ‖x‖². A cell of a block: row and column within the block, 16 bits each, and the value.

/**
 * Visits the cells of the block that is number `task` of the order, one after the other. With e = y − b_i − c_j − u·v
 * and, for both sides alike,
 *   x ← x + η G^-½ (e d − s x),  G ← G + e² ‖d‖² / k,
 * where d is the other side's vector (1 for a bias) and s the share of λ. ‖x‖² follows from the sums that are known.
 * Gives Σ e² as the cells were met. Source: Duchi, Hazan and Singer, JMLR 12 (2011), with one G a vector as in
 * Chin, Zhuang, Juan and Lin, PAKDD 2015, section 3.
 */
export function descend(job: usize, task: usize): f64 {
  const width = size(job, 0);
  const stride = size(job, 1);
  const grid = size(job, 2);
  const block = entry(size(job, 3), task);
  const rows = size(job, 4) + (block / grid) * size(job, 5) * stride;
  const columns = size(job, 6) + (block % grid) * size(job, 7) * stride;
  const starts = size(job, 8);
  const cells = size(job, 9);
  const rate = f32x4.splat(<f32>setting(job, 10));
  const perFactor: f32 = 1 / <f32>setting(job, 11);
  const end = cells + (entry(starts, block + 1) << 3);
  let squares: f64 = 0;
  for (let cell = cells + (entry(starts, block) << 3); cell < end; cell += 8) {
    const u = rows + <usize>load<u16>(cell) * stride;
    const v = columns + <usize>load<u16>(cell, 2) * stride;
    let even = f32x4.splat(0);
    let odd = even;
    for (let at: usize = 0; at < width; at += 32) {
      even = multiplyAdd(v128.load(u + at), v128.load(v + at), even);
      odd = multiplyAdd(v128.load(u + at, 16), v128.load(v + at, 16), odd);
    }
    const dot = laneSum(f32x4.add(even, odd));
    const ownTail = u + width;
    const otherTail = v + width;
    const b = load<f32>(ownTail);
    const c = load<f32>(otherTail);
    const error = load<f32>(cell, 4) - b - c - dot;
    const square = error * error;
    squares += <f64>square;

    const gu = load<f32>(ownTail, 8);
    const gv = load<f32>(otherTail, 8);
    const rates = f32x4.div(rate, f32x4.sqrt(f32x4.replace_lane(f32x4.splat(gu), 1, gv)));
    const ru = f32x4.extract_lane(rates, 0);
    const rv = f32x4.extract_lane(rates, 1);
    // x ← keep x + step d
    const stepU = ru * error;
    const stepV = rv * error;
    const keepU: f32 = 1 - ru * load<f32>(ownTail, 4);
    const keepV: f32 = 1 - rv * load<f32>(otherTail, 4);
    const nu = load<f32>(ownTail, 12);
    const nv = load<f32>(otherTail, 12);
    store<f32>(ownTail, keepU * b + stepU);
    store<f32>(otherTail, keepV * c + stepV);
    store<f32>(ownTail, gu + square * nv * perFactor, 8);
    store<f32>(otherTail, gv + square * nu * perFactor, 8);
    store<f32>(ownTail, keepU * (keepU * nu + 2 * stepU * dot) + stepU * stepU * nv, 12);
    store<f32>(otherTail, keepV * (keepV * nv + 2 * stepV * dot) + stepV * stepV * nu, 12);
    const stepUs = f32x4.splat(stepU);
    const stepVs = f32x4.splat(stepV);
    const keepUs = f32x4.splat(keepU);
    const keepVs = f32x4.splat(keepV);
    for (let at: usize = 0; at < width; at += 16) {
      const x = v128.load(u + at);
      const y = v128.load(v + at);
      v128.store(u + at, multiplyAdd(stepUs, y, f32x4.mul(keepUs, x)));
      v128.store(v + at, multiplyAdd(stepVs, x, f32x4.mul(keepVs, y)));
    }
  }
  return squares;
}

/** ‖x‖² of the records of a range, anew, so that rounding does not pile up; gives Σ ‖x‖². */
export function measureNorms(job: usize, task: usize): f64 {
  const width = size(job, 0);
  const stride = size(job, 1);
  const each = size(job, 3);
  const end = size(job, 4) + min((task + 1) * each, size(job, 2)) * stride;
  let total: f64 = 0;
  for (let x = size(job, 4) + task * each * stride; x < end; x += stride) {
    let sum = f32x4.splat(0);
    for (let at: usize = 0; at < width; at += 16) {
      const part = v128.load(x + at);
      sum = multiplyAdd(part, part, sum);
    }
    const norm = laneSum(sum);
    store<f32>(x + width, norm, 12);
    total += <f64>norm;
  }
  return total;
}
