import { faults } from '../../matrix/faults';
import { methodTitles } from '../../protocol/methods';
import type { Factor } from '../../protocol/results';
import { permuteLabels, type Decomposition } from '../factor';
import type { ExactTask } from './decompose';
import { exactFactor } from './exactFactor';
import {
  exactMultiply,
  exactPermutation,
  exactTranspose,
  isExactlySymmetric,
  exactFrom,
  type ExactMatrix,
} from './exactMatrix';
import { exactLdl } from './ldl';
import { exactLu } from './lu';
import { exactQr } from './qr';
import { fractionText, isZero, rationalRoot, times, whole, type Rational } from './rational';
import { exactQuantity, exactResult } from './result';

/** PA = LU of an m × n A, and det A where it is square. */
export function exactLuDecomposition({ a, labelled, checkpoint, recorder }: ExactTask): Decomposition {
  const { order, l, u, exchanges } = exactLu(a, checkpoint, recorder);
  const p = exactPermutation(order);
  const rowLabels = permuteLabels(labelled.rowLabels, order);
  const product = exactMultiply(exactTranspose(p), exactMultiply(l, u));
  const determinant = a.rows === a.columns ? productOfDiagonal(u, exchanges) : null;
  if (exchanges > 0) recorder?.add('The same exchanges of the rows of I make P, so that PA = LU.', { P: p });
  if (determinant !== null)
    recorder?.add(
      `The determinant is the product of U's diagonal${exchanges % 2 === 1 ? ', with its sign turned by an odd number of exchanges' : ''}: ${fractionText(determinant)}.`,
    );
  return exactResult(
    'A = PᵀLU',
    [
      exactFactor('P', 'permutation of the rows, PA = LU', p, { rowLabels, columnLabels: labelled.rowLabels }),
      exactFactor('L', 'lower triangular, unit diagonal', l, { rowLabels }),
      exactFactor('U', 'upper triangular', u, { columnLabels: labelled.columnLabels }),
    ],
    { a, product },
    determinant === null ? {} : { quantities: [exactQuantity('determinant', determinant)] },
  );
}

function productOfDiagonal(u: ExactMatrix, exchanges: number): Rational {
  return u.cells.reduce((product, row, i) => times(product, row[i]!), whole(exchanges % 2 === 0 ? 1 : -1));
}

/** PAPᵀ = LDLᵀ of a symmetric A, P = I where no pivot is 0. Throws `mustBeSquare` and `notSymmetric`. */
export function exactLdlDecomposition(task: ExactTask): Decomposition {
  return ldlResult(task, 'LDLᵀ', []);
}

function ldlResult(
  { a, labelled, checkpoint, recorder }: ExactTask,
  title: string,
  warnings: readonly string[],
): Decomposition {
  requireSymmetric(title, a);
  const { order, l, d } = exactLdl(a, checkpoint, recorder);
  const p = exactPermutation(order);
  const exchanged = order.some((from, i) => from !== i);
  const rowLabels = permuteLabels(labelled.rowLabels, order);
  const inside = exactMultiply(exactMultiply(l, d), exactTranspose(l));
  const product = exactMultiply(exactMultiply(exactTranspose(p), inside), p);
  const permutation: Factor[] = exchanged
    ? [
        exactFactor('P', 'permutation of the rows and columns, PAPᵀ = LDLᵀ', p, {
          rowLabels,
          columnLabels: labelled.rowLabels,
        }),
      ]
    : [];
  const blocks = d.cells.some((row, i) => row.some((value, j) => i !== j && !isZero(value)));
  return exactResult(
    exchanged ? 'A = PᵀLDLᵀP' : 'A = LDLᵀ',
    [
      ...permutation,
      exactFactor('L', 'lower triangular, unit diagonal', l, { rowLabels }),
      exactFactor('D', blocks ? 'diagonal but for blocks of 2×2' : 'diagonal, the pivots', d),
    ],
    { a, product },
    { warnings },
  );
}

/**
 * A = LLᵀ where the roots of the pivots are rational; else A = LDLᵀ, which needs none, and a sentence that says so.
 * Throws `notSymmetric` and `notPositiveDefinite`, which names the first pivot that is not above 0.
 */
export function exactCholesky(task: ExactTask): Decomposition {
  const { a, labelled, checkpoint, recorder } = task;
  requireSymmetric('Cholesky', a);
  const { order, l, d } = exactLdl(a, checkpoint);
  const pivots = d.cells.map((row, i) => row[i]!);
  const displaced = order.findIndex((from, i) => from !== i);
  const negative = pivots.findIndex((pivot) => pivot.numerator <= 0n);
  // an exchange was made where the pivot that stood there was 0
  if (displaced >= 0 && (negative < 0 || displaced <= negative)) throw faults.notPositiveDefinite(displaced + 1, '0');
  if (negative >= 0) throw faults.notPositiveDefinite(negative + 1, fractionText(pivots[negative]!).replace('-', '−'));

  const roots = pivots.map(rationalRoot);
  const irrational = roots.indexOf(null);
  if (irrational >= 0)
    return ldlResult(task, 'Cholesky', [
      `The square root of pivot ${irrational + 1}, ${fractionText(pivots[irrational]!)}, is irrational, so the factors are those of ` +
        'A = LDLᵀ, which needs no roots; Cholesky’s L is this L times the roots of D.',
    ]);
  exactLdl(a, checkpoint, recorder);
  const rooted = exactFrom(a.rows, a.rows, (i, j) => times(l.cells[i]![j]!, roots[j]!));
  recorder?.add('Every pivot is a square: multiply each column of L by the root of its pivot.', { L: rooted });
  return exactResult(
    'A = LLᵀ',
    [exactFactor('L', 'lower triangular, its diagonal above 0', rooted, { rowLabels: labelled.rowLabels })],
    { a, product: exactMultiply(rooted, exactTranspose(rooted)) },
  );
}

/** A = QR with orthogonal columns of Q that are not of length 1: QᵀQ = D. */
export function exactQrDecomposition({ a, labelled, checkpoint, recorder }: ExactTask): Decomposition {
  const { q, r, d } = exactQr(a, checkpoint, recorder);
  return exactResult(
    'A = QR, QᵀQ = D',
    [
      exactFactor('Q', 'orthogonal columns, not of length 1: no square roots are taken', q, {
        rowLabels: labelled.rowLabels,
      }),
      exactFactor('R', 'upper triangular, each row beginning with 1', r, { columnLabels: labelled.columnLabels }),
      exactFactor('D', 'diagonal, the squared lengths of the columns of Q', d),
    ],
    { a, product: exactMultiply(q, r) },
    q.columns > 0 ? {} : { warnings: ['Every cell is 0, so there is no column that Q could have.'] },
  );
}

function requireSymmetric(title: string, a: ExactMatrix): void {
  if (a.rows !== a.columns) throw faults.mustBeSquare(title, a.rows, a.columns);
  if (!isExactlySymmetric(a)) throw faults.notSymmetric(title);
}

/** Throws where a method that needs a square matrix gets another. */
export function requireSquare(method: keyof typeof methodTitles, a: ExactMatrix): void {
  if (a.rows !== a.columns) throw faults.mustBeSquare(methodTitles[method], a.rows, a.columns);
}
