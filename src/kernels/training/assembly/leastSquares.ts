import { solveDefinite } from './definite';
import { entry, place, setting, size } from './job';
import { addOuterProducts } from './outerProducts';

/** Vectors that are packed before their products are summed: their sums in floats stay short. */
const chunk: usize = 64;

/** Relative to the trace, λ up to which a system counts as barely definite in single precision. */
const barely: f64 = 1e-7;

/**
 * Sets the vectors of a range of rows to their exact minimizers given the other side. Of ratings, with d = (v, 1):
 *   (Σ d dᵀ + λI) x = Σ (y − c) d,  x = (u, b);
 * of counts r > 0, with G = YᵀY, w = αr and no biases:
 *   (G + Σ w v vᵀ + λI) u = Σ (1 + w) v.
 * Where λ is too small beside the rest, a proximal term towards the vector as it was makes the system definite: what is
 * lowered still cannot rise. Gives Σ w (t − d·x)² over all cells of the rows, known or not.
 * Sources: Zhou, Wilkinson, Schreiber and Pan, AAIM 2008; Hu, Koren and Volinsky, ICDM 2008, equation 4.
 */
export function solveRows(job: usize, task: usize, scratch: usize): f64 {
  const width = size(job, 0);
  const stride = size(job, 1);
  const own = size(job, 2);
  const starts = size(job, 4);
  const bounds = size(job, 7);
  const lambda = setting(job, 8);
  const alpha = <f32>setting(job, 9);
  const isImplicit = alpha > 0;
  const gram = size(job, 10);
  const unknowns = <i32>(width >> 2) + (isImplicit ? 0 : 1);
  const dimension = <i32>(stride >> 2);

  const packed = scratch;
  const sums = (packed + chunk * stride + 63) & ~63;
  const right = sums + ((<usize>(dimension * dimension)) << 3);
  const solution = right + ((<usize>dimension) << 3);
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
    let count: f64 = 0;
    let targets: f64 = 0;
    let squares: f64 = 0;
    for (let start = from; start < end; start += chunk) {
      const stop = min(start + chunk, end);
      const to = packed;
      let filled: usize = 0;
      for (let t = start; t < stop; t++) {
        const v = size(job, 3) + entry(size(job, 5), t) * stride;
        const y = load<f32>(place(size(job, 6), t));
        const vector = to + filled * stride;
        if (isImplicit) {
          if (y <= 0) continue;
          const weight = alpha * y;
          const root = sqrt<f32>(weight);
          for (let at: usize = 0; at < width; at += 16)
            v128.store(vector + at, f32x4.mul(f32x4.splat(root), v128.load(v + at)));
          store<f32>(vector + width, 0);
          store<f32>(vector + width, (1 + weight) / root, 4);
          squares += <f64>(1 + weight);
        } else {
          memory.copy(vector, v, width);
          const target = y - load<f32>(v + width);
          store<f32>(vector + width, 1);
          store<f32>(vector + width, target, 4);
          count += 1;
          targets += <f64>target;
          squares += <f64>target * <f64>target;
        }
        store<u64>(vector + width, 0, 8);
        filled++;
      }
      addOuterProducts(filled, packed, stride, sums, start === from);
    }

    // the tail's rows are Σ d and Σ (y − c) d
    const step = (<usize>dimension) << 3;
    const targetRow = sums + (<usize>(width >> 2) + 1) * step;
    memory.copy(right, targetRow, (<usize>(width >> 2)) << 3);
    if (!isImplicit) {
      store<f64>(sums + (<usize>unknowns - 1) * (step + 8), count);
      store<f64>(right + ((<usize>(unknowns - 1)) << 3), targets);
    } else addGram(unknowns, gram, sums, step);
    let trace: f64 = 0;
    for (let p = 0; p < unknowns; p++) trace += load<f64>(sums + <usize>p * (step + 8));
    const proximal = lambda < barely * trace ? barely * trace : 0;
    for (let p = 0; p < unknowns; p++) {
      const diagonal = sums + <usize>p * (step + 8);
      store<f64>(diagonal, load<f64>(diagonal) + lambda + proximal);
      const b = load<f64>(right + ((<usize>p) << 3));
      store<f64>(solution + ((<usize>p) << 3), b + proximal * <f64>load<f32>(place(x, p)));
    }
    solveDefinite(unknowns, sums, step, solution);
    // Σ w (t − d·x)² = Σ w t² − x·b − λ ‖x‖² − x·(b − (A + λ) x)
    for (let p = 0; p < unknowns; p++) {
      const before = <f64>load<f32>(place(x, p));
      const value = load<f64>(solution + ((<usize>p) << 3));
      squares -= value * (load<f64>(right + ((<usize>p) << 3)) + lambda * value + proximal * (value - before));
      store<f32>(place(x, p), <f32>value);
    }
    lowered += squares;
  }
  return lowered;
}

/** A += G, k × k, in the lower triangle. */
function addGram(k: i32, gram: usize, a: usize, step: usize): void {
  for (let p = 0; p < k; p++) {
    const row = a + <usize>p * step;
    const from = gram + ((<usize>(p * k)) << 3);
    for (let q = 0; q <= p; q++) {
      const at = (<usize>q) << 3;
      store<f64>(row + at, load<f64>(row + at) + load<f64>(from + at));
    }
  }
}

/** VᵀV of a range of records, k × k doubles at number `task` of the parts; `scratch` as for `solveRows`. */
export function sumGram(job: usize, task: usize, scratch: usize): f64 {
  const width = size(job, 0);
  const stride = size(job, 1);
  const records = size(job, 2);
  const each = size(job, 4);
  const k = width >> 2;
  const part = size(job, 5) + ((task * k * k) << 3);
  const packed = scratch;
  const sums = (packed + chunk * stride + 63) & ~63;
  const first = task * each;
  const last = min(first + each, size(job, 3));
  for (let start = first; start < last; start += chunk) {
    const count = min(chunk, last - start);
    memory.copy(packed, records + start * stride, count * stride);
    addOuterProducts(count, packed, stride, sums, start === first);
  }
  for (let p: usize = 0; p < k; p++) memory.copy(part + ((p * k) << 3), sums + p * (stride << 1), (p + 1) << 3);
  return 0;
}
