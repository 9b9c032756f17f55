import assert from 'node:assert/strict';
import { createMatrix, fromRows, multiply, subtract, transpose, type Matrix } from '../../../src/matrix/dense';
import { Fault } from '../../../src/matrix/fault';
import { createRandom } from '../../../src/matrix/random';
import { permutationSign } from '../../../src/factorization/luFactor';
import {
  ask,
  factorOf,
  jordan,
  labelled,
  orthogonal,
  quantity,
  squareKinds,
  symmetricPart,
  times,
  ulp,
  uniform,
  withSpectrum,
} from './matrices';
import type { DecompositionMethod } from '../../../src/protocol/methods';
import type { DecompositionAnalysis } from '../../../src/protocol/results';
import { codeOf } from '../faultCode';

function positiveSemidefinite(a: Matrix): Matrix {
  return symmetricPart(multiply(a, transpose(a)));
}

function assertWithinBound({ diagnostics, warnings }: DecompositionAnalysis, name: string): void {
  const { backwardError } = diagnostics;
  assert.ok(backwardError !== undefined);
  assert.ok(backwardError.ratio < backwardError.bound, `${name}: ${backwardError.formula} = ${backwardError.ratio}`);
  assert.ok(warnings.every((warning) => !/lost (accuracy|orthogonality)/.test(warning)));
}

describe('methods hold to their bounds on LAPACK’s kinds of matrix', () => {
  for (const n of [1, 2, 5, 10])
    for (const [name, a] of squareKinds(n, 40 + n)) {
      for (const method of [
        'rrqr',
        'hessenberg',
        'polar',
        'pca',
        'approximate',
        'denoise',
        'pinv',
        'nullspace',
      ] as const)
        it(`${method} of ${name}, ${n}×${n}`, () => assertWithinBound(ask(a, method), name));
      it(`ldl of the symmetric part of ${name}, ${n}×${n}`, () => {
        const s = symmetricPart(times(a, 0.5));
        const analysis = ask(s, 'ldl');
        assertWithinBound(analysis, name);
        const d = factorOf(analysis, 'D');
        d.values.forEach((value, at) => assert.ok(Math.abs(Math.floor(at / n) - (at % n)) <= 1 || value === 0));
      });
      it(`solve with ${name}, ${n}×${n}`, () => {
        const b = uniform(n, 2, createRandom(n));
        assertWithinBound(ask(a, 'solve', { rightSide: labelled(b) }), name);
      });
    }
  it('ldl pivots where the diagonal is small beside the rest, so that nothing grows', () => {
    const a = symmetricPart(uniform(12, 12, createRandom(12)));
    for (let i = 0; i < 12; i++) a.values[13 * i] = 1e-10 * (i + 1);
    assertWithinBound(ask(a, 'ldl'), 'small diagonal');
  });
  for (const [m, n] of [
    [6, 3],
    [3, 6],
    [1, 4],
    [4, 1],
  ] as const)
    for (const method of ['rrqr', 'polar', 'pca', 'approximate', 'denoise', 'pinv', 'nullspace', 'orth'] as const)
      it(`${method}, ${m}×${n}`, () => assertWithinBound(ask(uniform(m, n, createRandom(9)), method), method));
});

describe('Cholesky', () => {
  it('holds to its bound on positive definite matrices of every scale', () => {
    for (const scale of [2 ** -1000, 1e-20, 1, 1e20, 2 ** 1000])
      for (const n of [1, 2, 5, 20]) {
        const a = times(positiveSemidefinite(orthogonal(n, createRandom(n))), scale);
        assertWithinBound(ask(a, 'cholesky'), `${n} at ${scale}`);
      }
  });

  it('names the pivot that is not positive, with its value', () => {
    const a = fromRows([
      [1, 2],
      [2, 3.8],
    ]);
    assert.throws(
      () => ask(a, 'cholesky'),
      (error: unknown) => error instanceof Fault && /pivot 2 is −0\.2,/.test(error.data.message),
    );
    assert.equal(
      codeOf(() => ask(jordan(2, 1), 'cholesky')),
      'not-symmetric',
    );
    assert.equal(
      codeOf(() => ask(createMatrix(2, 3, 1), 'ldl')),
      'must-be-square',
    );
  });
});

describe('rank', () => {
  it('of rank-revealing QR, SVD and null space is one, for products of thin matrices', () => {
    for (const rank of [1, 2, 4]) {
      const random = createRandom(rank);
      const a = multiply(uniform(6, rank, random), uniform(rank, 5, random));
      assert.equal(quantity(ask(a, 'rrqr'), 'rank'), String(rank));
      assert.equal(quantity(ask(a, 'nullspace'), 'nullity'), String(5 - rank));
      assert.equal(factorOf(ask(a, 'orth'), 'Q').columns, rank);
      assert.equal(ask(a, 'svd').diagnostics.rank, rank);
    }
  });

  it('of a zero matrix is 0, and its columns span nothing', () => {
    assert.equal(quantity(ask(createMatrix(2, 3), 'rrqr'), 'rank'), '0');
    assert.equal(
      codeOf(() => ask(createMatrix(2, 3), 'orth')),
      'nothing-spanned',
    );
  });
});

describe('solve', () => {
  const by = (a: Matrix): string => {
    const b = uniform(a.rows, 1, createRandom(3));
    return quantity(ask(a, 'solve', { rightSide: labelled(b) }), 'solved by');
  };
  it('takes what suits the matrix and says what', () => {
    const a = withSpectrum([4, 3, 2, 1], createRandom(1));
    assert.match(by(jordan(3, 2)), /^back substitution/);
    assert.match(by(transpose(jordan(3, 2))), /^forward substitution/);
    assert.match(by(positiveSemidefinite(a)), /^Cholesky/);
    assert.match(by(a), /^LU/);
    assert.match(by(uniform(5, 3, createRandom(1))), /^least squares by SVD with 3 singular values, since 5×3/);
    assert.match(by(createMatrix(2, 2, 1)), /^least squares by SVD with 1 singular value, since A is singular/);
  });

  it('of a rectangular matrix leaves a residual orthogonal to its columns', () => {
    const random = createRandom(8);
    const [a, b] = [uniform(7, 3, random), uniform(7, 2, random)];
    const x = factorOf(ask(a, 'solve', { rightSide: labelled(b) }), 'X');
    const left = multiply(transpose(a), subtract(b, multiply(a, x)));
    assert.ok(left.values.every((value) => Math.abs(value) < 100 * ulp));
  });

  it('tells what least squares leave in the norm that they make least, regression: it was the largest column sum', () => {
    const [a, b] = [fromRows([[1], [1]]), fromRows([[3], [0]])];
    const left = ask(a, 'solve', { rightSide: labelled(b) }).quantities!.find(({ name }) => name === '‖B − AX‖ / ‖B‖')!;
    assert.ok(Math.abs(left.value! - Math.SQRT1_2) < 4 * ulp, String(left.value));
  });

  it('keeps to the shape of the right side', () => {
    assert.equal(
      codeOf(() => ask(jordan(3, 1), 'solve', { rightSide: labelled(createMatrix(2, 1, 1)) })),
      'right-side-differs',
    );
  });
});

describe('properties', () => {
  it('the determinant survives scales whose product leaves the range of doubles', () => {
    const analysis = ask(times(orthogonal(5, createRandom(1)), 1e100), 'properties');
    assert.match(quantity(analysis, 'determinant'), /^−?(1|9\.999|10)e(500|499)$/);
    assert.equal(quantity(ask(times(jordan(3, 1), 1e-200), 'properties'), 'determinant'), '1e-600');
  });

  it('says of symmetric matrices how definite they are', () => {
    const definiteness = (rows: number[][]): string => quantity(ask(fromRows(rows), 'properties'), 'definiteness');
    assert.equal(
      definiteness([
        [2, 1],
        [1, 2],
      ]),
      'positive definite',
    );
    assert.equal(
      definiteness([
        [1, 1],
        [1, 1],
      ]),
      'positive semidefinite',
    );
    assert.equal(
      definiteness([
        [-2, 0],
        [0, -1],
      ]),
      'negative definite',
    );
    assert.equal(
      definiteness([
        [1, 2],
        [2, 1],
      ]),
      'indefinite',
    );
    assert.equal(definiteness([[0]]), 'zero');
  });

  it('says of columns that are orthogonal and not of length 1 that they are not orthonormal, regression: not orthogonal', () => {
    const scaled = ask(
      fromRows([
        [2, 0],
        [0, 3],
      ]),
      'properties',
    );
    assert.equal(quantity(scaled, 'orthonormal columns'), 'no');
    assert.equal(quantity(ask(jordan(1, 1), 'properties'), 'orthonormal columns'), 'yes');
    assert.ok(!scaled.quantities!.some(({ name }) => name === 'orthogonal columns'));
  });

  it('the sign of a permutation is the determinant of its matrix', () => {
    assert.equal(permutationSign([0, 1, 2]), 1);
    assert.equal(permutationSign([1, 0, 2]), -1);
    assert.equal(permutationSign([1, 2, 0]), 1);
    assert.equal(permutationSign([3, 2, 1, 0]), 1);
  });
});

describe('gradient descent on a matrix of zeros', () => {
  it('has no infinite residual and no warning: it used to divide by the size of the matrix', () => {
    for (const method of ['gd', 'adam'] satisfies DecompositionMethod[]) {
      const { diagnostics, warnings } = ask(createMatrix(3, 2), method);
      assert.ok(diagnostics.relativeResidual === null || diagnostics.relativeResidual === 0);
      assert.deepEqual(warnings, []);
    }
  });
});

describe('LU of a very tall matrix', () => {
  it('is refused with the size of the permutation, not left to run out of memory', () => {
    assert.equal(
      codeOf(() => ask(createMatrix(3000, 1, 1), 'lu')),
      'too-tall',
    );
  });
});
