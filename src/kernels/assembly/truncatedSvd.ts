// The k largest singular triplets by block Krylov iteration from random vectors. Source: C. Musco and C. Musco, Randomized
// block Krylov methods for stronger and faster approximate singular value decomposition, NeurIPS 2015.

import { allocate, allocateZeros, copy, mark, release } from './memory';
import { addProduct } from './product';
import { factorQr } from './qr';
import { at } from './simd';
import { svd } from './svd';
import { copyView } from './transpose';

/**
 * U, m × k, s and V, n × k, row-major, of a row-major m × n A with entries of moderate size, from `start`, n × width random
 * numbers, in `blocks` blocks of Krylov vectors; k ≤ width and width · blocks ≤ min(m, n). False if the SVD of the small
 * matrix did not converge.
 */
export function truncatedSvd(
  m: i32,
  n: i32,
  a: usize,
  k: i32,
  width: i32,
  blocks: i32,
  start: usize,
  u: usize,
  s: usize,
  v: usize,
): bool {
  const before = mark();
  const total = width * blocks;
  // Q, m × total row-major, orthonormal, and B = QᵀA, total × n
  const q = allocateZeros(m * total);
  const b = allocateZeros(total * n);
  const block = allocate(m * width);
  for (let i = 0; i < blocks; i++) {
    memory.fill(block, 0, (<usize>(m * width)) << 3);
    // A Ω, then A (AᵀQ) of the block before
    if (i === 0) addProduct(m, width, n, 1, a, n, 1, start, width, 1, block, width, 1);
    else addProduct(m, width, n, 1, a, n, 1, at(b, (i - 1) * width * n), 1, n, block, width, 1);
    orthonormalize(m, i * width, total, q, width, block);
    const rows = at(b, i * width * n);
    addProduct(width, n, m, 1, at(q, i * width), 1, total, a, n, 1, rows, n, 1);
  }
  const left = allocate(total * total);
  const values = allocate(total);
  const right = allocate(n * total);
  const converged = svd(total, n, b, left, values, right);
  if (converged) {
    memory.fill(u, 0, (<usize>(m * k)) << 3);
    addProduct(m, k, total, 1, q, total, 1, left, total, 1, u, k, 1);
    copy(s, values, k);
    copyView(n, k, right, total, 1, v, k);
  }
  release(before);
  return converged;
}

/** What the block adds to the first `count` columns of Q, as the next `width`; twice, which is enough. */
function orthonormalize(m: i32, count: i32, stride: i32, q: usize, width: i32, block: usize): void {
  const before = mark();
  const share = allocate(count * width);
  const fresh = allocate(m * width);
  for (let pass = 0; pass < 2; pass++) {
    memory.fill(share, 0, (<usize>(count * width)) << 3);
    addProduct(count, width, m, 1, q, 1, stride, block, width, 1, share, width, 1);
    addProduct(m, width, count, -1, q, stride, 1, share, width, 1, block, width, 1);
    factorQr(m, width, block, fresh);
    copy(block, fresh, m * width);
  }
  copyView(m, width, block, width, 1, at(q, count), stride);
  release(before);
}
