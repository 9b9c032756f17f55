import { balance } from './balance';
import { eigenvaluesOf, im1, im2, re1, re2 } from './bulge';
import { allocate, allocateZeros, mark, release } from './memory';
import { addProduct } from './product';
import { hypotenuse } from './reflector';
import { schur } from './schur';
import { at } from './simd';
import { copyView, transpose } from './transpose';
import { triangularVector } from './triangularVectors';
import { norm, scale } from './vector';

const ulp: f64 = 2.220446049250313e-16;
/** Columns of the product with Q that are computed together, as far down as they are not zero. */
const slab: i32 = 64;

/**
 * AV = VD of a row-major n × n A with entries of size about 1, which is overwritten. `re` and `im` take the eigenvalues; a
 * conjugate pair stands together, that above the axis first. V, row-major: the column of a real eigenvalue is its vector,
 * the two of a pair the real and the imaginary part of the first's. Of length 1. False if an iteration did not converge.
 */
export function eigen(n: i32, a: usize, re: usize, im: usize, v: usize): bool {
  if (n === 0) return true;
  const before = mark();
  const d = allocate(n);
  const q = allocate(n * n);
  balance(n, a, d);
  const converged = schur(n, a, q);
  if (converged) {
    const t = allocate(n * n);
    transpose(n, n, a, t);
    readEigenvalues(n, t, re, im);
    const x = allocate(n * n);
    const smallest = max(ulp * norm(n * n, t), 1e-290);
    for (let k = 0; k < n; k++) {
      const imaginary = load<f64>(at(im, k));
      const isPair = imaginary > 0;
      const last = isPair ? k + 1 : k;
      triangularVector(n, last, t, load<f64>(at(re, k)), imaginary, smallest, at(x, k * n), at(x, last * n));
      // so that the product with Q stays in range
      unitLength(n, at(x, k * n), isPair ? at(x, last * n) : 0);
      k = last;
    }
    multiplyVectors(n, q, x, d, im, t);
    copyView(n, n, t, 1, n, v, n);
  }
  release(before);
  return converged;
}

function readEigenvalues(n: i32, t: usize, re: usize, im: usize): void {
  for (let k = 0; k < n; k++) {
    const diagonal = at(t, k * (n + 1));
    store<f64>(at(re, k), load<f64>(diagonal));
    store<f64>(at(im, k), 0);
    if (k + 1 === n || load<f64>(diagonal, 8) === 0) continue;
    const next = at(diagonal, n);
    eigenvaluesOf(load<f64>(diagonal), load<f64>(next), load<f64>(diagonal, 8), load<f64>(next, 8));
    store<f64>(at(re, k), re1);
    store<f64>(at(im, k), im1);
    store<f64>(at(re, k + 1), re2);
    store<f64>(at(im, k + 1), im2);
    k++;
  }
}

/** D Q X, of unit length, at `v`, column-major. */
function multiplyVectors(n: i32, q: usize, x: usize, d: usize, im: usize, v: usize): void {
  memory.fill(v, 0, (<usize>(n * n)) << 3);
  for (let j = 0; j < n; j += slab) {
    const width = min(slab, n - j);
    // the second of a pair reaches a row further than its column
    const deep = min(n, j + width + 1);
    addProduct(n, width, deep, 1, q, n, 1, at(x, j * n), 1, n, at(v, j * n), 1, n);
  }
  for (let k = 0; k < n; k++) {
    const column = at(v, k * n);
    for (let i = 0; i < n; i++) store<f64>(at(column, i), load<f64>(at(column, i)) * load<f64>(at(d, i)));
  }
  for (let k = 0; k < n; k++) {
    const isPair = load<f64>(at(im, k)) > 0;
    unitLength(n, at(v, k * n), isPair ? at(v, (k + 1) * n) : 0);
    if (isPair) k++;
  }
}

/** Scales x, or x + iy where there is a y, to length 1. */
function unitLength(n: i32, x: usize, y: usize): void {
  const first = norm(n, x);
  const length = y === 0 ? first : hypotenuse(first, norm(n, y));
  scale(n, 1 / length, x);
  if (y !== 0) scale(n, 1 / length, y);
}
