import { drawVectors, showVectors, sumMoments } from '../../assembly/gibbs';
import { settle } from '../../assembly/memory';
import { packedStride } from '../../assembly/outerProducts';
import { entry, setting, size } from './job';

/** Draws the vectors of a range, and shows the other side what they are; gives Σ (y − ŷ)² where it is wanted. */
export function drawRange(job: usize, task: usize, scratch: usize): f64 {
  settle(scratch);
  const k = <i32>setting(job, 0);
  const bounds = size(job, 1);
  const first = <i32>entry(bounds, task);
  const last = <i32>entry(bounds, task + 1);
  const vectors = size(job, 9);
  const seen = size(job, 10);
  const squares = drawVectors(
    k,
    first,
    last,
    size(job, 2),
    size(job, 3),
    size(job, 4),
    size(job, 5),
    size(job, 6),
    size(job, 7),
    setting(job, 8),
    setting(job, 11),
    vectors,
    setting(job, 12) > 0,
  );
  const begin = <usize>first;
  showVectors(
    k,
    last - first,
    true,
    vectors + ((begin * <usize>k) << 3),
    seen + ((begin * <usize>packedStride(k)) << 3),
  );
  return squares;
}

/** Shows the other side what the vectors of a side are, all of them. */
export function showAll(job: usize, task: usize, scratch: usize): f64 {
  showVectors(<i32>setting(job, 0), <i32>setting(job, 1), true, size(job, 2), size(job, 3));
  return 0;
}

/** Σ (1, x)(1, x)ᵀ of a range of vectors, at number `task` of the parts. */
export function sumMomentsRange(job: usize, task: usize, scratch: usize): f64 {
  settle(scratch);
  const k = <i32>setting(job, 0);
  const each = size(job, 2);
  const first = task * each;
  const count = min(each, size(job, 1) - first);
  const stride = <usize>packedStride(k);
  sumMoments(k, <i32>count, size(job, 3) + ((first * <usize>k) << 3), size(job, 4) + ((task * stride * stride) << 3));
  return 0;
}

/** Adds b_i + c_j + u_i·v_j and its square to the sums of a range of cells; gives nothing. */
export function addPredictions(job: usize, task: usize, scratch: usize): f64 {
  const k = size(job, 0) << 3;
  const rows = size(job, 1);
  const columns = size(job, 2);
  const each = size(job, 4);
  const rowIndex = size(job, 5);
  const columnIndex = size(job, 6);
  const sums = size(job, 7);
  const squares = size(job, 8);
  const end = min((task + 1) * each, size(job, 3));
  for (let t = task * each; t < end; t++) {
    const x = rows + entry(rowIndex, t) * k;
    const y = columns + entry(columnIndex, t) * k;
    let value = load<f64>(x) + load<f64>(y);
    for (let at: usize = 8; at < k; at += 8) value += load<f64>(x + at) * load<f64>(y + at);
    const sum = sums + (t << 3);
    const square = squares + (t << 3);
    store<f64>(sum, load<f64>(sum) + value);
    store<f64>(square, load<f64>(square) + value * value);
  }
  return 0;
}
