import assert from 'node:assert/strict';
import fc from 'fast-check';
import { complete } from '../../../src/completion';
import { createRandom } from '../../../src/matrix/random';
import { fromRows, type Matrix } from '../../../src/matrix/dense';
import { quiet } from '../../../src/protocol/control';
import type { DecompositionMethod } from '../../../src/protocol/methods';
import type { Analysis } from '../../../src/protocol/results';
import { GivenCells } from '../../../src/webview/cells/given';
import { ComputedCells } from '../../../src/webview/cells/computed';
import { factorSum, isFactorSum, sumAt, type FactorSum } from '../../../src/webview/model/factorSum';
import { addsUp, largestResiduals, rankErrors } from '../../../src/webview/model/rankErrors';
import { completeRequest, lectureRatings } from '../completion/fixtures';
import { ask, symmetricPart, times, uniform } from '../factorization/matrices';

const eps = Number.EPSILON;
const noPause = (): Promise<void> => Promise.resolve();

async function sumOf(analysis: Analysis): Promise<FactorSum> {
  const sum = await factorSum(analysis, (factor) => Promise.resolve(factor));
  assert.ok(sum);
  return sum;
}

/** The largest |Â_ij − Σ| over all cells. */
function farthest(sum: FactorSum, product: Matrix): number {
  let most = 0;
  product.values.forEach((value, at) => {
    const [i, j] = [Math.floor(at / product.columns), at % product.columns];
    most = Math.max(most, Math.abs(value - sumAt(sum, i, j, sum.row.columns)));
  });
  return most;
}

describe('a result as a sum of factors', () => {
  const methods: readonly DecompositionMethod[] = ['svd', 'approximate', 'pca', 'eigen', 'nmf', 'gd'];

  for (const method of methods)
    it(`adds up to the reconstruction: ${method}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer(), fc.integer({ min: 2, max: 7 }), async (seed, n) => {
          const random = createRandom(seed);
          const square = symmetricPart(uniform(n, n, random));
          const positive = { ...square, values: square.values.map(Math.abs) };
          const a = method === 'eigen' ? square : method === 'nmf' ? positive : uniform(n + 2, n, random);
          const analysis = ask(a, method, {
            rank: ['nmf', 'gd', 'approximate'].includes(method) ? 2 : null,
            iterations: method === 'gd' ? 50 : null,
          });
          assert.ok(analysis.reconstruction);
          assert.ok(farthest(await sumOf(analysis), analysis.reconstruction) <= 100 * n * eps);
        }),
        { numRuns: 10 },
      );
    });

  it('has scaled loadings and means where PCA scaled and centered', async () => {
    const a = times(uniform(9, 4, createRandom(3)), 40);
    const analysis = ask(a, 'pca', { center: true, scale: true });
    assert.ok(farthest(await sumOf(analysis), analysis.reconstruction!) <= 100 * 40 * eps);
  });

  for (const solver of ['als', 'bayes', 'softimpute'] as const)
    it(`adds up to the predictions: ${solver}`, async () => {
      const analysis = complete(completeRequest(lectureRatings, { solver }), quiet);
      assert.ok(farthest(await sumOf(analysis), analysis.reconstruction) <= 1e-12);
    });

  it('is not said of a factorization that is none, or whose factors are complex', () => {
    assert.equal(isFactorSum(ask(uniform(3, 3, createRandom(1)), 'lu')), false);
    const rotation = fromRows([
      [0, -1],
      [1, 0],
    ]);
    assert.equal(isFactorSum(ask(rotation, 'eigen')), false);
  });
});

describe('what each factor explains', () => {
  it('is √(Σ_{f > r} σ_f²) / ‖A‖ for the r largest singular values', async () => {
    const a = uniform(12, 8, createRandom(5));
    const analysis = ask(a, 'svd');
    const errors = await rankErrors(new GivenCells(a), await sumOf(analysis), 1, noPause);
    const { errors: expected } = ask(a, 'approximate', { rank: 3 }).spectrum!;
    assert.equal(errors[0], 1);
    expected.forEach((error, r) => assert.ok(Math.abs(errors[r + 1]! - error) <= 100 * eps, `rank ${r + 1}`));
  });

  it('does not change with the unit, up to the largest numbers', async () => {
    const a = uniform(6, 5, createRandom(6));
    const big = times(a, 2 ** 900);
    const [small, large] = await Promise.all(
      [a, big].map(async (matrix) =>
        rankErrors(new GivenCells(matrix), await sumOf(ask(matrix, 'svd')), matrix === a ? 1 : 2 ** 900, noPause),
      ),
    );
    small!.forEach((error, r) => assert.ok(Math.abs(error - large![r]!) <= 100 * eps));
  });

  it('is not a number without a size: nothing is said of a matrix of zeros', async () => {
    const zeros = fromRows([
      [0, 0],
      [0, 0],
    ]);
    assert.equal((await rankErrors(new GivenCells(zeros), await sumOf(ask(zeros, 'svd')), 0, noPause)).length, 0);
  });

  it('counts known cells alone', async () => {
    const analysis = complete(completeRequest(lectureRatings, { solver: 'als' }), quiet);
    const cells = new GivenCells(lectureRatings);
    const errors = await rankErrors(cells, await sumOf(analysis), 5, noPause);
    assert.ok(Math.abs(errors.at(-1)! - analysis.diagnostics.relativeResidual!) <= 1e-12);
  });
});

describe('the largest residuals', () => {
  it('are those of the known cells, the farthest first', async () => {
    const a = new GivenCells(lectureRatings);
    const found = await largestResiduals(a, new ComputedCells(3, 3, () => 3), 4, noPause);
    assert.deepEqual(
      found.map(({ row, column, residual }) => [row, column, residual]),
      [
        [0, 0, 2],
        [1, 2, -2],
        [2, 2, 2],
        [1, 0, 1],
      ],
    );
  });
});

describe('a sum that is not the reconstruction', () => {
  it('is found out, so that nothing is said of its parts', async () => {
    const analysis = ask(uniform(4, 4, createRandom(8)), 'svd');
    const sum = await sumOf(analysis);
    const product = analysis.reconstruction!;
    assert.equal(addsUp(sum, new GivenCells(product), 1), true);
    const other = { ...product, values: product.values.map((value, at) => (at === 5 ? value + 1e-3 : value)) };
    assert.equal(addsUp(sum, new GivenCells(other), 1), false);
  });
});
