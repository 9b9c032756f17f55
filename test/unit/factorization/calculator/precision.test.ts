import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findMatrices } from '../../../../src/documents';
import { calculate } from '../../../../src/factorization/calculator/calculate';
import { native } from '../../../../src/factorization/math';
import { matrixOf } from '../../../../src/matrix/block';
import type { Calculation } from '../../../../src/protocol/calculation';
import { quiet } from '../../../../src/protocol/control';
import { codeOf } from '../../faultCode';

const matrices = findMatrices(
  ['A = [[0.1, 0.2], [0.3, 0.4]]', 'b = [[1], [2]]', 'S = [[1, 3], [0.1, 0.3]]', 'W = [[1, 2, 3], [4, 5, 6]]'].join(
    '\n\n',
  ),
  { language: 'python' },
).map(matrixOf);

function run(expression: string, precision: number | null, exact = false): Calculation {
  return calculate({ kind: 'calculate', expression, matrices, exact, precision, seed: 0 }, quiet);
}

function text(expression: string, precision: number | null): string {
  const { value } = run(expression, precision);
  return value.kind === 'number' ? (value.text ?? String(value.re)) : assert.fail(expression);
}

function texts(expression: string, precision: number): readonly string[] {
  const { value } = run(expression, precision);
  return value.kind === 'matrix' && value.texts !== null ? value.texts : assert.fail(expression);
}

describe('an expression to a precision', () => {
  it('known answers to fifty digits', () => {
    assert.equal(text('sqrt(2)', 50), '1.4142135623730950488016887242096980785696718753769');
    assert.equal(text('pi', 50), '3.1415926535897932384626433832795028841971693993751');
    const e = '2.7182818284590452353602874713526624977572470937';
    assert.equal(text('exp(1)', 50), e);
    assert.equal(text('e', 50), e);
    assert.equal(text('1/3 + 0.1', 20), '0.43333333333333333333');
    assert.equal(text('0.12345678901234567890123456789 * 1', 40), '0.12345678901234567890123456789');
  });

  it('cells are the decimals that they are written as', () => {
    assert.equal(text('det(A)', 30), '-0.02');
    assert.deepEqual(texts('A + A', 30), ['0.2', '0.4', '0.6', '0.8']);
    assert.equal(text('rank(S)', 30), '1');
  });

  it('an inverse and a solution are right to the last digit asked for', () => {
    assert.deepEqual(texts('inv(A)', 30), ['-20', '10', '15', '-5']);
    assert.deepEqual(texts('lusolve(A, b)', 30), ['0', '5']);
    assert.deepEqual(texts('lstsq(A, b)', 30), ['0', '5']);
    assert.deepEqual(texts('inv([[3, 1], [1, 7]])', 25), ['0.35', '-0.05', '-0.05', '0.15']);
  });

  it('A = QR with orthonormal columns to forty digits, of every shape', () => {
    for (const name of ['A', 'W', 'transpose(W)', 'S']) {
      const residual = text(`q = qr(${name}); max(abs(q.Q * q.R - ${name}))`, 40);
      const defect = text(`q = qr(${name}); max(abs(transpose(q.Q) * q.Q - identity(size(q.Q)[2])))`, 40);
      assert.ok(Math.abs(Number(residual)) < 1e-39, residual);
      assert.ok(Math.abs(Number(defect)) < 1e-39, defect);
    }
  });

  it('P A = L U and A = L Lᵀ hold to the digits asked for', () => {
    const residual = text('f = lup(W); max(abs(f.P * W - f.L * f.U))', 40);
    assert.ok(Number(residual) < 1e-39, residual);
    assert.equal(text('cholesky([[2, 1], [1, 2]])[1, 1]', 30), '1.41421356237309504880168872421');
  });

  it('the determinant is that in fractions, to the digits asked for', () => {
    const entry = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(fc.array(fc.array(entry, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 }), (rows) => {
        const literal = JSON.stringify(rows);
        const exact = run(`det(${literal})`, null, true).value;
        assert.ok(exact.kind === 'number');
        const precise = Number(text(`det(${literal})`, 30));
        assert.ok(Math.abs(precise - exact.re) <= 1e-20 * Math.max(1, Math.abs(exact.re)));
      }),
      { numRuns: 60 },
    );
  });

  it('the Hilbert matrix of order 12, which doubles call singular, is inverted to whole numbers', () => {
    const n = 12;
    const hilbert = `[${Array.from({ length: n }, (_, i) => `[${Array.from({ length: n }, (_row, j) => `1/${i + j + 1}`).join(',')}]`).join(',')}]`;
    assert.deepEqual(
      texts(`inv(${hilbert})[1, 1:2]`, 40).map((one) => Math.round(Number(one))),
      [144, -10296],
    );
    assert.equal(text(`rank(${hilbert})`, 40), '12');
  });

  it('bignumber() alone reckons to 64 digits, and mixed with doubles too', () => {
    assert.equal(text('bignumber("0.1") + 0.2', null), '0.3');
    assert.equal(text('det([[bignumber(1)/3, 1], [1, 3]])', null).length < 70, true);
  });

  it('what has no such arithmetic says that it is in doubles', () => {
    assert.match(run('svd(A).values', 30).warnings.join(' '), /SVD is reckoned in doubles/);
  });

  it('what comes after reckons in doubles again, with our own functions', () => {
    run('det(A)', 30);
    assert.equal(native.config({}).number, 'number');
    assert.equal(text('1/3', null), String(1 / 3));
    assert.equal(text('svd(A).values[1]', null).startsWith('0.54649857'), true);
  });

  it('faults: a precision out of range, fractions with a precision, a singular matrix', () => {
    assert.equal(
      codeOf(() => run('1', 0)),
      'out-of-range',
    );
    assert.equal(
      codeOf(() => run('1', 5000)),
      'out-of-range',
    );
    assert.equal(
      codeOf(() => run('1', 20, true)),
      'exact-and-precise',
    );
    assert.equal(
      codeOf(() => run('inv(S)', 20)),
      'singular',
    );
  });
});
