import assert from 'node:assert/strict';
import { createMatrix, fromRows, transpose, type Matrix } from '../../../../src/matrix/dense';
import { createRandom } from '../../../../src/matrix/random';
import { dot, norm } from '../../../../src/factorization/columns';
import { diagonal } from '../../../../src/factorization/factor';
import { symmetricEigenpairs } from '../../../../src/factorization/eigenpairs';
import { leadingTriplets } from '../../../../src/factorization/sparse/singularTriplets';
import { leadingSymmetricPairs } from '../../../../src/factorization/sparse/symmetricPairs';
import {
  compressed,
  nonZeros,
  timesVector,
  transposeTimesVector,
} from '../../../../src/factorization/sparse/sparseMatrix';
import { singularValues, symmetricPart, ulp } from '../matrices';

const seed = Number(process.env['PROPERTY_SEED'] ?? 1);
const options = { mostSteps: 2000, checkpoint: () => undefined };

function scattered(m: number, n: number, share: number, from: number): Matrix {
  const random = createRandom(from);
  const out = createMatrix(m, n);
  for (let at = 0; at < m * n; at++) if (random.uniform() < share) out.values[at] = random.normal();
  return out;
}

/** Copies of a block on the diagonal: every singular value that many times. */
function copies(block: Matrix, count: number): Matrix {
  const out = createMatrix(block.rows * count, block.columns * count);
  for (let c = 0; c < count; c++)
    for (let i = 0; i < block.rows; i++)
      for (let j = 0; j < block.columns; j++)
        out.values[(c * block.rows + i) * out.columns + c * block.columns + j] = block.values[i * block.columns + j]!;
  return out;
}

const kinds: readonly (readonly [string, Matrix])[] = [
  ['of random cells, tall', scattered(120, 60, 0.05, seed)],
  ['of random cells, wide', scattered(50, 150, 0.05, seed + 1)],
  ['of random cells, square', scattered(90, 90, 0.03, seed + 2)],
  ['with every singular value six times', copies(scattered(7, 5, 0.7, seed + 3), 6)],
  ['the identity', diagonal(new Float64Array(40).fill(1))],
  ['zero', createMatrix(20, 30)],
  ['of rank 3', diagonal(Array.from({ length: 50 }, (_, i) => (i < 3 ? i + 1 : 0)))],
  ['with a cluster within 1e-10', diagonal(Array.from({ length: 60 }, (_, i) => (i < 6 ? 1 + i * 1e-10 : 0.5)))],
  ['of a geometric spectrum', diagonal(Array.from({ length: 50 }, (_, i) => ulp ** (i / 49)))],
  ['one row', fromRows([[0, 3, 0, 4]])],
  ['one column', fromRows([[0], [3], [4]])],
  ['one cell', fromRows([[-2]])],
];

describe(`leading singular values of a sparse matrix (seed ${seed})`, () => {
  for (const [name, a] of kinds)
    for (const share of [0.05, 0.3, 1])
      it(`are those of the dense matrix, with residuals within 50 max(m, n) ulp: ${name}, ${share * 100} % of them`, () => {
        const count = Math.min(a.rows, a.columns);
        const k = Math.max(1, Math.round(share * count));
        const expected = singularValues(a);
        const sparse = compressed(nonZeros(a));
        const { leading, converged } = leadingTriplets(sparse, k, options);
        assert.equal(converged, true);
        assert.equal(leading.length, k);
        const tolerance = 50 * Math.max(a.rows, a.columns) * ulp * expected[0]!;
        leading.forEach(({ magnitude, u, v }, i) => {
          assert.ok(Math.abs(magnitude - expected[i]!) <= tolerance, `σ${i + 1} ${magnitude} ${expected[i]!}`);
          const [left, right] = [timesVector(sparse, v), transposeTimesVector(sparse, u)];
          assert.ok(norm(left.map((x, at) => x - magnitude * u[at]!)) <= tolerance);
          assert.ok(norm(right.map((x, at) => x - magnitude * v[at]!)) <= tolerance);
          leading.forEach((other, j) => {
            const unit = i === j ? 1 : 0;
            assert.ok(Math.abs(dot(u, other.u) - unit) <= 50 * a.rows * ulp);
            assert.ok(Math.abs(dot(v, other.v) - unit) <= 50 * a.columns * ulp);
          });
        });
      });

  it('are the same in every run', () => {
    const a = compressed(nonZeros(scattered(80, 60, 0.05, seed)));
    assert.deepEqual(leadingTriplets(a, 5, options), leadingTriplets(a, 5, options));
  });

  it('that were given up are said not to have converged, after the steps they were given', () => {
    const a = compressed(nonZeros(scattered(200, 150, 0.05, seed)));
    const { steps, converged } = leadingTriplets(a, 5, { ...options, mostSteps: 6 });
    assert.deepEqual({ steps, converged }, { steps: 6, converged: false });
  });
});

describe(`leading eigenvalues of a sparse symmetric matrix (seed ${seed})`, () => {
  const symmetric: readonly (readonly [string, Matrix])[] = [
    ['of random cells', symmetricPart(scattered(90, 90, 0.04, seed))],
    ['with every eigenvalue five times', copies(symmetricPart(scattered(6, 6, 0.7, seed + 1)), 5)],
    [
      'with λ and −λ',
      copies(
        fromRows([
          [0, 2],
          [2, 0],
        ]),
        10,
      ),
    ],
    ['zero', createMatrix(20, 20)],
    ['of rank 3', diagonal(Array.from({ length: 50 }, (_, i) => (i < 3 ? i - 4 : 0)))],
    ['one cell', fromRows([[-2]])],
  ];
  for (const [name, a] of symmetric)
    for (const share of [0.1, 1])
      it(`are those of the dense matrix, with residuals within 50 n ulp: ${name}, ${share * 100} % of them`, () => {
        assert.deepEqual(a, transpose(a));
        const k = Math.max(1, Math.round(share * a.rows));
        const expected = symmetricEigenpairs(a, () => undefined).map(({ value }) => Math.abs(value.re));
        const sparse = compressed(nonZeros(a));
        const { leading, converged } = leadingSymmetricPairs(sparse, k, options);
        assert.equal(converged, true);
        assert.equal(leading.length, k);
        const tolerance = 50 * a.rows * ulp * expected[0]!;
        leading.forEach(({ value, v }, i) => {
          assert.ok(Math.abs(Math.abs(value) - expected[i]!) <= tolerance, `λ${i + 1} ${value} ${expected[i]!}`);
          assert.ok(norm(timesVector(sparse, v).map((x, at) => x - value * v[at]!)) <= tolerance);
          leading.forEach((other, j) => {
            assert.ok(Math.abs(dot(v, other.v) - (i === j ? 1 : 0)) <= 50 * a.rows * ulp);
          });
        });
      });
});
