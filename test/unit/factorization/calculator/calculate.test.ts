import assert from 'node:assert/strict';
import { findMatrices } from '../../../../src/documents';
import { calculate } from '../../../../src/factorization/calculator/calculate';
import { math } from '../../../../src/factorization/math';
import { matrixOf } from '../../../../src/matrix/block';
import type { Fault } from '../../../../src/matrix/fault';
import type { CalculatedValue, Calculation } from '../../../../src/protocol/calculation';
import { quiet } from '../../../../src/protocol/control';
import { refusalOf } from '../../faultCode';

const ulp = 2 ** -52;
const document = [
  'A = [[5, 3], [3, 2]]',
  'b = [[1], [2]]',
  'W = [[1, 2, 3], [4, 5, 6]]',
  'J = [[1, 1], [0, 1]]',
  'H = [[2, 1-1j], [1+1j, 3]]',
  'Z = [[1j, 2], [0, 1+1j]]',
  'F = [[1/3, 1/2], [1/4, 1/5]]',
  'M = [[1, None], [3, 4]]',
  'S = [[1, 2], [2, 4]]',
  'T = [[2, 0, 0], [0, 2, 0], [0, 0, 2]]',
  'V = [[1, 2, 2, 1], [0, 3, 1, 1], [0, 0, 3, 2]]',
].join('\n\n');
const matrices = findMatrices(document, { language: 'python' }).map(matrixOf);

function run(expression: string, exact = false): Calculation {
  return calculate({ kind: 'calculate', expression, matrices, exact, precision: null, seed: 0 }, quiet);
}

const value = (expression: string): CalculatedValue => run(expression).value;

function number(expression: string): number {
  const result = value(expression);
  assert.ok(result.kind === 'number', expression);
  return Math.hypot(result.re, result.im);
}

function fractions(expression: string): readonly string[] | null {
  const result = run(expression, true).value;
  return result.kind === 'matrix' ? result.texts : null;
}

function cells(expression: string): number[] {
  const result = value(expression);
  assert.ok(result.kind === 'matrix', expression);
  return Array.from(result.values);
}

/** ‖left − right‖ is of the size of rounding beside ‖right‖. */
function same(left: string, right: string): void {
  const error = number(`norm((${left}) - (${right}), 'fro')`);
  assert.ok(error <= 100 * ulp * Math.max(1, number(`norm(${right}, 'fro')`)), `${left} = ${right}: ${error}`);
}

const refusal = (expression: string): Fault => refusalOf(() => run(expression));

describe('an expression', () => {
  for (const [left, right] of [
    ["svd(A).U * svd(A).S * svd(A).V'", 'A'],
    ["svd(W).U * svd(W).S * svd(W).V'", 'W'],
    ["svd(Z).U * svd(Z).S * svd(Z).V'", 'Z'],
    ["cholesky(A) * cholesky(A)'", 'A'],
    ["ldl(A).L * ldl(A).D * ldl(A).L'", "ldl(A).P * A * ldl(A).P'"],
    ["hessenberg(T).Q * hessenberg(T).H * hessenberg(T).Q'", 'T'],
    ["schur(J).U * schur(J).T * schur(J).U'", 'J'],
    ["schur(Z).U * schur(Z).T * schur(Z).U'", 'Z'],
    ['polar(W).U * polar(W).H', 'W'],
    ['polar(Z).U * polar(Z).H', 'Z'],
    ['lup(A).L * lup(A).U', 'lup(A).P * A'],
    ['lup(Z).L * lup(Z).U', 'lup(Z).P * Z'],
    ['qr(W).Q * qr(W).R', 'W'],
    ['qr(Z).Q * qr(Z).R', 'Z'],
    ['qr(W, true).Q * qr(W, true).R', 'W * qr(W, true).P'],
    ['A * eigs(A).V', 'eigs(A).V * diag(eigs(A).values)'],
    ['H * eigs(H).V', 'eigs(H).V * diag(eigs(H).values)'],
    ['Z * eigs(Z).V', 'eigs(Z).V * diag(eigs(Z).values)'],
    ['W * pinv(W) * W', 'W'],
    ['Z * pinv(Z)', 'identity(2)'],
    ['A * lstsq(A, b)', 'b'],
    ['Z * lstsq(Z, b)', 'b'],
    ["W' * W * lstsq(W, b)", "W' * b"],
    ['expm(J)', 'e * J'],
    ['W * nullspace(W)', 'zeros(2, 1)'],
    ["orth(S) * orth(S)' * S", 'S'],
    ['inv(A) * b', '[-4; 7]'],
  ] as const)
    it(`knows that ${left} = ${right}`, () => same(left, right));

  it('may keep what it comes to under a name on the way', () => {
    assert.deepEqual(cells('B = 2 * A; B - A'), [5, 3, 3, 2]);
  });

  it('gives singular values as a list', () => {
    const [first, second] = cells('svd(A).values') as [number, number];
    assert.ok(Math.abs(first * second - 1) <= 100 * ulp && Math.abs(first + second - 7) <= 100 * ulp);
  });

  it('knows rank and condition of regular, singular and complex matrices', () => {
    assert.deepEqual([number('rank(A)'), number('rank(S)'), number('rank(Z)'), number('rank(W)')], [2, 1, 2, 2]);
    assert.equal(number('cond(S)'), Number.POSITIVE_INFINITY);
    assert.ok(Math.abs(number('cond(A)') - number('max(svd(A).values)') / number('min(svd(A).values)')) < 1e-12);
  });

  it('has a null space without columns where only 0 is in it', () => {
    const result = value('nullspace(A)');
    assert.deepEqual(result.kind === 'matrix' && [result.rows, result.columns], [2, 0]);
  });

  it('factors without cells below 0', () => {
    assert.ok(cells('nmf(W, 2).W').every((cell) => cell >= 0));
    assert.deepEqual(cells('size(pca(W, 1).scores)'), [2, 1]);
  });
});

describe('an expression in fractions', () => {
  it('factors as by hand', () => {
    assert.deepEqual(fractions('lup(A).L'), ['1', '0', '3/5', '1']);
    assert.deepEqual(fractions('lup(A).U'), ['5', '3', '0', '1/5']);
  });
  it('solves, inverts and multiplies without rounding', () => {
    assert.deepEqual(fractions('inv(F) * F'), ['1', '0', '0', '1']);
    assert.deepEqual(fractions('pinv(S)'), ['1/25', '2/25', '2/25', '4/25']);
    assert.deepEqual(fractions('A / 3 + 0.1'), ['53/30', '11/10', '11/10', '23/30']);
    assert.deepEqual(fractions('F^2'), ['17/72', '4/15', '2/15', '33/200']);
    assert.deepEqual(fractions('lstsq(A, b)'), ['-4', '7']);
  });
  it('says what is rounded', () => {
    assert.match(run('svd(F).values', true).warnings.join(' '), /SVD cannot be written in fractions/);
  });
});

describe('what mathjs got wrong', () => {
  it('[[1, 1], [0, 1]] is defective: twice the eigenvalue 1, one eigenvector', () => {
    const { value: result, warnings } = run('eigs(J)');
    assert.match(warnings.join(' '), /defective/);
    assert.deepEqual(cells('eigs(J).values'), [1, 1]);
    assert.ok(result.kind === 'parts');
    const vectors = result.parts.find(({ name }) => name === 'eigenvectors')!.value;
    assert.ok(vectors.kind === 'list' && vectors.items.length === 1);
    assert.deepEqual(cells('abs(eigs(J).V)'), [1, 0]);
  });
  it('a complex Hermitian 2×2 has the real eigenvalues 4 and 1 and unitary eigenvectors', () => {
    same('eigs(H).values', '[4, 1]');
    same("eigs(H).V' * eigs(H).V", 'identity(2)');
  });
  it('a repeated eigenvalue has as many orthonormal eigenvectors as it is repeated', () => {
    same("eigs(T).V' * eigs(T).V", 'identity(3)');
    assert.deepEqual(cells('eigs(T).values'), [2, 2, 2]);
  });
  it('the Schur form of [[1, 1], [0, 1]] is found', () => assert.deepEqual(cells('abs(schur(J).T)'), [1, 1, 0, 1]));
});

describe('an expression is refused', () => {
  for (const [expression, code, what] of [
    ['inv(A', 'cannot-parse', /character 6/],
    ['A + Q', 'unknown-name', /Q, at character 5/],
    ['A + foo(b)', 'unknown-function', /foo, at character 5/],
    ['W * W', 'cannot-calculate', /^W \* W cannot be calculated: Dimension mismatch/],
    ['2 * (A + S * [1, 2, 3])', 'cannot-calculate', /^S \* \[1, 2, 3\]/],
    ['2 * (A + inv(S))', 'singular', /^An inverse met a singular matrix/],
    ['M * 2', 'missing-not-allowed', /^M has missing cells/],
    ['cholesky(-A)', 'not-positive-definite', /pivot 1/],
    ['A;', 'no-value', /no number/],
    ['0 / 0', 'not-a-number', /not a number/],
  ] as const)
    it(`with its place: ${expression}`, () => {
      const { data } = refusal(expression);
      assert.equal(data.code, code);
      assert.match(data.message, what);
    });

  for (const expression of [
    'import({a: 1})',
    'createUnit("x")',
    'evaluate("1")',
    'parse("1")',
    'compile("1")',
    'simplify("x")',
    'derivative("x", "x")',
    'config({})',
    'typed({})',
    'A.constructor',
    'A.toString()',
    'svd(A).constructor',
    '"a".constructor.constructor("return 1")()',
    'f(x) = f(x)',
    'map(A, g(x) = x)',
    'cos.constructor("return 1")()',
    'cos',
    '{a: 1}',
    'A[1, 1] = 5',
    'help(cos)',
    'random()',
  ])
    it(`for reaching beyond numbers: ${expression}`, () => assert.ok(refusal(expression)));

  it('where mathjs itself is asked to evaluate', () => {
    assert.throws(() => math.evaluate('1'));
  });
});
