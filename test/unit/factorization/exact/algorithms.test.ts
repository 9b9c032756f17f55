import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  characteristicPolynomial,
  determinantFrom,
  polynomialText,
  rationalRoots,
} from '../../../../src/factorization/exact/characteristic';
import { echelon, nullBasis } from '../../../../src/factorization/exact/echelon';
import {
  exactFrom,
  exactIdentity,
  exactMultiply,
  exactPermutation,
  exactTranspose,
  sameMatrix,
  toExact,
  type ExactMatrix,
} from '../../../../src/factorization/exact/exactMatrix';
import { exactLdl } from '../../../../src/factorization/exact/ldl';
import { exactLu } from '../../../../src/factorization/exact/lu';
import { exactQr } from '../../../../src/factorization/exact/qr';
import {
  add,
  fractionText,
  isZero,
  one,
  times,
  whole,
  zero,
  type Rational,
} from '../../../../src/factorization/exact/rational';
import { inverseOf } from '../../../../src/factorization/exact/systems';
import { wholeRoots } from '../../../../src/factorization/exact/polynomial';
import { fromRows } from '../../../../src/matrix/dense';
import { labelled } from '../matrices';
import { anyShape, squares, symmetric } from './arbitrary';

/** p(A) for a matrix, by Horner's rule: 0 for its own characteristic polynomial (Cayley and Hamilton). */
function polynomialAt(coefficients: readonly Rational[], a: ExactMatrix): ExactMatrix {
  return coefficients.reduce(
    (value, coefficient) => {
      const product = exactMultiply(value, a);
      return exactFrom(a.rows, a.rows, (i, j) =>
        i === j ? add(product.cells[i]![j]!, coefficient) : product.cells[i]![j]!,
      );
    },
    exactFrom(a.rows, a.rows, () => zero),
  );
}

const matrixOf = (rows: number[][]) => labelled(fromRows(rows));
const quick = (): void => undefined;
const law = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): void =>
  fc.assert(fc.property(arbitrary, holds), { numRuns: 300 });

function assertSame(a: ExactMatrix, b: ExactMatrix): void {
  assert.ok(sameMatrix(a, b));
}

function isUpper(a: ExactMatrix): boolean {
  return a.cells.every((row, i) => row.every((value, j) => j >= i || isZero(value)));
}

/** Σ over permutations, which is what the determinant is by definition. */
function leibniz(a: ExactMatrix): Rational {
  const go = (row: number, left: readonly number[]): Rational => {
    if (left.length === 0) return one;
    return left.reduce((sum, column, at) => {
      const minor = go(
        row + 1,
        left.filter((other) => other !== column),
      );
      const term = times(times(a.cells[row]![column]!, minor), whole(at % 2 === 0 ? 1 : -1));
      return {
        numerator: sum.numerator * term.denominator + term.numerator * sum.denominator,
        denominator: sum.denominator * term.denominator,
      };
    }, whole(0));
  };
  return go(
    0,
    Array.from({ length: a.rows }, (_, j) => j),
  );
}

describe('exact algorithms', () => {
  it('PA = LU with unit lower L and upper U, on every shape', () => {
    law(anyShape, (a) => {
      const { order, l, u } = exactLu(a, quick);
      assertSame(exactMultiply(exactPermutation(order), a), exactMultiply(l, u));
      assert.ok(isUpper(u));
      assert.ok(isUpper(exactTranspose(l)));
      assert.ok(l.cells.slice(0, l.columns).every((row, i) => fractionText(row[i]!) === '1'));
    });
  });

  it('LU exchanges rows only where a pivot is 0', () => {
    const a = toExact(
      matrixOf([
        [1, 2],
        [100, 3],
      ]),
    );
    assert.deepEqual(exactLu(a, quick).order, [0, 1]);
  });

  it('PAPᵀ = LDLᵀ with blocks of at most 2×2', () => {
    law(symmetric, (a) => {
      const { order, l, d } = exactLdl(a, quick);
      const p = exactPermutation(order);
      const permuted = exactMultiply(exactMultiply(p, a), exactTranspose(p));
      assertSame(permuted, exactMultiply(exactMultiply(l, d), exactTranspose(l)));
      d.cells.forEach((row, i) => row.forEach((value, j) => assert.ok(Math.abs(i - j) <= 1 || isZero(value))));
    });
  });

  it('A = QR with QᵀQ = D diagonal and no column of Q zero', () => {
    law(anyShape, (a) => {
      const { q, r, d } = exactQr(a, quick);
      assertSame(a, exactMultiply(q, r));
      assertSame(d, exactMultiply(exactTranspose(q), q));
      d.cells.forEach((row, i) => row.forEach((value, j) => assert.equal(isZero(value), i !== j)));
      assert.equal(q.columns, echelon(a, quick).pivots.length);
    });
  });

  it('a null space is sent to zero, and rank and nullity make up the columns', () => {
    law(anyShape, (a) => {
      const form = echelon(a, quick);
      const basis = nullBasis(form);
      assert.ok(exactMultiply(a, basis).cells.flat().every(isZero));
      assert.equal(form.pivots.length + basis.columns, a.columns);
      assert.equal(echelon(exactTranspose(a), quick).pivots.length, form.pivots.length, 'row rank is column rank');
    });
  });

  it('A times its inverse is the identity, and there is none where the determinant is 0', () => {
    law(squares, (a) => {
      const inverse = inverseOf(a, quick);
      const determinant = determinantFrom(characteristicPolynomial(a, quick));
      assert.equal(inverse === null, isZero(determinant));
      if (inverse !== null) assertSame(exactMultiply(a, inverse), exactIdentity(a.rows));
    });
  });

  it('the determinant is the sum over permutations', () => {
    law(squares, (a) => {
      const [left, right] = [determinantFrom(characteristicPolynomial(a, quick)), leibniz(a)];
      assert.equal(left.numerator * right.denominator, right.numerator * left.denominator);
    });
  });

  it('a matrix is a root of its own characteristic polynomial (Cayley and Hamilton)', () => {
    law(squares, (a) => {
      assert.ok(polynomialAt(characteristicPolynomial(a, quick), a).cells.flat().every(isZero));
    });
  });
});

describe('rational roots', () => {
  /** The coefficients of Π (x − r). */
  const withRoots = (roots: readonly bigint[]): bigint[] =>
    roots.reduce<bigint[]>(
      (p, root) => [...p, 0n].map((coefficient, i) => coefficient - root * (i > 0 ? p[i - 1]! : 0n)),
      [1n],
    );

  it('are all found, each as often as it is one, whatever else the polynomial has', () => {
    law(fc.tuple(fc.array(fc.bigInt(-50n, 50n), { maxLength: 5 }), fc.bigInt(1n, 9n)), ([roots, c]) => {
      // times x² + c, which has no real root
      const p = withRoots(roots);
      const product = [...p, 0n, 0n].map((value, i) => value + c * (i >= 2 ? p[i - 2]! : 0n));
      const found = wholeRoots(product);
      const listed = found.roots.flatMap(({ root, multiplicity }) => Array.from({ length: multiplicity }, () => root));
      assert.deepEqual(
        listed,
        [...roots].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
      );
      assert.deepEqual(found.rest, [1n, 0n, c]);
    });
  });

  it('may be fractions', () => {
    const a = toExact(
      matrixOf([
        [0.5, 1, 0],
        [0, 0.5, 0],
        [0, 0, -0.25],
      ]),
    );
    const { roots, rest } = rationalRoots(characteristicPolynomial(a, quick));
    assert.deepEqual(
      roots.map(({ value, multiplicity }) => [fractionText(value), multiplicity]),
      [
        ['-1/4', 1],
        ['1/2', 2],
      ],
    );
    assert.equal(rest.length, 1);
  });

  it('are far apart and large without harm', () => {
    const large = 10n ** 30n;
    assert.deepEqual(
      wholeRoots(withRoots([large, -large, large + 1n])).roots.map(({ root }) => root),
      [-large, large, large + 1n],
    );
  });

  it('of nothing and of a constant are none', () => {
    assert.deepEqual(wholeRoots([1n]), { roots: [], rest: [1n] });
  });
});

describe('a polynomial in words', () => {
  it('is written as in a book', () => {
    const text = (...coefficients: number[]): string => polynomialText(coefficients.map((c) => whole(c)));
    assert.equal(text(1, -7, 1), 'λ² − 7λ + 1');
    assert.equal(text(1, 0, 0, -1), 'λ³ − 1');
    assert.equal(text(-1, 1), '−λ + 1');
    assert.equal(text(0), '0');
    assert.equal(polynomialText([one, { numerator: -3n, denominator: 5n }, one]), 'λ² − (3/5)λ + 1');
  });
});
