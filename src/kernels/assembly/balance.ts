import { at } from './simd';
import { scale } from './vector';

const maximumSweeps: i32 = 100;
/** No factor beyond this, so that nothing overflows. */
const limit: f64 = 1e30;

/**
 * D⁻¹AD, row-major, in place, with powers of two in `d` that bring the lengths of row i and column i near each other.
 * Sources: B. N. Parlett and C. Reinsch, Numerische Mathematik 13, 1969; in the 2-norm, so that it does not harm:
 * R. James, J. Langou and B. R. Lowery, On matrix balancing and eigenvector computation, 2014.
 */
export function balance(n: i32, a: usize, d: usize): void {
  for (let i = 0; i < n; i++) store<f64>(at(d, i), 1);
  for (let sweep = 0; sweep < maximumSweeps; sweep++) {
    let changed = false;
    for (let i = 0; i < n; i++) {
      const factor = factorOf(n, i, a);
      const total = load<f64>(at(d, i)) * factor;
      if (factor === 1 || total > limit || total < 1 / limit) continue;
      changed = true;
      store<f64>(at(d, i), total);
      scale(n, 1 / factor, at(a, i * n));
      for (let j = 0; j < n; j++) {
        const entry = at(a, j * n + i);
        store<f64>(entry, load<f64>(entry) * factor);
      }
    }
    if (!changed) return;
  }
}

/** The power of two by which column i and the inverse of which row i is to be scaled; 1 where little is won. */
function factorOf(n: i32, i: i32, a: usize): f64 {
  let row: f64 = 0;
  let column: f64 = 0;
  for (let j = 0; j < n; j++) {
    const inRow = load<f64>(at(a, i * n + j));
    const inColumn = load<f64>(at(a, j * n + i));
    row += inRow * inRow;
    column += inColumn * inColumn;
  }
  row = sqrt(row);
  column = sqrt(column);
  if (row === 0 || column === 0) return 1;
  const before = row + column;
  let factor: f64 = 1;
  while (column < row / 2 && factor < limit) {
    factor *= 2;
    column *= 2;
    row /= 2;
  }
  while (column >= row * 2 && factor > 1 / limit) {
    factor /= 2;
    column /= 2;
    row *= 2;
  }
  return row + column < 0.95 * before ? factor : 1;
}
