import { allocate, mark, release } from './memory';
import { at } from './simd';

/** 32-bit indices of d in ascending order; merging, equal ones keep their order. */
export function sortIndices(n: i32, d: usize, order: usize): void {
  const before = mark();
  let from = order;
  let to = allocate(n);
  for (let i = 0; i < n; i++) store<i32>(order + ((<usize>i) << 2), i);
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      merge(start, min(start + width, n), min(start + 2 * width, n), d, from, to);
    }
    const held = from;
    from = to;
    to = held;
  }
  if (from !== order) memory.copy(order, from, (<usize>n) << 2);
  release(before);
}

function merge(start: i32, middle: i32, end: i32, d: usize, from: usize, to: usize): void {
  let i = start;
  let j = middle;
  for (let p = start; p < end; p++) {
    const first = i < middle ? load<i32>(from + ((<usize>i) << 2)) : 0;
    const second = j < end ? load<i32>(from + ((<usize>j) << 2)) : 0;
    const takeFirst = j >= end || (i < middle && load<f64>(at(d, first)) <= load<f64>(at(d, second)));
    store<i32>(to + ((<usize>p) << 2), takeFirst ? first : second);
    if (takeFirst) i++;
    else j++;
  }
}
