import { entry, place, setting, size } from './job';
import { laneSum, multiplyAdd } from './simd';

/** b_i + c_j + u·v. */
function predicted(u: usize, v: usize, width: usize): f64 {
  let sum = f32x4.splat(0);
  for (let at: usize = 0; at < width; at += 16) sum = multiplyAdd(v128.load(u + at), v128.load(v + at), sum);
  return <f64>(load<f32>(u + width) + load<f32>(v + width) + laneSum(sum));
}

/** Σ (y − clip(b_i + c_j + u·v))² over a range of cells, as their rows and columns and values lie side by side. */
export function sumErrors(job: usize, task: usize): f64 {
  const width = size(job, 0);
  const stride = size(job, 1);
  const rows = size(job, 2);
  const columns = size(job, 3);
  const each = size(job, 5);
  const rowIndex = size(job, 6);
  const columnIndex = size(job, 7);
  const values = size(job, 8);
  const low = setting(job, 9);
  const high = setting(job, 10);
  const end = min((task + 1) * each, size(job, 4));
  let squares: f64 = 0;
  for (let t = task * each; t < end; t++) {
    const u = rows + entry(rowIndex, t) * stride;
    const v = columns + entry(columnIndex, t) * stride;
    const error = <f64>load<f32>(place(values, t)) - min(max(predicted(u, v, width), low), high);
    squares += error * error;
  }
  return squares;
}

/** Σ (y − b_i − c_j − u·v)² over the cells of a range of rows. */
export function sumGroupedErrors(job: usize, task: usize): f64 {
  const width = size(job, 0);
  const stride = size(job, 1);
  const rows = size(job, 2);
  const columns = size(job, 3);
  const each = size(job, 5);
  const starts = size(job, 6);
  const others = size(job, 7);
  const values = size(job, 8);
  const last = min((task + 1) * each, size(job, 4));
  let squares: f64 = 0;
  for (let i = task * each; i < last; i++) {
    const u = rows + i * stride;
    const end = entry(starts, i + 1);
    for (let t = entry(starts, i); t < end; t++) {
      const error = <f64>load<f32>(place(values, t)) - predicted(u, columns + entry(others, t) * stride, width);
      squares += error * error;
    }
  }
  return squares;
}
