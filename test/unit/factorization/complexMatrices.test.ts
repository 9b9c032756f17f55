import assert from 'node:assert/strict';
import { createMatrix, multiply, type LabelledMatrix } from '../../../src/matrix/dense';
import { Fault } from '../../../src/matrix/fault';
import { createRandom } from '../../../src/matrix/random';
import type { ComplexMatrix } from '../../../src/factorization/complex';
import {
  complexMultiply,
  complexNorm,
  complexSubtract,
  conjugateTranspose,
} from '../../../src/factorization/complexes/products';
import type { DecompositionMethod } from '../../../src/protocol/methods';
import type { DecompositionAnalysis } from '../../../src/protocol/results';
import { ask, factorOf, times, ulp, uniform } from './matrices';
import { complex, complexRows as rows, hermitian, parts } from './complexKinds';

function solve(a: LabelledMatrix, method: 'auto' | DecompositionMethod): DecompositionAnalysis {
  return ask(a, method, { matrix: a });
}

function assertSame(a: ComplexMatrix, b: ComplexMatrix, tolerance: number): void {
  assert.ok(complexNorm(complexSubtract(a, b)) <= tolerance * Math.max(complexNorm(a), Number.MIN_VALUE));
}

const sizes = [1, 2, 3, 5, 10, 20];

describe('complex matrices', () => {
  it('a Hermitian one has real eigenvalues and a unitary V that gives it back', () => {
    for (const n of sizes) {
      const a = n === 1 ? rows([[2]], [[0]]) : hermitian(n, n);
      if (n === 1) continue;
      const analysis = solve(a, 'eigen');
      const [v, d] = [parts(factorOf(analysis, 'V')), factorOf(analysis, 'D')];
      assert.equal(d.imaginary, null);
      assertSame(parts(a), complexMultiply(complexMultiply(v, parts(d)), conjugateTranspose(v)), 60 * n * ulp);
      assert.ok(analysis.diagnostics.orthogonality! < 60 * n * ulp);
      assert.deepEqual(analysis.warnings, []);
    }
  });

  it('the Hermitian 2×2 [[1, i], [−i, 1]] has the eigenvalues 2 and 0 and orthonormal vectors', () => {
    const analysis = solve(
      rows(
        [
          [1, 0],
          [0, 1],
        ],
        [
          [0, 1],
          [-1, 0],
        ],
      ),
      'eigen',
    );
    const d = factorOf(analysis, 'D').values;
    assert.ok(Math.abs(d[0]! - 2) < 4 * ulp && Math.abs(d[3]!) < 4 * ulp);
    assert.equal(analysis.diagnostics.rank, 1);
    assert.ok(analysis.diagnostics.orthogonality! < 10 * ulp);
  });

  it('any square one has a Schur form, eigenvectors and an SVD within their bounds', () => {
    for (const n of sizes.filter((size) => size > 1))
      for (const scale of [1, 2 ** 900, 2 ** -900]) {
        const random = createRandom(100 + n);
        const a = complex(times(uniform(n, n, random), scale), times(uniform(n, n, random), scale));
        for (const method of ['schur', 'eigen', 'svd'] as const) {
          const { diagnostics, warnings } = solve(a, method);
          const { ratio, bound } = diagnostics.backwardError!;
          assert.ok(ratio < bound, `${method} of ${n}×${n} at ${scale}: ${ratio}`);
          assert.deepEqual(warnings, []);
        }
        const t = parts(factorOf(solve(a, 'schur'), 'T'));
        for (let i = 0; i < n; i++)
          for (let j = 0; j < i; j++) {
            assert.equal(t.re.values[i * n + j], 0);
            assert.equal(t.im.values[i * n + j], 0);
          }
      }
  });

  it('tall, wide, rank-deficient and zero ones have an SVD with orthonormal factors', () => {
    const random = createRandom(5);
    const thin = multiply(uniform(6, 2, random), uniform(2, 4, random));
    for (const a of [
      complex(uniform(5, 3, random), uniform(5, 3, random)),
      complex(uniform(3, 5, random), uniform(3, 5, random)),
      complex(thin, times(thin, 2)),
      complex(createMatrix(3, 2), { ...createMatrix(3, 2), values: Float64Array.of(0, 0, 0, 0, 0, 1e-30) }),
    ]) {
      const analysis = solve(a, 'svd');
      const [u, s, v] = ['U', 'S', 'V'].map((name) => parts(factorOf(analysis, name))) as [
        ComplexMatrix,
        ComplexMatrix,
        ComplexMatrix,
      ];
      assertSame(parts(a), complexMultiply(complexMultiply(u, s), conjugateTranspose(v)), 50 * 6 * ulp);
      assert.ok(analysis.diagnostics.orthogonality! < 50 * 6 * ulp);
    }
    assert.equal(solve(complex(thin, times(thin, 2)), 'svd').diagnostics.rank, 2);
  });

  it('a defective one is called so, with the vectors there are', () => {
    const analysis = solve(
      rows(
        [
          [0, 1],
          [0, 0],
        ],
        [
          [1, 0],
          [0, 1],
        ],
      ),
      'eigen',
    );
    assert.equal(analysis.formula, 'AV = VD');
    assert.match(analysis.warnings.join(' '), /defective: it has 2 eigenvalues but only 1 independent/);
  });

  it('imaginary parts that are all 0 make a real matrix', () => {
    const analysis = solve(complex(uniform(3, 3, createRandom(1)), createMatrix(3, 3)), 'lu');
    assert.ok(analysis.reconstruction !== null);
  });

  it('is refused by methods of real numbers, with those that take it', () => {
    const a = complex(createMatrix(2, 2, 1), createMatrix(2, 2, 1));
    assert.throws(
      () => solve(a, 'nmf'),
      (error: unknown) => error instanceof Fault && /LU, Cholesky, LDLᵀ, QR/.test(error.data.remedy),
    );
    assert.throws(() => ask(a, 'eigen', { matrix: a, exact: true }), Fault);
  });
});
