import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createMatrix, fromRows, toRows, type Matrix } from '../../../../src/matrix/dense';
import { Fault } from '../../../../src/matrix/fault';
import { exactMethods } from '../../../../src/protocol/methods';
import type { DecompositionAnalysis } from '../../../../src/protocol/results';
import { stepsLatex } from '../../../../src/protocol/steps';
import { ask, askEach, factorOf, labelled, quantity } from '../matrices';
import { codeOf, refusalOf } from '../../faultCode';

function exactCells(analysis: DecompositionAnalysis, name: string): readonly string[] {
  return factorOf(analysis, name).fractions ?? assert.fail(`${name} is not exact`);
}

const small = fromRows([
  [5, 3],
  [3, 2],
]);

describe('decompose in fractions', () => {
  it('gives 3/5 and 1/5 in the LU of [[5,3],[3,2]], and takes LU by itself', () => {
    const analysis = ask(small, 'auto', { exact: true });
    assert.equal(analysis.method, 'lu');
    assert.deepEqual(exactCells(analysis, 'L'), ['1', '0', '3/5', '1']);
    assert.deepEqual(exactCells(analysis, 'U'), ['5', '3', '0', '1/5']);
    assert.equal(analysis.diagnostics.relativeResidual, 0);
    assert.equal(quantity(analysis, 'determinant'), '1');
  });

  it('Cholesky has roots where they are rational, and is LDLᵀ with a sentence where not', () => {
    const rational = ask(
      fromRows([
        [4, 2],
        [2, 10],
      ]),
      'cholesky',
      { exact: true },
    );
    assert.deepEqual(exactCells(rational, 'L'), ['2', '0', '1', '3']);
    const irrational = ask(
      fromRows([
        [2, 1],
        [1, 2],
      ]),
      'cholesky',
      { exact: true },
    );
    assert.equal(irrational.formula, 'A = LDLᵀ');
    assert.deepEqual(exactCells(irrational, 'D'), ['2', '0', '0', '3/2']);
    assert.match(irrational.warnings[0]!, /square root of pivot 1, 2, is irrational/);
  });

  it('Cholesky names the pivot that is not positive, also one that an exchange hid', () => {
    const message = (rows: number[][]): string =>
      refusalOf(() => ask(fromRows(rows), 'cholesky', { exact: true })).data.message;
    assert.match(
      message([
        [1, 2],
        [2, 1],
      ]),
      /pivot 2 is −3/,
    );
    assert.match(
      message([
        [0, 1],
        [1, 5],
      ]),
      /pivot 1 is 0/,
    );
    assert.match(
      message([
        [1, 1, 0],
        [1, 1, 1],
        [0, 1, 5],
      ]),
      /pivot 2 is 0/,
    );
  });

  it('eigenvalues are fractions, roots in words, and a defective matrix is called so with the vectors there are', () => {
    const whole = ask(
      fromRows([
        [2, 1],
        [1, 2],
      ]),
      'eigen',
      { exact: true },
    );
    assert.equal(whole.formula, 'A = VDV⁻¹');
    assert.deepEqual(exactCells(whole, 'D'), ['1', '0', '0', '3']);
    const surd = ask(small, 'eigen', { exact: true });
    assert.equal(quantity(surd, 'characteristic polynomial'), 'λ² − 7λ + 1');
    assert.equal(quantity(surd, 'eigenvalues'), '(7 ± 3√5)/2');
    const turn = ask(
      fromRows([
        [0, -1],
        [1, 0],
      ]),
      'eigen',
      { exact: true },
    );
    assert.equal(quantity(turn, 'eigenvalues'), '±i');
    const defective = ask(
      fromRows([
        [1, 1],
        [0, 1],
      ]),
      'eigen',
      { exact: true },
    );
    assert.deepEqual(exactCells(defective, 'V'), ['1', '0']);
    assert.match(defective.warnings[0]!, /defective: 1 \(twice\)/);
  });

  it('solves, gives the null space to add, and says where there is no solution', () => {
    const a = fromRows([
      [1, 2],
      [2, 4],
    ]);
    const b = (x: number, y: number): { rightSide: ReturnType<typeof labelled>; exact: true } => ({
      rightSide: labelled(fromRows([[x], [y]])),
      exact: true,
    });
    const analysis = ask(a, 'solve', b(3, 6));
    assert.deepEqual(exactCells(analysis, 'X'), ['3', '0']);
    assert.deepEqual(exactCells(analysis, 'N'), ['-2', '1']);
    assert.equal(
      codeOf(() => ask(a, 'solve', b(3, 7))),
      'no-solution',
    );
    assert.equal(
      codeOf(() => ask(a, 'solve', { exact: true })),
      'no-right-side',
    );
  });

  it('the pseudo-inverse keeps its four laws: A A⁺ A = A is checked, A⁺ of a zero matrix is zero', () => {
    assert.deepEqual(exactCells(ask(createMatrix(2, 3), 'pinv', { exact: true }), 'A⁺'), Array<string>(6).fill('0'));
    assert.deepEqual(
      exactCells(
        ask(
          fromRows([
            [1, 2, 3],
            [4, 5, 6],
          ]),
          'pinv',
          { exact: true },
        ),
        'A⁺',
      ),
      ['-17/18', '4/9', '-1/9', '1/9', '13/18', '-2/9'],
    );
  });

  it('refuses what is too large or has no fractions, and says what has', () => {
    assert.equal(
      codeOf(() => ask(createMatrix(61, 2, 1), 'lu', { exact: true })),
      'too-large-exact',
    );
    assert.equal(
      codeOf(() => ask(createMatrix(9, 9, 1), 'lu', { steps: true })),
      'too-large-for-steps',
    );
    assert.equal(
      codeOf(() => ask(small, 'svd', { exact: true })),
      'not-exact',
    );
    assert.equal(
      codeOf(() => ask(small, 'svd', { steps: true })),
      'no-steps',
    );
  });

  it('of any small matrix has doubles beside its fractions, or a fault with a code of its own', () => {
    const matrices = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
      .chain(([m, n]) =>
        fc
          .array(fc.constantFrom(0, 1, -1, 2, 0.5, -0.1, 3e10), { minLength: m * n, maxLength: m * n })
          .map((values): Matrix => ({ rows: m, columns: n, values: Float64Array.from(values) })),
      );
    fc.assert(
      fc.property(matrices, fc.constantFrom(...exactMethods), (a, method) => {
        try {
          const analysis = askEach(a, method, { exact: true, steps: true, rightSide: labelled(a) });
          for (const { fractions, values } of analysis.factors) {
            assert.ok(fractions?.length === values.length);
            fractions.forEach((text, at) => {
              const [top, bottom = '1'] = text.split('/');
              assert.ok(Math.abs(Number(top) / Number(bottom) - values[at]!) <= 1e-12 * Math.abs(values[at]!));
            });
          }
          if (analysis.reconstruction !== null) assert.deepEqual(toRows(analysis.reconstruction), toRows(a));
          assert.equal(stepsLatex(analysis.steps!).split('\\item').length - 1, analysis.steps!.length);
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
          assert.ok(['must-be-square', 'not-symmetric', 'not-positive-definite'].includes(error.data.code));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('steps', () => {
  it('end with the factors, and every one is a sentence', () => {
    const { steps, factors } = ask(small, 'lu', { steps: true });
    const last = steps!.findLast(({ matrices }) => matrices.length > 0)!;
    assert.deepEqual(
      last.matrices.find(({ name }) => name === 'U')?.cells,
      factors.find(({ name }) => name === 'U')?.fractions,
    );
    assert.equal(
      steps![1]!.sentence,
      'Subtract 3/5 times row 1 from row 2: 3 over the pivot 5 is 3/5, which goes in row 2, column 1 of L.',
    );
    for (const { sentence } of steps!) assert.match(sentence, /^[A-Z].*\.$/);
  });

  it('as LaTeX have fractions, indices and powers as LaTeX writes them', () => {
    const { steps } = ask(small, 'eigen', { steps: true });
    const text = stepsLatex(steps!);
    assert.match(text, /\$\\lambda \^\{2\} - 7\\lambda \+ 1\$/);
    assert.match(text, /eigenvalues: \$\(7 \\pm 3\\sqrt\{5\}\)\/2\$\./);
    assert.match(text, /M_\{1\} = \\begin\{bmatrix\} 1 & 0 \\\\ 0 & 1 \\end\{bmatrix\}/);
    assert.doesNotMatch(text, /[λ√−²]/);
  });
});

describe('steps as LaTeX', () => {
  const matrices = [
    [[0, 2], [3, 4]],
    [[0.5, 0.25], [0.25, 0.2]],
    [[2, 0, 0], [1, 2, 1], [-1, 0, 1]],
    [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
    [[4, 2], [2, 5]],
  ].map(fromRows); // prettier-ignore

  it('have no sign outside of mathematics that text fonts lack, and close what they open', () => {
    for (const a of matrices)
      for (const method of exactMethods) {
        if (codeOf(() => askEach(a, method, { steps: true })) !== 'none') continue;
        const text = stepsLatex(askEach(a, method, { steps: true }).steps ?? []);
        const outside = text.replaceAll(/\$[^$\n]+\$/g, '').replaceAll(/\\\[[^]*?\\\]/g, '');
        assert.doesNotMatch(outside, /[^\u0020-\u007e\n]|\$/, `${method}: ${outside}`);
        assert.doesNotMatch(text, /[^\u0020-\u007e\n]/);
        for (const [open, close] of [
          [/\{/g, /\}/g],
          [/\\begin/g, /\\end/g],
          [/\\left\[/g, /\\right\]/g],
        ] as const)
          // prettier-ignore
          assert.equal(text.match(open)?.length, text.match(close)?.length);
      }
  });

  it('regression: the augmented matrix of an inverse was called A', () => {
    const { steps } = ask(fromRows([[1, 2], [3, 4]]), 'pinv', { steps: true }); // prettier-ignore
    assert.deepEqual(steps?.[0]?.matrices[0], {
      name: '[A | I]',
      rows: 2,
      columns: 4,
      cells: ['1', '2', '1', '0', '3', '4', '0', '1'],
      bar: 2,
    });
    assert.match(stepsLatex(steps), /\[A \\mid I\] = \\left\[\\begin\{array\}\{rr\|rr\} 1 & 2 & 1 & 0/);
  });

  it('regression: numbers were added to matrices in brackets of their own', () => {
    const { steps } = ask(fromRows([[2, 1], [1, 2]]), 'eigen', { steps: true }); // prettier-ignore
    assert.deepEqual(
      steps?.slice(1).map(({ sentence }) => sentence),
      [
        'M2 = A M1 − 4I. The trace of A M2 is −6, so the constant term is −(−6)/2 = 3.',
        'The characteristic polynomial is λ² − 4λ + 3.',
        'Its roots are the eigenvalues: 1, 3.',
        'The null space of A − I holds the eigenvectors for 1.',
        'The null space of A − 3I holds the eigenvectors for 3.',
      ],
    );
  });
});

describe('the condition number beside exact factors', () => {
  it('regression: of a Hilbert matrix that is singular within rounding it was the quotient of two roundings', () => {
    const n = 14;
    const exact = new Map(
      Array.from({ length: n * n }, (_, at) => [
        at,
        { numerator: 1n, denominator: BigInt(Math.floor(at / n) + (at % n) + 1) },
      ]),
    );
    const values = Float64Array.from({ length: n * n }, (_, at) => 1 / (Math.floor(at / n) + (at % n) + 1));
    const matrix = { rows: n, columns: n, values, name: null, rowLabels: null, columnLabels: null, exact };
    const { diagnostics } = ask(matrix, 'lu', { matrix, exact: true });
    assert.equal(diagnostics.rank, n);
    assert.equal(diagnostics.conditionNumber, null);
  });
});
