import { entry, setting, size } from './job';
import { laneSum, multiplyAdd } from './simd';
import { dotLanes, stepPart, stepTile, tileBytes } from './tiles';

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
  const perFactor = f32x4.splat(1 / <f32>setting(job, 11));
  const one = f32x4.splat(1);
  const tiled = width & ~(tileBytes - 1);
  const last = cells + (entry(starts, block + 1) << 3);
  let cell = cells + (entry(starts, block) << 3);
  if (cell === last) return 0;
  let squares: f64 = 0;
  let u = rows + <usize>load<u16>(cell) * stride;
  let v = columns + <usize>load<u16>(cell, 2) * stride;
  let dots = dotLanes(u, v, width);
  while (cell < last) {
    const next = cell + 8 < last ? cell + 8 : cell;
    const nextU = rows + <usize>load<u16>(next) * stride;
    const nextV = columns + <usize>load<u16>(next, 2) * stride;
    // begun before this step where that is the same, so that neither waits for the other
    const isApart = nextU !== u && nextV !== v;
    let nextDots = dots;
    if (isApart) nextDots = dotLanes(nextU, nextV, width);
    const dot = laneSum(dots);

    // lanes of the row and of the column, in turn: biases and shares, then G and norms
    const tailU = v128.load(u + width);
    const tailV = v128.load(v + width);
    const first = i32x4.shuffle(tailU, tailV, 0, 4, 1, 5);
    const second = i32x4.shuffle(tailU, tailV, 2, 6, 3, 7);
    const error = load<f32>(cell, 4) - f32x4.extract_lane(tailU, 0) - f32x4.extract_lane(tailV, 0) - dot;
    const errors = f32x4.splat(error);
    const square = error * error;
    squares += <f64>square;
    const rates = f32x4.div(rate, f32x4.sqrt(second));
    const steps = f32x4.mul(rates, errors);
    const shares = i32x4.shuffle(first, first, 2, 3, 2, 3);
    const keeps = f32x4.sub(one, f32x4.mul(rates, shares));
    const norms = i32x4.shuffle(second, second, 2, 3, 2, 3);
    const otherNorms = i32x4.shuffle(second, second, 3, 2, 3, 2);
    const biases = multiplyAdd(keeps, first, steps);
    const gradients = multiplyAdd(f32x4.mul(f32x4.splat(square), perFactor), otherNorms, second);
    const twice = f32x4.mul(f32x4.add(steps, steps), f32x4.splat(dot));
    const newNorms = multiplyAdd(
      f32x4.mul(steps, steps),
      otherNorms,
      f32x4.mul(keeps, multiplyAdd(keeps, norms, twice)),
    );
    const low = i32x4.shuffle(biases, shares, 0, 4, 1, 5);
    const high = i32x4.shuffle(gradients, newNorms, 0, 4, 1, 5);
    v128.store(u + width, i32x4.shuffle(low, high, 0, 1, 4, 5));
    v128.store(v + width, i32x4.shuffle(low, high, 2, 3, 6, 7));
    const stepU = i32x4.shuffle(steps, steps, 0, 0, 0, 0);
    const stepV = i32x4.shuffle(steps, steps, 1, 1, 1, 1);
    const keepU = i32x4.shuffle(keeps, keeps, 0, 0, 0, 0);
    const keepV = i32x4.shuffle(keeps, keeps, 1, 1, 1, 1);
    let at: usize = 0;
    for (; at < tiled; at += tileBytes) stepTile(u + at, v + at, stepU, stepV, keepU, keepV);
    for (; at < width; at += 16) stepPart(u + at, v + at, stepU, stepV, keepU, keepV);

    if (!isApart) nextDots = dotLanes(nextU, nextV, width);
    cell += 8;
    u = nextU;
    v = nextV;
    dots = nextDots;
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
