import { allocate, allocateZeros, copy, mark, release } from './memory';
import { addProduct } from './product';
import { at } from './simd';

/**
 * What an orthogonal U does outside of rows and columns `start` … start + size − 1, where it has been done: H := UᵀH to
 * their right, HU above, ZU.
 */
export function turnOutside(n: i32, start: i32, size: i32, u: usize, h: usize, z: usize): void {
  const end = start + size;
  turnRight(start, size, u, at(h, start * n), n);
  turnRight(n, size, u, at(z, start * n), n);
  const count = n - end;
  const before = mark();
  const block = at(h, end * n + start);
  const fresh = allocateZeros(size * count);
  addProduct(size, count, size, 1, u, size, 1, block, 1, n, fresh, 1, size);
  for (let j = 0; j < count; j++) copy(at(block, j * n), at(fresh, j * size), size);
  release(before);
}

/** C := CU for m × size C, column-major. */
function turnRight(m: i32, size: i32, u: usize, c: usize, stride: i32): void {
  const before = mark();
  const fresh = allocateZeros(m * size);
  addProduct(m, size, size, 1, c, 1, stride, u, 1, size, fresh, 1, m);
  for (let j = 0; j < size; j++) copy(at(c, j * stride), at(fresh, j * m), m);
  release(before);
}
