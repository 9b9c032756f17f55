import assert from 'node:assert/strict';
import { calculate } from '../../../../src/factorization/calculator/calculate';
import { fromRows } from '../../../../src/matrix/dense';
import { Fault } from '../../../../src/matrix/fault';
import type { CalculatedValue } from '../../../../src/protocol/calculation';
import { quiet } from '../../../../src/protocol/control';

const kinds = ['plain', 'fractions', 'precise', 'complex', 'sparse'] as const;
type Kind = (typeof kinds)[number];

/** A is 4 1; 1 3, or the Hermitian 4 i; −i 3, of the same eigenvalues; T is 1 2; 3 4; 5 6, times i where complex. */
function run(expression: string, kind: Kind): CalculatedValue {
  const named = (name: string, rows: number[][], imaginary: number[] | null = null) => ({
    ...fromRows(rows),
    name,
    rowLabels: null,
    columnLabels: null,
    ...(imaginary === null ? {} : { imaginary: Float64Array.from(imaginary) }),
  });
  const isComplex = kind === 'complex';
  const matrices = [
    isComplex ? named('A', [[4, 0], [0, 3]], [0, 1, -1, 0]) : named('A', [[4, 1], [1, 3]]),
    isComplex ? named('T', [[0, 0], [0, 0], [0, 0]], [1, 2, 3, 4, 5, 6]) : named('T', [[1, 2], [3, 4], [5, 6]]),
  ]; // prettier-ignore
  const written = kind === 'sparse' ? expression.replace(/(?<!\.)\b([AT])\b/g, 'sparse($1)') : expression;
  const [exact, precision] = [kind === 'fractions', kind === 'precise' ? 30 : null];
  return calculate({ kind: 'calculate', expression: written, matrices, exact, precision, seed: 0 }, quiet).value;
}

/** The largest magnitude in a value. */
function size(value: CalculatedValue): number {
  if (value.kind === 'number') return Math.hypot(value.re, value.im);
  assert.ok(value.kind === 'matrix');
  return Math.max(...value.values.map((re, at) => Math.hypot(re, value.imaginary?.[at] ?? 0)));
}

const real: readonly Kind[] = ['plain', 'fractions', 'precise', 'sparse'];
const [sigma, least] = [(7 + Math.sqrt(5)) / 2, (7 - Math.sqrt(5)) / 2];
const ones = '[1, 0; 0, 1]';

/** Expressions that are 0, and the kinds of numbers they take; of others there is a sentence. */
const zeros: readonly (readonly [string, readonly Kind[]])[] = [
  ['s = svd(T); T - s.U * s.S * ctranspose(s.V)', kinds],
  ['s = svd(T, 1); T * s.V - s.U * s.S', kinds],
  ['s = svd(A, 2); A - s.U * s.S * ctranspose(s.V)', kinds],
  [`norm(svd(A, 1).values) - number(${sigma})`, kinds],
  ['L = cholesky(A); A - L * ctranspose(L)', kinds],
  ['f = ldl(A); f.P * A * transpose(f.P) - f.L * f.D * ctranspose(f.L)', kinds],
  ['h = hessenberg(A); A - h.Q * h.H * ctranspose(h.Q)', kinds],
  ['p = polar(A); A - p.U * p.H', kinds],
  ['w = nmf(A, 2); A - w.W * w.H', real],
  ['p = pca(T); T - (p.scores * ctranspose(p.loadings) + number(ones(3, 1)) * p.mean)', kinds],
  ['rank(T) - 2', kinds],
  [`cond(A) - number(${sigma / least})`, kinds],
  ['number([1, 2]) * nullspace([1, 2; 2, 4])', kinds],
  ['q = orth(T); ctranspose(q) * q - number([1, 0; 0, 1])', kinds],
  ['t = T; ctranspose(t) * (t * lstsq(t, [1; 0; 2]) - number([1; 0; 2]))', kinds],
  ['f = lup(A); f.P * A - f.L * f.U', kinds],
  ['f = slu(A); f.P * A * f.Q - f.L * f.U', kinds],
  ['f = qr(T); T - f.Q * f.R', kinds],
  ['f = qr(T, true); T * f.P - f.Q * f.R', kinds],
  ['e = eigs(A); A * e.V - e.V * diag(e.values)', kinds],
  ['e = eigs(A, 1); A * e.V - e.V * diag(e.values)', kinds],
  [`norm(eigs(A, 1).values) - number(${sigma})`, kinds],
  ['s = schur(A); A - s.U * s.T * ctranspose(s.U)', kinds],
  ['T - T * pinv(T) * T', kinds],
  ['expm(A) * expm(-A) - number([1, 0; 0, 1])', kinds],
  ['X = sqrtm(A); X * X - A', kinds],
  ['det(A) - 11', kinds],
  [`A * inv(A) - ${ones}`, kinds],
  ['trace(A) - 7', kinds],
  [`norm(A) - number(${sigma})`, kinds],
  [`number(norm(A, 'fro')) - number(${Math.sqrt(27)})`, kinds],
  ["norm(T, 'inf') - 11", kinds],
  ['norm(T, 1) - 12', kinds],
  ['kron([1, 2], A) - concat(A, 2 * A, 2)', ['plain', 'fractions', 'precise', 'complex']],
  ['A * lusolve(A, [1; 2]) - [1; 2]', kinds],
]; // prettier-ignore

/** Those whose answers are exact in fractions, and those that have as many digits as are asked for; others are rounded, and number() makes all so. */
const exactIn: Readonly<Record<Kind, RegExp>> = {
  plain: /./,
  complex: /./,
  sparse: /./,
  fractions: /^(f = ldl|rank|f = lup|T - T \* pinv|det|A \* inv|trace|norm\(T|kron|A \* lusolve)/,
  precise: /^(L = chol|rank|f = lup|f = qr\(T\)|det|A \* inv|trace|norm\(T|kron|A \* lusolve)/,
};

function roundedIn(kind: Kind, expression: string): string {
  if (exactIn[kind].test(expression)) return expression.replace(/number\((\[.*?\])\)/g, '$1');
  return expression.replace(/(?<![.(-])\b([AT])\b/g, 'number($1)');
}

/** Of products of fractions in doubles, and of exponentials of 75. */
const tolerance = 1e-12;

describe('functions of an expression, of every kind of numbers', () => {
  for (const [expression, allowed] of zeros)
    for (const kind of kinds)
      if (allowed.includes(kind))
        it(`${expression} is 0 of ${kind} numbers`, () => {
          assert.ok(
            size(run(roundedIn(kind, expression), kind)) <= tolerance,
            String(size(run(roundedIn(kind, expression), kind))),
          );
        });
      else if (kind === 'complex')
        it(`${expression} of complex numbers is refused with a sentence`, () => {
          assert.throws(
            () => run(expression, kind),
            (error) => error instanceof Fault && ['not-complex', 'complex-not-allowed'].includes(error.data.code),
          );
        });

  it('regression: the norm of a matrix was its smallest singular value', () => {
    assert.ok(size(run(`norm([3, 0; 0, 1]) - 3`, 'plain')) <= tolerance);
  });

  it('lists: cross, dot, cumsum and diff, counted from 1', () => {
    const of = (expression: string): number[] => {
      const value = run(expression, 'plain');
      return value.kind === 'matrix' ? Array.from(value.values) : [size(value)];
    };
    assert.deepEqual(of('cross([1, 0, 0], [0, 1, 0])'), [0, 0, 1]);
    assert.deepEqual(of('dot([1, 2], [3, 4])'), [11]);
    assert.deepEqual(of('cumsum([1, 2, 3])'), [1, 3, 6]);
    assert.deepEqual(of('diff([1, 4, 9])'), [3, 5]);
    assert.deepEqual(of('cumsum(A, 1)'), [4, 1, 5, 4]);
    assert.deepEqual(of('cumsum(A, 2)'), [4, 5, 1, 4]);
    assert.deepEqual(of('diff(T, 1)'), [2, 2, 2, 2]);
    assert.deepEqual(of('diff(T, 2)'), [1, 1, 1]);
  });

  it('a square root is complex where an eigenvalue is below 0, and none is found of a nilpotent matrix', () => {
    assert.ok(size(run('X = sqrtm([1, 2; 3, 4]); X * X - [1, 2; 3, 4]', 'plain')) <= tolerance);
    assert.throws(
      () => run('sqrtm([0, 1; 0, 0])', 'plain'),
      (error) => error instanceof Fault && error.data.code === 'no-square-root',
    );
  });
});
