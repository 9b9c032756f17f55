import { createMatrix, type LabelledMatrix, type Matrix } from '../../matrix/dense';
import { timesTwoTo } from '../../matrix/scale';
import { lowRankChoice, triangularChoice } from '../automatic';
import { pivotText } from '../cholesky';
import type { Choice } from '../choose';
import { magnitude, type ComplexMatrix } from '../complex';
import { bandwidths } from '../structure';
import { complexCholesky } from './cholesky';
import { isHermitian } from './hermitian';
import { complexParts } from './parts';
import { equilibrateComplex } from './products';
import { hasUnitaryColumns } from './properties';
import { complexRank, complexSvd } from './svd';

/** The decomposition that suits the structure of a complex matrix, looked for in the order of the real ones. */
export function chooseComplexMethod(a: LabelledMatrix, checkpoint: () => void): Choice {
  const { scaled, exponent } = equilibrateComplex(complexParts(a));
  const rank = complexRank(scaled, complexSvd(scaled, checkpoint).s);
  const deficient = rank < Math.min(a.rows, a.columns) ? rank : null;
  if (a.rows === a.columns) return forSquare(a, scaled, exponent, deficient, checkpoint);
  if (deficient !== null) return lowRankChoice(a, deficient);
  return a.rows > a.columns
    ? { method: 'qr', why: 'Complex and taller than wide: QR gives an orthonormal basis of its columns.' }
    : { method: 'svd', why: 'Complex and wider than tall: SVD shows its rank.' };
}

function forSquare(
  a: LabelledMatrix,
  scaled: ComplexMatrix,
  exponent: number,
  deficient: number | null,
  checkpoint: () => void,
): Choice {
  const sizes = magnitudes(scaled);
  const { lower, upper } = bandwidths(sizes);
  if (lower === 0 && upper === 0) return { method: 'eigen', why: 'Diagonal: its eigenvalues stand on its diagonal.' };
  const triangle = triangularChoice(sizes);
  if (triangle !== null) return triangle;
  if (isHermitian(scaled)) return forHermitian(scaled, exponent, deficient, checkpoint);
  if (hasUnitaryColumns(complexParts(a)))
    return { method: 'qr', why: 'Unitary: its inverse is its conjugate transpose, and its R in QR is the identity.' };
  if (deficient !== null) return lowRankChoice(a, deficient);
  return { method: 'schur', why: 'Complex and square: Schur shows its eigenvalues by unitary factors.' };
}

function forHermitian(
  scaled: ComplexMatrix,
  exponent: number,
  deficient: number | null,
  checkpoint: () => void,
): Choice {
  const answer = complexCholesky(scaled, checkpoint);
  if (answer.kind === 'factor' && deficient === null)
    return {
      method: 'cholesky',
      why: 'Complex, Hermitian and positive definite: Cholesky takes half the work of LU and needs no pivoting.',
    };
  const tried =
    answer.kind === 'failed'
      ? [
          `Tried Cholesky: pivot ${answer.pivot + 1} is ${pivotText(timesTwoTo(answer.value, exponent))}, so it is not positive definite.`,
        ]
      : [];
  return {
    method: 'eigen',
    why:
      deficient === null
        ? 'Complex and Hermitian: its eigenvalues are real and its eigenvectors orthonormal.'
        : `Complex, Hermitian and of numerical rank ${deficient} of ${scaled.re.rows}: its eigenvalues say which directions count.`,
    tried,
  };
}

/** |a_ij|. */
function magnitudes({ re, im }: ComplexMatrix): Matrix {
  const out = createMatrix(re.rows, re.columns);
  out.values.forEach((_, at) => (out.values[at] = magnitude({ re: re.values[at]!, im: im.values[at]! })));
  return out;
}
