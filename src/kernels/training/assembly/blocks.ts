import { entry, place, size } from './job';

/**
 * Sorts the cells of one row of blocks, number `task`, into its blocks: two rows of the matrix at a time, a cell of
 * each in turn, so that the steps of one need not wait for each other. The cells come grouped by row.
 */
export function arrangeBlocks(job: usize, task: usize): f64 {
  const rows = size(job, 0);
  const grid = size(job, 1);
  const rowsEach = size(job, 2);
  const columnsEach = size(job, 3);
  const rowStarts = size(job, 4);
  const columns = size(job, 5);
  const values = size(job, 6);
  const starts = size(job, 7);
  const next = size(job, 8) + ((task * grid) << 2);
  const cells = size(job, 9);
  const first = min(task * rowsEach, rows);
  const last = min(first + rowsEach, rows);
  const from = entry(rowStarts, first);
  const to = entry(rowStarts, last);

  memory.fill(next, 0, grid << 2);
  for (let t = from; t < to; t++) {
    const counter = place(next, entry(columns, t) / columnsEach);
    store<u32>(counter, load<u32>(counter) + 1);
  }
  let at = <u32>from;
  for (let column: usize = 0; column < grid; column++) {
    const counter = place(next, column);
    const count = load<u32>(counter);
    store<u32>(place(starts, task * grid + column), at);
    store<u32>(counter, at);
    at += count;
  }
  if (task + 1 === grid) store<u32>(place(starts, grid * grid), at);

  for (let row = first; row < last; row += 2) {
    let left = entry(rowStarts, row);
    const leftEnd = entry(rowStarts, row + 1);
    let right = leftEnd;
    const rightEnd = entry(rowStarts, min(row + 2, last));
    while (left < leftEnd || right < rightEnd) {
      if (left < leftEnd) put(row - first, left++, columns, values, columnsEach, next, cells);
      if (right < rightEnd) put(row + 1 - first, right++, columns, values, columnsEach, next, cells);
    }
  }
  return 0;
}

function put(row: usize, t: usize, columns: usize, values: usize, columnsEach: usize, next: usize, cells: usize): void {
  const column = entry(columns, t);
  const counter = place(next, column / columnsEach);
  const at = load<u32>(counter);
  store<u32>(counter, at + 1);
  const cell = cells + ((<usize>at) << 3);
  store<u32>(cell, <u32>(row | ((column % columnsEach) << 16)));
  store<f32>(cell, load<f32>(place(values, t)), 4);
}
