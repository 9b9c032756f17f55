// Systems of equations with a symmetric positive definite matrix, on doubles, two at a time.

/**
 * Solves A x = b in place of b. A is n × n, row-major, rows `step` bytes apart, of which the lower triangle is read and
 * overwritten by L of A = LLᵀ, with 1/L_pp on the diagonal. A pivot that is not positive counts as infinite: its
 * unknown is 0. Rows are worked on in pairs. Source: Golub and Van Loan, Matrix Computations, 4th edition, section 4.2.5.
 */
export function solveDefinite(n: i32, a: usize, step: usize, b: usize): void {
  for (let i = 0; i < n; i++) {
    const row = a + <usize>i * step;
    let j = 0;
    for (; j + 2 <= i; j += 2) {
      const other = a + <usize>j * step;
      const next = other + step;
      let s = f64x2.splat(0);
      let t = s;
      const end = (<usize>j) << 3;
      for (let at: usize = 0; at < end; at += 16) {
        const x = v128.load(row + at);
        s = f64x2.add(s, f64x2.mul(x, v128.load(other + at)));
        t = f64x2.add(t, f64x2.mul(x, v128.load(next + at)));
      }
      const first = (load<f64>(row + end) - sum(s)) * load<f64>(other + end);
      store<f64>(row + end, first);
      const second = load<f64>(row + end, 8) - sum(t) - first * load<f64>(next + end);
      store<f64>(row + end, second * load<f64>(next + end, 8), 8);
    }
    if (j < i) {
      const at = (<usize>j) << 3;
      store<f64>(
        row + at,
        (load<f64>(row + at) - dot(row, a + <usize>j * step, j)) * load<f64>(a + <usize>j * (step + 8)),
      );
    }
    const diagonal = row + ((<usize>i) << 3);
    const pivot = load<f64>(diagonal) - dot(row, row, i);
    store<f64>(diagonal, pivot > 0 ? 1 / Math.sqrt(pivot) : 0);
    const right = b + ((<usize>i) << 3);
    store<f64>(right, (load<f64>(right) - dot(row, b, i)) * load<f64>(diagonal));
  }
  // x ← L⁻ᵀ x, a row of L at a time
  for (let i = n - 1; i >= 0; i--) {
    const row = a + <usize>i * step;
    const right = b + ((<usize>i) << 3);
    const x = load<f64>(right) * load<f64>(row + ((<usize>i) << 3));
    store<f64>(right, x);
    const times = f64x2.splat(x);
    let p = 0;
    for (; p + 2 <= i; p += 2) {
      const to = b + ((<usize>p) << 3);
      v128.store(to, f64x2.sub(v128.load(to), f64x2.mul(times, v128.load(row + ((<usize>p) << 3)))));
    }
    if (p < i)
      store<f64>(b + ((<usize>p) << 3), load<f64>(b + ((<usize>p) << 3)) - x * load<f64>(row + ((<usize>p) << 3)));
  }
}

function sum(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

function dot(x: usize, y: usize, count: i32): f64 {
  let s = f64x2.splat(0);
  let p = 0;
  for (; p + 2 <= count; p += 2) {
    const at = (<usize>p) << 3;
    s = f64x2.add(s, f64x2.mul(v128.load(x + at), v128.load(y + at)));
  }
  const at = (<usize>p) << 3;
  return p < count ? sum(s) + load<f64>(x + at) * load<f64>(y + at) : sum(s);
}
