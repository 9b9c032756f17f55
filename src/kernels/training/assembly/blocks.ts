import { entry, place, size } from './job';

/**
 * Sorts the cells of one row of blocks, number `task`, into its blocks. A block's cells, row by row, are dealt in turn
 * from their first and their second half, so that neighbours seldom share a row and the steps of one need not wait for the
 * other's. The cells come grouped by row.
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
  const ends = starts + ((task * grid + 1) << 2);
  if (task === 0) store<u32>(starts, 0);
  for (let column: usize = 0; column < grid; column++) {
    const counter = place(next, column);
    at += load<u32>(counter);
    store<u32>(place(ends, column), at);
    store<u32>(counter, 0);
  }

  for (let row = first; row < last; row++) {
    const end = entry(rowStarts, row + 1);
    for (let t = entry(rowStarts, row); t < end; t++) {
      const column = entry(columns, t);
      const block = column / columnsEach;
      const start = block === 0 ? from : entry(ends, block - 1);
      const half = (entry(ends, block) - start + 1) >> 1;
      const before = entry(next, block);
      store<u32>(place(next, block), <u32>before + 1);
      const cell = cells + ((start + (before < half ? 2 * before : 2 * (before - half) + 1)) << 3);
      store<u32>(cell, <u32>((row - first) | ((column % columnsEach) << 16)));
      store<f32>(cell, load<f32>(place(values, t)), 4);
    }
  }
  return 0;
}
