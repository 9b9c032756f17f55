import assert from 'node:assert/strict';
import { cell, fromRows, type Matrix } from '../../../src/matrix/dense';
import { ask, companion, factorOf, jordan, ulp } from './matrices';

/** Eigenvalues as [re, im]. */
function eigenvalues(a: Matrix): [number, number][] {
  const d = factorOf(ask(a, 'eigen'), 'D');
  return Array.from({ length: d.rows }, (_, k) => [cell(d, k, k), d.imaginary?.[k * d.rows + k] ?? 0]);
}

function assertNear(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

describe('eigendecomposition', () => {
  it('reports the defective [[1, 1], [0, 1]] with its eigenvalues, where mathjs fell over', () => {
    const answer = ask(
      fromRows([
        [1, 1],
        [0, 1],
      ]),
      'eigen',
    );
    assert.deepEqual(Array.from(factorOf(answer, 'D').values), [1, 0, 0, 1]);
    assert.equal(cell(factorOf(answer, 'V'), 0, 0), 1);
    assert.equal(answer.formula, 'AV = VD');
    assert.match(answer.warnings.join(' '), /defective: it has 2 eigenvalues but only 1 independent eigenvector/);
  });

  it('counts the eigenvectors of Jordan blocks of every size', () => {
    for (const n of [2, 3, 5, 10, 20])
      assert.match(ask(jordan(n, 4), 'eigen').warnings.join(' '), /only 1 independent eigenvector /, `size ${n}`);
  });

  it('warns of [[2, 1], [−1, 0]], defective in a basis where rounding hides it', () => {
    assert.match(
      ask(
        fromRows([
          [2, 1],
          [-1, 0],
        ]),
        'eigen',
      ).warnings.join(' '),
      /defective/,
    );
  });

  it('gives a rotation its complex pair, the one above the axis first', () => {
    const answer = ask(
      fromRows([
        [0, 1],
        [-1, 0],
      ]),
      'eigen',
    );
    assert.deepEqual(
      eigenvalues(
        fromRows([
          [0, 1],
          [-1, 0],
        ]),
      ),
      [
        [0, 1],
        [0, -1],
      ],
    );
    assert.equal(factorOf(answer, 'V').imaginary === null, false);
    assert.deepEqual(answer.warnings, []);
    assert.ok(answer.diagnostics.relativeResidual! < 4 * ulp);
  });

  it('has no imaginary part where every eigenvalue is real', () => {
    const answer = ask(
      fromRows([
        [1, 2],
        [3, 4],
      ]),
      'eigen',
    );
    for (const factor of answer.factors) assert.equal(factor.imaginary, null);
  });

  it('finds the n-th roots of unity, which unshifted QR never separates', () => {
    for (const n of [3, 8, 20]) {
      for (const [re, im] of eigenvalues(companion(n))) {
        const turn = (Math.atan2(im, re) * n) / (2 * Math.PI);
        assertNear(Math.hypot(re, im), 1, 100 * n * ulp);
        assertNear(turn, Math.round(turn), 100 * n * n * ulp);
      }
    }
  });

  it('gives repeated eigenvalues of a symmetric matrix orthonormal vectors', () => {
    const answer = ask(
      fromRows([
        [2, 1, 1],
        [1, 2, 1],
        [1, 1, 2],
      ]),
      'eigen',
    );
    [4, 1, 1].forEach((value, k) => assertNear(cell(factorOf(answer, 'D'), k, k), value, 20 * ulp));
    assert.ok(answer.diagnostics.orthogonality! < 60 * 3 * ulp);
    assert.equal(answer.formula, 'A = VDVᵀ');
  });

  it('gives repeated eigenvalues of a matrix that is not symmetric independent vectors where they exist', () => {
    const answer = ask(
      fromRows([
        [2, 0, 1],
        [0, 2, 1],
        [0, 0, 3],
      ]),
      'eigen',
    );
    assert.deepEqual(answer.warnings, []);
    assert.ok(answer.diagnostics.relativeResidual! < 20 * ulp);
  });

  it('orders eigenvalues by magnitude, descending', () => {
    assert.deepEqual(
      eigenvalues(
        fromRows([
          [1, 0, 0],
          [0, -5, 0],
          [0, 0, 3],
        ]),
      ).map(([re]) => re),
      [-5, 3, 1],
    );
  });

  it('scales with the matrix from near underflow to near overflow', () => {
    const base = eigenvalues(
      fromRows([
        [1, 2],
        [3, -4],
      ]),
    ).map(([re]) => re);
    for (const exponent of [-1000, 1000])
      eigenvalues(
        fromRows(
          [
            [1, 2],
            [3, -4],
          ].map((row) => row.map((value) => value * 2 ** exponent)),
        ),
      ).forEach(([re], k) => assert.equal(re, base[k]! * 2 ** exponent));
  });
});

describe('Schur', () => {
  it('makes a symmetric matrix diagonal, which 100 unshifted steps may not', () => {
    const t = factorOf(
      ask(
        fromRows([
          [1, 1e-3, 0],
          [1e-3, 1.0001, 1e-3],
          [0, 1e-3, 1],
        ]),
        'schur',
      ),
      'T',
    );
    t.values.forEach((value, at) => {
      if (at % 4 !== 0) assert.ok(Math.abs(value) < 100 * ulp);
    });
  });

  it('keeps a rotation as one 2×2 block', () => {
    const answer = ask(
      fromRows([
        [0, 1],
        [-1, 0],
      ]),
      'schur',
    );
    assert.notEqual(cell(factorOf(answer, 'T'), 1, 0), 0);
    assert.match(factorOf(answer, 'T').role, /2×2 block/);
  });
});
