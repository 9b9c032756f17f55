import assert from 'node:assert/strict';
import { createRandom } from '../../../src/matrix/random';
import {
  complexMultiply,
  complexNorm,
  complexSubtract,
  conjugateTranspose,
  realDiagonal,
} from '../../../src/factorization/complexes/products';
import type { ComplexMatrix } from '../../../src/factorization/complex';
import type { LabelledMatrix } from '../../../src/matrix/dense';
import { complex, complexRows, complexUniform, hermitian, named, parts, solve } from './complexKinds';
import { labelled, quantity, times, ulp, uniform } from './matrices';
import { codeOf } from '../faultCode';

/** ‖A − B‖ ≤ bound · n · ulp · ‖A‖. */
function assertSame(a: ComplexMatrix, b: ComplexMatrix, bound = 30): void {
  const n = Math.max(a.re.rows, a.re.columns);
  const error = complexNorm(complexSubtract(a, b));
  assert.ok(error <= bound * n * ulp * complexNorm(a), `${error / (n * ulp * complexNorm(a))} roundings`);
}

const identity = (n: number): ComplexMatrix => realDiagonal(new Float64Array(n).fill(1));

describe('complex factorizations', () => {
  const shapes = [
    [1, 1],
    [2, 2],
    [5, 5],
    [20, 20],
    [7, 3],
    [3, 7],
  ] as const;
  for (const scale of [1, 2 ** 900, 2 ** -900])
    for (const [m, n] of shapes) {
      const base = complexUniform(m, n, 10 * m + n);
      const a: LabelledMatrix = {
        ...base,
        values: times(base, scale).values,
        imaginary: (base.imaginary ?? assert.fail()).map((value) => value * scale),
      };
      // norms are taken of factors on the scale of 1
      const back = ({ re, im }: ComplexMatrix): ComplexMatrix => ({
        re: times(re, 1 / scale),
        im: times(im, 1 / scale),
      });
      const size = `${m}×${n}, times 2^${Math.log2(scale)}`;

      it(`PA = LU, ${size}`, () => {
        const answer = solve(a, 'lu');
        const [p, l, u] = [named(answer, 'P'), named(answer, 'L'), back(named(answer, 'U'))];
        assertSame(complexMultiply(p, parts(base)), complexMultiply(l, u));
        for (let i = 0; i < l.re.rows; i++)
          for (let j = 0; j < l.re.columns; j++) {
            const entry = Math.hypot(l.re.values[i * l.re.columns + j]!, l.im.values[i * l.re.columns + j]!);
            assert.ok(i === j ? entry === 1 : i < j ? entry === 0 : entry <= 1 + 4 * ulp);
          }
        assert.deepEqual(answer.warnings, []);
      });

      for (const method of ['qr', 'rrqr'] as const)
        it(`${method === 'qr' ? 'A = QR' : 'AP = QR'} with a unitary Q and a real falling or unordered diagonal, ${size}`, () => {
          const answer = solve(a, method);
          const [q, r] = [named(answer, 'Q'), back(named(answer, 'R'))];
          const permuted = method === 'qr' ? parts(base) : complexMultiply(parts(base), named(answer, 'P'));
          assertSame(permuted, complexMultiply(q, r));
          assertSame(identity(Math.min(m, n)), complexMultiply(conjugateTranspose(q), q));
          const diagonal = Array.from({ length: Math.min(m, n) }, (_, i) => {
            for (let j = 0; j < i; j++) assert.equal(r.re.values[i * n + j], 0);
            assert.equal(r.im.values[i * n + i], 0);
            return r.re.values[i * n + i]!;
          });
          assert.ok(diagonal.every((value) => value >= 0));
          if (method === 'rrqr')
            diagonal.slice(1).forEach((value, i) => assert.ok(value <= diagonal[i]! * (1 + 100 * ulp)));
        });

      it(`A A⁺ A = A, ${size}`, () => {
        const answer = solve(a, 'pinv');
        const inverse = named(answer, m === n ? 'A⁻¹' : 'A⁺');
        const scaledBack = { re: times(inverse.re, scale), im: times(inverse.im, scale) };
        const condition = answer.diagnostics.conditionNumber ?? assert.fail();
        const product = complexMultiply(complexMultiply(parts(base), scaledBack), parts(base));
        assertSame(parts(base), product, 30 * condition);
      });
    }

  it('Q is unitary to three roundings a row, regression: reflections by vectors that rounding leaves a little long were not', () => {
    for (let trial = 1; trial <= 200; trial++) {
      const [m, n] = [1 + (trial % 9), 1 + (trial % 7)];
      const { orthogonality } = solve(complexUniform(m, n, trial), 'qr').diagnostics;
      assert.ok(orthogonality! <= 3 * Math.max(m, n) * ulp, `${orthogonality! / ulp} roundings of ${m}×${n}`);
    }
  });

  it('A = LLᴴ of Hermitian positive definite matrices, with a positive diagonal', () => {
    for (const n of [2, 3, 10, 30]) {
      const a = hermitian(n, n);
      const answer = solve(a, 'cholesky');
      const l = named(answer, 'L');
      assertSame(parts(a), complexMultiply(l, conjugateTranspose(l)));
      for (let i = 0; i < n; i++) {
        assert.ok(l.re.values[i * n + i]! > 0);
        assert.equal(l.im.values[i * n + i], 0);
      }
      assert.equal(solve(a, 'auto').method, 'cholesky');
    }
  });

  it('Cholesky names what keeps a matrix from it', () => {
    const indefinite = complexRows(
      [
        [1, 0],
        [0, 1],
      ],
      [
        [0, -2],
        [2, 0],
      ],
    );
    assert.equal(
      codeOf(() => solve(indefinite, 'cholesky')),
      'not-positive-definite',
    );
    assert.equal(
      codeOf(() => solve(complexUniform(3, 3, 1), 'cholesky')),
      'not-hermitian',
    );
    assert.equal(
      codeOf(() => solve(complexUniform(3, 2, 1), 'cholesky')),
      'must-be-square',
    );
    const choice = solve(indefinite, 'auto');
    assert.equal(choice.method, 'eigen');
    assert.match(choice.tried?.join(' ') ?? '', /Tried Cholesky: pivot 2 is −3/);
  });

  it('AX = B of complex A and B, of complex A and real B, and of real A and complex B', () => {
    for (const n of [1, 2, 5, 20]) {
      const pairs = [
        [complexUniform(n, n, n), complexUniform(n, 2, n + 1)],
        [complexUniform(n, n, n), labelled(uniform(n, 2, createRandom(n)))],
        [labelled(uniform(n, n, createRandom(n))), complexUniform(n, 2, n + 1)],
      ] as const;
      for (const [a, rightSide] of pairs) {
        const answer = solve(a, 'solve', { rightSide });
        const left = complexSubtract(parts(rightSide), complexMultiply(parts(a), named(answer, 'X')));
        const bound = 30 * n * ulp * complexNorm(parts(a)) * complexNorm(named(answer, 'X'));
        assert.ok(complexNorm(left) <= bound);
        assert.deepEqual(answer.warnings, []);
      }
    }
  });

  it('what is left of a complex least-squares solution is orthogonal to the columns', () => {
    const [a, rightSide] = [complexUniform(8, 3, 5), complexUniform(8, 1, 6)];
    const answer = solve(a, 'solve', { rightSide });
    const residual = complexSubtract(parts(rightSide), complexMultiply(parts(a), named(answer, 'X')));
    const across = complexMultiply(conjugateTranspose(parts(a)), residual);
    assert.ok(complexNorm(across) <= 30 * 8 * ulp * complexNorm(parts(a)) * complexNorm(parts(rightSide)));
    assert.match(quantity(answer, 'solved by'), /least squares/);
  });

  it('a singular complex matrix is solved by least squares, and its determinant is 0 within rounding', () => {
    // the second row is i times the first
    const a = complexRows(
      [
        [1, 0.1],
        [0, -0.3],
      ],
      [
        [0, 0.3],
        [1, 0.1],
      ],
    );
    const rightSide = complexRows([[1], [0]], [[0], [1]]);
    const answer = solve(a, 'solve', { rightSide });
    assert.equal(answer.diagnostics.rank, 1);
    assert.match(answer.tried?.join(' ') ?? '', /A is singular/);
    assert.match(quantity(solve(a, 'properties'), 'determinant'), /^0/);
  });

  it('known answers: determinant, trace, rank and structure', () => {
    // det [[1+i, 2], [3, 4−i]] = (1+i)(4−i) − 6 = −1+3i
    const a = complexRows(
      [
        [1, 2],
        [3, 4],
      ],
      [
        [1, 0],
        [0, -1],
      ],
    );
    const answer = solve(a, 'properties');
    assert.equal(quantity(answer, 'determinant'), '−1+3i');
    assert.equal(quantity(answer, 'trace'), '5');
    assert.equal(quantity(answer, 'rank'), '2');
    assert.equal(quantity(answer, 'Hermitian'), 'no');
    const pauli = complexRows(
      [
        [0, 0],
        [0, 0],
      ],
      [
        [0, -1],
        [1, 0],
      ],
    );
    const facts = solve(pauli, 'properties');
    assert.equal(quantity(facts, 'Hermitian'), 'yes');
    assert.equal(quantity(facts, 'normal'), 'yes');
    assert.equal(quantity(facts, 'orthonormal columns'), 'yes');
    assert.equal(quantity(facts, 'definiteness'), 'indefinite');
    assert.equal(quantity(facts, 'determinant'), '−1');
  });

  it('U of A = UH is unitary and H Hermitian; the null space is sent to 0 and the column space holds every column', () => {
    for (const [m, n] of [
      [4, 4],
      [6, 3],
      [3, 6],
    ] as const) {
      const a = complexUniform(m, n, m);
      const polar = solve(a, 'polar');
      assertSame(parts(a), complexMultiply(named(polar, 'U'), named(polar, 'H')), 50);
      const q = named(solve(a, 'orth'), 'Q');
      assertSame(parts(a), complexMultiply(q, complexMultiply(conjugateTranspose(q), parts(a))), 50);
      const nullSpace = solve(a, 'nullspace');
      assert.equal(quantity(nullSpace, 'nullity'), String(Math.max(0, n - m)));
      if (m < n)
        assert.ok(
          complexNorm(complexMultiply(parts(a), named(nullSpace, 'N'))) <= 50 * n * ulp * complexNorm(parts(a)),
        );
    }
  });

  it('a matrix of zeros is an answer or a fault, never a loop or NaN', () => {
    const zero = complex(times(uniform(3, 3, createRandom(1)), 0), times(uniform(3, 3, createRandom(1)), 0));
    const almost = { ...zero, imaginary: Float64Array.from({ length: 9 }, (_, at) => (at === 4 ? 1 : 0)) };
    for (const method of ['lu', 'qr', 'rrqr', 'pinv', 'nullspace', 'orth', 'polar', 'properties'] as const)
      for (const { values, imaginary } of solve(almost, method).factors)
        assert.ok([...values, ...(imaginary ?? [])].every(Number.isFinite), method);
  });
});
