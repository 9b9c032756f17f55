import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createMatrix, fromRows, multiply, transpose, type Matrix } from '../../../src/matrix/dense';
import { Fault } from '../../../src/matrix/fault';
import { createRandom } from '../../../src/matrix/random';
import { decompositionMethods, exactMethods } from '../../../src/protocol/methods';
import { diagonal } from '../../../src/factorization/factor';
import { ask, askEach, companion, factorOf, jordan, labelled, orthogonal, symmetricPart, uniform } from './matrices';
import { codeOf } from '../faultCode';

/** Every method takes it. */
const positiveDefinite = fromRows([
  [4, 2, 1],
  [2, 3, 1],
  [1, 1, 2],
]);

/** One diagonal below the main one and two above it. */
function banded(n: number): Matrix {
  const out = createMatrix(n, n);
  for (let i = 0; i < n; i++)
    for (const j of [i - 1, i, i + 1, i + 2]) if (j >= 0 && j < n) out.values[i * n + j] = 1 + i + 2 * j;
  return out;
}

/** A cyclic shift of n plus a weighted diagonal: two cells of n in each row. */
function sparse(n: number): Matrix {
  const out = companion(n);
  for (let i = 0; i < n; i++) out.values[i * n + i] = i + 2;
  return out;
}

describe('automatic choice', () => {
  const random = createRandom(1);
  const general = uniform(4, 4, random);
  const gram = multiply(general, transpose(general));
  const cases: [string, Matrix, string, RegExp][] = [
    ['a diagonal matrix', diagonal([3, 1, 2]), 'eigen', /^Diagonal:/],
    ['a 1×1', fromRows([[7]]), 'eigen', /^Diagonal:/],
    ['an upper triangular matrix', jordan(3, 2), 'lu', /^Upper triangular:/],
    ['a lower triangular matrix', transpose(jordan(3, 2)), 'lu', /^Lower triangular:/],
    [
      'a triangular matrix with its rows exchanged',
      fromRows([
        [0, 0, 6],
        [1, 2, 3],
        [0, 4, 5],
      ]),
      'lu',
      /^Permuted triangular: its rows in the order 2, 3, 1 make it upper/,
    ],
    ['a positive definite matrix', symmetricPart(gram), 'cholesky', /^Symmetric and positive definite/],
    ['an indefinite matrix', symmetricPart(general), 'ldl', /^Symmetric and indefinite/],
    ['an orthogonal matrix', orthogonal(5, random), 'qr', /^Orthogonal:/],
    [
      'a matrix of low rank',
      multiply(uniform(5, 2, random), uniform(2, 5, random)),
      'svd',
      /^Low rank: of numerical rank 2 of 5/,
    ],
    ['a non-negative matrix of rank 1', createMatrix(4, 2, 1), 'nmf', /^Non-negative, of numerical rank 1 of 2/],
    ['a symmetric matrix of low rank', createMatrix(3, 3, 1), 'eigen', /^Symmetric, of numerical rank 1 of 3/],
    ['a banded matrix', banded(6), 'lu', /^Banded \(1 diagonal below the main one and 2 above\)/],
    ['a tall matrix', uniform(4, 2, random), 'qr', /^Taller than wide \(4×2\)/],
    ['a wide matrix', uniform(2, 4, random), 'svd', /^Wider than tall \(2×4\)/],
    ['a large sparse matrix', sparse(60), 'slu', /sparse \(3\.3% of its cells/],
    ['any other', general, 'lu', /^Square and not symmetric/],
  ];
  for (const [name, matrix, method, why] of cases)
    it(`takes ${method} for ${name} and says why`, () => {
      const answer = ask(matrix, 'auto');
      assert.equal(answer.method, method);
      assert.match(answer.why, why);
      assert.deepEqual(answer.warnings, []);
      const { backwardError } = answer.diagnostics;
      assert.ok(backwardError === undefined || backwardError.ratio < backwardError.bound);
    });

  it('says what it tried before, with the pivot that was not positive', () => {
    const answer = ask(
      fromRows([
        [1, 0, 0.5],
        [0, 1, 1],
        [0.5, 1, 1.05],
      ]),
      'auto',
    );
    assert.equal(answer.method, 'ldl');
    assert.deepEqual(answer.tried, ['Tried Cholesky: pivot 3 is −0.2, so it is not positive definite.']);
  });

  it('says why it did not take NMF for a non-negative matrix of rank 3', () => {
    const slack = fromRows([
      [1, 0, 1, 0],
      [1, 1, 0, 0],
      [0, 1, 0, 1],
      [0, 0, 1, 1],
    ]);
    // of rank 3 and non-negative rank 4: Cohen and Rothblum's own example, its rows exchanged
    const answer = ask(slack, 'auto');
    assert.equal(answer.method, 'svd');
    assert.equal(answer.diagnostics.rank, 3);
    assert.match(answer.tried?.join(' ') ?? '', /^Not NMF: non-negative, but of rank 3/);
  });

  it('says of a method that a person chose what it is good for', () => {
    for (const method of decompositionMethods) {
      assert.match(
        askEach(positiveDefinite, method, { iterations: 3, rightSide: labelled(positiveDefinite) }).why,
        /^You chose .+: .+\.$/,
      );
    }
  });
});

describe('a matrix or an option that cannot be used', () => {
  const square = fromRows([
    [1, 2],
    [3, 4],
  ]);
  it('gets the fault that says so', () => {
    assert.equal(
      codeOf(() => ask(createMatrix(0, 0), 'auto')),
      'empty-matrix',
    );
    assert.equal(
      codeOf(() => ask(createMatrix(0, 3), 'lu')),
      'empty-matrix',
    );
    assert.equal(
      codeOf(() => ask(fromRows([[1, null]]), 'auto')),
      'missing-not-allowed',
    );
    assert.equal(
      codeOf(() => ask(fromRows([[1, Number.NEGATIVE_INFINITY]]), 'lu')),
      'not-finite',
    );
    for (const method of ['slu', 'eigen', 'schur'] as const)
      assert.equal(
        codeOf(() => ask(createMatrix(2, 3, 1), method)),
        'must-be-square',
      );
    assert.equal(
      codeOf(() => ask(createMatrix(2, 2, 1), 'slu')),
      'singular',
    );
    for (const rank of [0, 3, 1.5, -1])
      assert.equal(
        codeOf(() => ask(square, 'gd', { rank })),
        'rank-out-of-range',
      );
    for (const learningRate of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      assert.equal(
        codeOf(() => ask(square, 'adam', { learningRate })),
        'out-of-range',
      );
    for (const iterations of [0, 2.5, -1])
      assert.equal(
        codeOf(() => ask(square, 'gd', { iterations })),
        'out-of-range',
      );
  });

  it('is named by row and column where a cell is infinite', () => {
    assert.throws(
      () =>
        ask(
          fromRows([
            [1, 2],
            [3, Number.POSITIVE_INFINITY],
          ]),
          'lu',
        ),
      /row 2, column 2/,
    );
  });

  it('gets a clear fault where the factors exceed the largest number', () => {
    assert.equal(
      codeOf(() => ask(createMatrix(3, 3, 1.7e308), 'svd')),
      'too-large',
    );
  });
});

describe('factors', () => {
  it('carry the labels of the rows and columns they stand for', () => {
    const matrix = {
      ...fromRows([
        [1, 2],
        [3, 4],
        [5, 7],
      ]),
      name: 'R',
      rowLabels: ['a', 'b', 'c'],
      columnLabels: ['x', 'y'],
    };
    const labelsOf = (method: 'lu' | 'qr' | 'svd' | 'gd') =>
      askEach(matrix, method, { matrix, iterations: 2 }).factors.map((factor) => [
        factor.name,
        factor.rowLabels?.join('') ?? '',
        factor.columnLabels?.join('') ?? '',
      ]);
    assert.deepEqual(labelsOf('lu'), [
      ['P', 'cab', 'abc'],
      ['L', 'cab', ''],
      ['U', '', 'xy'],
    ]);
    assert.deepEqual(labelsOf('qr'), [
      ['Q', 'abc', ''],
      ['R', '', 'xy'],
    ]);
    assert.deepEqual(labelsOf('svd'), [
      ['U', 'abc', ''],
      ['S', '', ''],
      ['V', 'xy', ''],
    ]);
    assert.deepEqual(labelsOf('gd'), [
      ['W', 'abc', ''],
      ['H', '', 'xy'],
    ]);
  });

  it('are plain data that survive structuredClone, whole', () => {
    const answer = ask(
      fromRows([
        [0, 1],
        [-1, 0],
      ]),
      'eigen',
    );
    assert.deepEqual(structuredClone(answer), answer);
    for (const factor of answer.factors) assert.equal(factor.totalRows, factor.rows);
  });

  it('leave the matrix that was given untouched', () => {
    const a: Matrix = { ...positiveDefinite, values: positiveDefinite.values.slice() };
    const before = a.values.slice();
    for (const method of decompositionMethods) askEach(a, method, { iterations: 5, rightSide: labelled(a) });
    for (const method of exactMethods) askEach(a, method, { exact: true, rightSide: labelled(a) });
    assert.deepEqual(a.values, before);
  });

  it('show no negative zero', () => {
    for (const method of ['lu', 'qr', 'schur', 'eigen', 'svd'] as const)
      for (const factor of ask(
        fromRows([
          [0, -1],
          [0, 0],
        ]),
        method,
      ).factors)
        assert.ok(factor.values.every((value) => !Object.is(value, -0)));
  });

  it('of LU keep pivots far below mathjs’s own tolerance', () => {
    const tiny = 2 ** -70;
    const a = fromRows([
      [tiny, tiny],
      [tiny, 3 * tiny],
    ]);
    assert.deepEqual(Array.from(factorOf(ask(a, 'lu'), 'U').values), [tiny, tiny, 0, 2 * tiny]);
  });
});

describe('whatever the matrix', () => {
  const entry = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom(0, 1e300, -1e300, 1e-300, 5e-324, 1.7e308),
  );
  const matrix = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.boolean())
    .chain(([m, n, square]) => {
      const columns = square ? m : n;
      return fc
        .array(entry, { minLength: m * columns, maxLength: m * columns })
        .map((values): Matrix => ({ rows: m, columns, values: Float64Array.from(values) }));
    });

  it('the answer has no NaN and no infinity in a factor, or it is a fault with a remedy', () => {
    fc.assert(
      fc.property(matrix, fc.constantFrom('auto' as const, ...decompositionMethods), (a, method) => {
        try {
          const options = { iterations: 20, rightSide: labelled(a) };
          const answer = method === 'auto' ? ask(a, method) : askEach(a, method, options);
          for (const { values, imaginary } of answer.factors) {
            assert.ok(values.every((value) => Number.isFinite(value)));
            assert.ok(imaginary === null || imaginary.every((value) => Number.isFinite(value)));
          }
          assert.ok(answer.reconstruction?.values.every((value) => Number.isFinite(value)) ?? true);
          for (const value of Object.values<unknown>({ ...answer.diagnostics })) assert.ok(!Number.isNaN(value));
          assert.ok(answer.history.every((point) => Number.isFinite(point.objective)));
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
          assert.notEqual(error.data.code, 'unexpected');
          assert.notEqual(error.data.code, 'did-not-converge');
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('orthogonal factorizations give it back to rounding', () => {
    fc.assert(
      fc.property(matrix, fc.constantFrom('qr' as const, 'svd' as const), (a, method) => {
        try {
          const { diagnostics } = ask(a, method);
          assert.ok(diagnostics.relativeResidual! < 1e-14);
          assert.ok(diagnostics.orthogonality! < 1e-14);
        } catch (error) {
          if (!(error instanceof Fault && error.data.code === 'too-large')) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('whole numbers beyond doubles', () => {
  const exact = new Map([[0, { numerator: 9007199254740993n, denominator: 1n }]]);
  const matrix = { ...labelled(fromRows([[9007199254740992, 1], [1, 1]])), exact }; // prettier-ignore

  it('regression: they were rounded in silence', () => {
    assert.match(ask(matrix, 'properties', { matrix }).warnings.join(' '), /^1 whole number of more digits/);
    assert.deepEqual(ask(matrix, 'properties', { matrix, exact: true }).warnings, []);
  });
});
