import assert from 'node:assert/strict';
import type { ComplexMatrix } from '../../../src/factorization/complex';
import {
  complexMultiply,
  complexNorm,
  complexSubtract,
  conjugateTranspose,
  realDiagonal,
} from '../../../src/factorization/complexes/products';
import { createMatrix, type LabelledMatrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { complex, complexUniform, hermitian, named, parts, solve } from './complexKinds';
import { factorOf, times, ulp } from './matrices';

const identity = (n: number): ComplexMatrix => realDiagonal(new Float64Array(n).fill(1));

/** ‖A − B‖ ≤ bound · n · ulp · ‖A‖. */
function assertSame(a: ComplexMatrix, b: ComplexMatrix, bound: number): void {
  const n = Math.max(a.re.rows, a.re.columns);
  const ratio = complexNorm(complexSubtract(a, b)) / (n * ulp * complexNorm(a));
  assert.ok(ratio <= bound, `${ratio} roundings`);
}

/** Times a power of two, which leaves every digit as it is. */
function scaled(a: LabelledMatrix, scale: number): LabelledMatrix {
  return complex(times(a, scale), times(parts(a).im, scale));
}

function inverselyScaled({ re, im }: ComplexMatrix, scale: number): ComplexMatrix {
  return { re: times(re, 1 / scale), im: times(im, 1 / scale) };
}

const shapes = [
  [1, 1],
  [2, 2],
  [6, 6],
  [7, 3],
  [3, 7],
] as const;
const scales = [1, 2 ** 900, 2 ** -900];

describe('complex matrices of low rank', () => {
  for (const [m, n] of shapes)
    for (const scale of scales) {
      const base = complexUniform(m, n, 31 * m + n);
      const a = scaled(base, scale);

      it(`the closest matrix of each rank misses by the singular values left out, ${m}×${n} times 2^${Math.log2(scale)}`, () => {
        const s = factorOf(solve(base, 'svd'), 'S');
        const singular = Array.from({ length: Math.min(m, n) }, (_, i) => s.values[i * s.columns + i]!);
        for (let k = 1; k <= Math.min(m, n); k++) {
          const answer = solve(a, 'approximate', { rank: k });
          const [u, v] = [named(answer, 'U'), named(answer, 'V')];
          const product = inverselyScaled(named(answer, 'Â'), scale);
          assertSame(identity(k), complexMultiply(conjugateTranspose(u), u), 50 * Math.max(m, n));
          assertSame(identity(k), complexMultiply(conjugateTranspose(v), v), 50 * Math.max(m, n));
          const middle = inverselyScaled(named(answer, 'S'), scale);
          assertSame(complexMultiply(complexMultiply(u, middle), conjugateTranspose(v)), product, 50);
          const missed = complexNorm(complexSubtract(parts(base), product));
          const size = complexNorm(parts(base));
          assert.ok(Math.abs(missed - Math.hypot(...singular.slice(k))) <= 50 * Math.max(m, n) * ulp * size);
          assert.ok(Math.abs((answer.diagnostics.relativeResidual ?? NaN) - missed / size) <= 1e-14);
          assert.deepEqual(answer.warnings, []);
        }
      });

      it(`PCA gives back the matrix, with unitary loadings and centered scores, ${m}×${n} times 2^${Math.log2(scale)}`, () => {
        for (const options of [{}, { center: false }, { scale: true }]) {
          const answer = solve(a, 'pca', options);
          const power = 'scale' in options ? 1 : scale;
          const [t, v] = [inverselyScaled(named(answer, 'T'), power), named(answer, 'V')];
          const product = complexMultiply(t, conjugateTranspose(v));
          const mean = 'center' in options ? null : inverselyScaled(named(answer, 'μ'), scale);
          const deviation = 'scale' in options ? factorOf(answer, 'σ').values.map((value) => value / scale) : null;
          const restore = (part: 're' | 'im') => ({
            ...product[part],
            values: product[part].values.map(
              (value, at) => value * (deviation?.[at % n] ?? 1) + (mean?.[part].values[at % n] ?? 0),
            ),
          });
          // of one row nothing is left to scale by
          if (m > 1 || deviation === null) assertSame(parts(base), { re: restore('re'), im: restore('im') }, 50);
          assert.ok((answer.diagnostics.relativeResidual ?? NaN) <= 50 * Math.max(m, n) * ulp);
          assertSame(identity(v.re.columns), complexMultiply(conjugateTranspose(v), v), 50 * Math.max(m, n));
          if (mean !== null)
            for (let k = 0; k < t.re.columns; k++) {
              let [re, im] = [0, 0];
              for (let i = 0; i < m; i++) {
                re += t.re.values[i * t.re.columns + k]!;
                im += t.im.values[i * t.re.columns + k]!;
              }
              assert.ok(Math.hypot(re, im) <= 100 * m * n * ulp);
            }
        }
      });
    }

  it('the covariance of complex scores is diagonal, with the variances that are explained', () => {
    const a = complexUniform(12, 4, 3);
    const answer = solve(a, 'pca');
    const t = named(answer, 'T');
    const gram = complexMultiply(conjugateTranspose(t), t);
    const { explained } = answer.spectrum ?? assert.fail();
    const total = Array.from({ length: 4 }, (_, k) => gram.re.values[5 * k]!).reduce((sum, one) => sum + one, 0);
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 4; j++) {
        const size = Math.hypot(gram.re.values[4 * i + j]!, gram.im.values[4 * i + j]!);
        if (i === j) assert.ok(Math.abs(size / total - explained[i]!) <= 100 * ulp);
        else assert.ok(size <= 100 * ulp * total);
      }
  });

  it('a rank without a method is that of the closest matrix', () => {
    const answer = solve(complexUniform(4, 3, 9), 'auto', { rank: 1 });
    assert.equal(answer.method, 'approximate');
    assert.equal(factorOf(answer, 'U').columns, 1);
  });

  it('SVD with a rank is that approximation', () => {
    assert.equal(solve(complexUniform(4, 3, 9), 'svd', { rank: 2 }).formula, 'A ≈ USVᴴ');
  });

  it('a rank beyond the sides is a fault', () => {
    assert.throws(() => solve(complexUniform(4, 3, 9), 'approximate', { rank: 4 }), /rank/i);
  });

  it('denoising finds the rank of a complex signal under complex noise', () => {
    const [m, n] = [40, 30];
    const [left, right] = [complexUniform(m, 2, 1), complexUniform(2, n, 2)];
    const random = createRandom(3);
    const noise = (): number => 0.02 * random.normal();
    const { re, im } = complexMultiply(parts(left), parts(right));
    const noisy = complex(
      { ...re, values: re.values.map((value) => value + noise()) },
      { ...im, values: im.values.map((value) => value + noise()) },
    );
    const answer = solve(noisy, 'denoise');
    assert.equal(answer.spectrum?.kept, 2);
    const cleaned = complexNorm(complexSubtract({ re, im }, named(answer, 'Â')));
    assert.ok(cleaned < complexNorm(complexSubtract({ re, im }, parts(noisy))) / 2);
  });

  it('pure complex noise has no rank: nothing is kept', () => {
    const random = createRandom(5);
    const noise = () => ({
      ...createMatrix(40, 40),
      values: Float64Array.from({ length: 1600 }, () => random.normal()),
    });
    const answer = solve(complex(noise(), noise()), 'denoise');
    assert.equal(answer.spectrum?.kept, 0);
    assert.deepEqual(answer.factors, []);
  });
});

describe('complex matrices by Hermitian and similar factors', () => {
  for (const n of [1, 2, 3, 8, 20])
    for (const scale of scales) {
      it(`A = QHQᴴ with a unitary Q and a Hessenberg H, n = ${n} times 2^${Math.log2(scale)}`, () => {
        const base = complexUniform(n, n, n);
        const answer = solve(scaled(base, scale), 'hessenberg');
        const [q, h] = [named(answer, 'Q'), inverselyScaled(named(answer, 'H'), scale)];
        assertSame(parts(base), complexMultiply(complexMultiply(q, h), conjugateTranspose(q)), 20);
        assertSame(identity(n), complexMultiply(conjugateTranspose(q), q), 20 * n);
        for (let i = 0; i < n; i++)
          for (let j = 0; j + 1 < i; j++) assert.ok(h.re.values[i * n + j] === 0 && h.im.values[i * n + j] === 0);
        assert.deepEqual(answer.warnings, []);
      });

      it(`A = PᵀLDLᴴP of an indefinite Hermitian matrix, n = ${n} times 2^${Math.log2(scale)}`, () => {
        if (n === 1) return;
        const base = indefinite(n);
        const answer = solve(scaled(base, scale), 'ldl');
        const [l, d] = [named(answer, 'L'), inverselyScaled(named(answer, 'D'), scale)];
        const p = answer.factors.some(({ name }) => name === 'P') ? named(answer, 'P') : identity(n);
        const inside = complexMultiply(complexMultiply(l, d), conjugateTranspose(l));
        assertSame(parts(base), complexMultiply(complexMultiply(conjugateTranspose(p), inside), p), 30);
        for (let i = 0; i < n; i++) {
          assert.equal(l.re.values[i * n + i], 1);
          assert.equal(d.im.values[i * n + i], 0);
          for (let j = i + 1; j < n; j++) assert.ok(l.re.values[i * n + j] === 0 && l.im.values[i * n + j] === 0);
          for (let j = 0; j + 1 < i; j++) assert.ok(d.re.values[i * n + j] === 0 && d.im.values[i * n + j] === 0);
        }
        assert.deepEqual(answer.warnings, []);
      });
    }

  it('LDLᴴ of a matrix that is not Hermitian is a fault that says so', () => {
    assert.throws(() => solve(complexUniform(3, 3, 1), 'ldl'), /Hermitian/);
  });
});

/** BBᴴ less a multiple of the identity, and 0 in the corner, so that a pivot of 2×2 is needed. */
function indefinite(n: number): LabelledMatrix {
  const a = hermitian(n, n);
  const { re, im } = parts(a);
  for (let i = 0; i < n; i++) re.values[i * n + i]! -= n / 2;
  re.values[0] = 0;
  return complex(re, im);
}
