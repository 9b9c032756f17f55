import { faults } from '../../matrix/faults';
import type { Decomposition } from '../factor';
import type { ExactTask } from './decompose';
import { beside, echelon, nullBasis, solutionOf } from './echelon';
import { exactFactor } from './exactFactor';
import { exactFrom, exactIdentity, exactMultiply, exactTranspose, toExact, type ExactMatrix } from './exactMatrix';
import { countQuantity, exactResult } from './result';

/** A⁻¹; null where A is singular. */
export function inverseOf(a: ExactMatrix, checkpoint: () => void): ExactMatrix | null {
  const n = a.rows;
  const form = echelon(beside(a, exactIdentity(n)), checkpoint, null, n);
  return form.pivots.length === n ? solutionOf(form, n) : null;
}

/** A = CR: C the columns of A that have pivots, R the rows of the reduced echelon form that are not 0. */
export function rowEchelon({ a, labelled, checkpoint, recorder }: ExactTask): Decomposition {
  const { reduced, pivots } = echelon(a, checkpoint, recorder);
  const c = exactFrom(a.rows, pivots.length, (i, j) => a.cells[i]![pivots[j]!]!);
  const r: ExactMatrix = { rows: pivots.length, columns: a.columns, cells: reduced.cells.slice(0, pivots.length) };
  const { columnLabels, rowLabels } = labelled;
  return exactResult(
    'A = CR',
    [
      exactFactor('C', 'the columns of A that are independent of those before them', c, {
        rowLabels,
        columnLabels: columnLabels && pivots.map((j) => columnLabels[j] ?? ''),
      }),
      exactFactor('R', 'the reduced row echelon form, without rows of 0', r, { columnLabels }),
    ],
    { a, product: exactMultiply(c, r) },
    { quantities: [countQuantity('rank', pivots.length)] },
  );
}

/** The n − r independent solutions of Ax = 0. */
export function exactNullSpace({ a, labelled, checkpoint, recorder }: ExactTask): Decomposition {
  const form = echelon(a, checkpoint, recorder);
  const basis = nullBasis(form);
  if (basis.columns > 0)
    recorder?.add('Each free variable in turn is 1 and the other free ones 0; the rows of the form give the rest.', {
      N: basis,
    });
  return exactResult(
    basis.columns === 0 ? 'Ax = 0 only for x = 0' : 'AN = 0',
    [exactFactor('N', 'a basis of the null space in its columns', basis, { rowLabels: labelled.columnLabels })],
    { a, product: null },
    { quantities: [countQuantity('rank', form.pivots.length), countQuantity('nullity', basis.columns)] },
  );
}

/** X with AX = B, and what may be added to it. Throws `noSolution` where there is none. */
export function exactSolve({ a, labelled, rightSide, checkpoint, recorder }: ExactTask): Decomposition {
  if (rightSide === null) throw faults.noRightSide();
  const b = toExact(rightSide);
  const form = echelon(beside(a, b), checkpoint, recorder, a.columns);
  const x = solutionOf(form, a.columns);
  if (x === null) throw faults.noSolution();
  const { reduced, pivots } = form;
  const basis = nullBasis({
    reduced: { ...reduced, columns: a.columns, cells: reduced.cells.map((row) => row.slice(0, a.columns)) },
    pivots,
  });
  recorder?.add(
    basis.columns === 0
      ? 'Every column of A has a pivot, so what stands right of the bar is the solution.'
      : 'The free variables are 0 in X; any combination of the columns of N may be added.',
    basis.columns === 0 ? { X: x } : { X: x, N: basis },
  );
  return exactResult(
    basis.columns === 0 ? 'AX = B' : 'A(X + NC) = B for every C',
    [
      exactFactor('X', 'the solution', x, { rowLabels: labelled.columnLabels, columnLabels: rightSide.columnLabels }),
      exactFactor('N', 'a basis of the null space in its columns', basis, { rowLabels: labelled.columnLabels }),
    ],
    { a, product: null },
    {
      quantities: [countQuantity('rank', form.pivots.length), countQuantity('free variables', basis.columns)],
    },
  );
}

/**
 * A⁺ = Rᵀ(RRᵀ)⁻¹(CᵀC)⁻¹Cᵀ from the full-rank factors A = CR; A⁻¹ where A is invertible.
 * Source: A. Ben-Israel and T. N. E. Greville, Generalized Inverses, chapter 1, theorem 5 (C. C. MacDuffee).
 */
export function exactPseudoInverse({ a, labelled, checkpoint, recorder }: ExactTask): Decomposition {
  const labels = { rowLabels: labelled.columnLabels, columnLabels: labelled.rowLabels };
  const n = a.rows;
  if (n === a.columns) {
    const form = echelon(beside(a, exactIdentity(n)), checkpoint, null, n);
    if (form.pivots.length === n) {
      // again, with every step
      if (recorder !== null) echelon(beside(a, exactIdentity(n)), checkpoint, recorder, n, 'I');
      recorder?.add('The left half is I, so the right half is the inverse.');
      const inverse = solutionOf(form, n)!;
      return exactResult('A⁻¹', [exactFactor('A⁻¹', 'the inverse: A A⁻¹ = I', inverse, labels)], {
        a,
        product: exactMultiply(exactMultiply(a, inverse), a),
      });
    }
  }
  const { reduced, pivots } = echelon(a, checkpoint, recorder);
  const rank = pivots.length;
  const c = exactFrom(a.rows, rank, (i, j) => a.cells[i]![pivots[j]!]!);
  const r: ExactMatrix = { rows: rank, columns: a.columns, cells: reduced.cells.slice(0, rank) };
  const [ct, rt] = [exactTranspose(c), exactTranspose(r)];
  const [left, right] = [inverseOf(exactMultiply(r, rt), checkpoint)!, inverseOf(exactMultiply(ct, c), checkpoint)!];
  recorder?.add('With A = CR, C the columns with pivots and R the rows that are not 0, A⁺ is Rᵀ(RRᵀ)⁻¹(CᵀC)⁻¹Cᵀ.', {
    C: c,
    R: r,
  });
  const inverse = exactMultiply(exactMultiply(rt, left), exactMultiply(right, ct));
  return exactResult('A⁺', [exactFactor('A⁺', 'the pseudo-inverse: A A⁺ A = A', inverse, labels)], {
    a,
    product: exactMultiply(exactMultiply(a, inverse), a),
  });
}
