import assert from 'node:assert/strict';
import { findMatrices } from '../../../../src/documents';
import { calculate } from '../../../../src/factorization/calculator/calculate';
import { math } from '../../../../src/factorization/math';
import { matrixOf } from '../../../../src/matrix/block';
import { callingNames, type CalculatedValue } from '../../../../src/protocol/calculation';
import { matrixFunctions, standardFunctions } from '../../../../src/protocol/calculatorFunctions';
import { quiet } from '../../../../src/protocol/control';

const matrices = findMatrices(['A = [[5, 3], [3, 2]]', 'W = [[1, 2, 3], [4, 5, 6]]'].join('\n\n'), {
  language: 'python',
}).map(matrixOf);

function plain(value: CalculatedValue): unknown {
  switch (value.kind) {
    case 'number':
      return value.text ?? (value.im === 0 ? value.re : [value.re, value.im]);
    case 'matrix': {
      const cells = value.texts ?? Array.from(value.values);
      if (value.isVector) return cells;
      return Array.from({ length: value.rows }, (_, i) => cells.slice(i * value.columns, (i + 1) * value.columns));
    }
    case 'truth':
      return value.holds;
    case 'list':
      return value.items.map(plain);
    case 'parts':
      return Object.fromEntries(value.parts.map((part) => [part.name, plain(part.value)]));
  }
}

const run = (expression: string, exact = false): unknown =>
  plain(calculate({ kind: 'calculate', expression, matrices, exact, precision: null, seed: 0 }, quiet).value);

describe('rows and columns in an expression', () => {
  const known: readonly (readonly [string, unknown])[] = [
    ['A[1, 2]', 3],
    ['W[2, 1:2]', [4, 5]],
    ['W[:, 3]', [3, 6]],
    ['W[end, end]', 6],
    ['row(W, 2)', [[4, 5, 6]]],
    ['column(W, 1)', [[1], [4]]],
    ['1:3', [1, 2, 3]],
    ['max(W, 1)', [4, 5, 6]],
    ['max(W, 2)', [3, 6]],
    ['sum(W, 1)', [5, 7, 9]],
    ['mean(W, 2)', [2, 5]],
    [
      'concat(A, A, 2)',
      [
        [5, 3, 5, 3],
        [3, 2, 3, 2],
      ],
    ],
    ['std(W, 1)', [3 / Math.SQRT2, 3 / Math.SQRT2, 3 / Math.SQRT2]],
    ['variance(W, 2)', [1, 1]],
  ];
  for (const [expression, answer] of known)
    it(`regression: ${expression} was counted from 0, or not at all`, () => {
      assert.deepEqual(
        JSON.parse(
          JSON.stringify(run(expression), (_, x: unknown) => (typeof x === 'number' ? Number(x.toFixed(12)) : x)),
        ),
        JSON.parse(JSON.stringify(answer, (_, x: unknown) => (typeof x === 'number' ? Number(x.toFixed(12)) : x))),
      );
    });
});

describe('functions of numbers in an expression', () => {
  it('regression: round, floor, ceil and fix were missing, or refused every double', () => {
    assert.equal(run('round(2.345, 2)'), 2.35);
    assert.deepEqual(run('round(A / 7, 3)'), [
      [0.714, 0.429],
      [0.429, 0.286],
    ]);
    assert.deepEqual([run('round(-2.5)'), run('floor(-2.5)'), run('ceil(2.1)'), run('fix(-2.9)')], [-3, -3, 3, -2]);
    assert.equal(run('round(0.99999999999999)'), 1);
    assert.equal(run('floor(0.9999999999999999)'), 0);
  });

  it('round fractions and complex numbers by their kind', () => {
    assert.equal(run('round(7/3, 2)', true), '233/100');
    assert.equal(run('floor(7/3)', true), '2');
    assert.deepEqual(run('round(complex(1.256, 2.344), 2)'), [1.26, 2.34]);
  });

  it('known answers', () => {
    assert.equal(run('median(A)'), 3);
    assert.equal(run('prod(A)'), 90);
    assert.deepEqual(run('cross([1, 2, 3], [4, 5, 6])'), [-3, 6, -3]);
    assert.equal(run('gcd(12, 18) + lcm(4, 6) + mod(7, 3)'), 19);
    assert.deepEqual(run('reshape(W, [3, 2])'), [
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    assert.equal(run('inv(4)'), 0.25);
  });
});

describe('what matrices are called in an expression', () => {
  it('is their own name, or the first letter that nothing is named', () => {
    assert.deepEqual(callingNames([null]), ['A']);
    assert.deepEqual(callingNames(['A', null, 'C', null]), ['A', 'B', 'C', 'D']);
  });
  it('is the first of a name alone', () => {
    assert.deepEqual(callingNames(['R', 'R', null]), ['R', null, 'A']);
  });
  it('is a number after the last letter', () => {
    assert.equal(callingNames(new Array<null>(27).fill(null))[26], 'M27');
  });
});

describe('numbers near the ends of doubles in an expression', () => {
  const close = (expression: string, expected: number): void => {
    const value = run(expression);
    assert.ok(
      typeof value === 'number' && Math.abs(value / expected - 1) <= 1e-15,
      `${expression} is ${String(value)}`,
    );
  };

  it('regression: magnitudes, roots and logarithms of tiny complex numbers were 0, wrong and infinite', () => {
    close('abs(1e-200 + 1e-200i)', Math.SQRT2 * 1e-200);
    close('re(sqrt(1e-200 + 1e-200i)) * 1e100', Math.sqrt((Math.SQRT2 + 1) / 2));
    close('re(log(1e-200 + 1e-200i))', Math.log(Math.SQRT2 * 1e-200));
    close('abs(slu([1, 1e-200i; 1e-200, 1e-200]).U[2, 2]) * 1e200', 1);
  });

  it('regression: the Frobenius norm and the length of a list squared to 0 or to infinity', () => {
    close("norm([3e200, 0; 0, 4e200], 'fro')", 5e200);
    close("norm([3e-200, 0; 0, 4e-200i], 'fro')", 5e-200);
    close('norm([3e200, 4e200])', 5e200);
    close('norm([3e-200i, 4e-200])', 5e-200);
    assert.equal(run('norm([1/0, 1])'), Number.POSITIVE_INFINITY);
  });
});

describe('the functions that help names', () => {
  const matrices = findMatrices('A = [[4, 1], [1, 3]]\n\nb = [[1], [2]]', { language: 'python' }).map(matrixOf);
  const values: readonly (readonly [RegExp, string])[] = [
    [/\bk\)/, '1)'],
    [/\bd\)/, '2)'],
    [/\bn\)/, '2)'],
    [/1 \| 'fro' \| 'inf'/, "'inf'"],
  ];

  for (const [name, { call }] of Object.entries(matrixFunctions))
    it(`${call}: is called so`, () => {
      for (const form of call.match(/\w+\([^)]*\)/g) ?? assert.fail()) {
        assert.ok(form.startsWith(`${name}(`));
        const expression = values.reduce((text, [letter, value]) => text.replace(letter, value), form);
        const request = { kind: 'calculate', expression, matrices, exact: false, precision: null, seed: 0 } as const;
        assert.doesNotThrow(() => calculate(request, quiet), expression);
      }
    });

  it('are in mathjs where they are its own', () => {
    for (const name of standardFunctions) assert.equal(typeof math[name], 'function', name);
  });
});
