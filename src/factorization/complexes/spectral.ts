import type { LabelledMatrix } from '../../matrix/dense';
import { faults } from '../../matrix/faults';
import { methodTitles } from '../../protocol/methods';
import type { ComplexMatrix } from '../complex';
import { fromComplexColumns, type ComplexColumn } from './columns';
import { complexEigenpairs } from './eigenpairs';
import { hermitianJacobi, isHermitian } from './hermitian';
import { measured, type ComplexPart, type ComplexParts, type ComplexTask } from './parts';
import { complexMultiply, complexNorm, conjugateTranspose, realDiagonal, unitaryError } from './products';
import { schurOfComplex } from './schur';
import { complexSvd } from './svd';

/** LAPACK's bounds, as of the real methods. */
const svdBound = 50;
const hermitianBound = 60;
const generalBound = 20;
const schurBound = 20;

/** A = USVᴴ of an m × n A, its singular values descending. */
export function complexSvdParts({ a, labelled, checkpoint }: ComplexTask): ComplexParts {
  const { u, s, v, sweeps, converged } = complexSvd(a, checkpoint);
  const middle = realDiagonal(s);
  return {
    formula: 'A = USVᴴ',
    factors: [
      {
        name: 'U',
        role: 'orthonormal columns, the left singular vectors',
        matrix: u,
        power: 0,
        rowLabels: labelled.rowLabels,
      },
      { name: 'S', role: 'diagonal, the singular values', matrix: middle, power: 1 },
      {
        name: 'V',
        role: 'orthonormal columns, the right singular vectors',
        matrix: v,
        power: 0,
        rowLabels: labelled.columnLabels,
      },
    ],
    ...measured(
      a,
      complexMultiply(complexMultiply(u, middle), conjugateTranspose(v)),
      '‖A − USVᴴ‖ / (max(m, n) ‖A‖ ulp)',
      svdBound,
    ),
    unitary: Math.max(unitaryError(u), unitaryError(v)),
    iteration: { count: sweeps, converged },
    warnings: converged ? [] : [`SVD stopped after ${sweeps} sweeps before its columns were orthogonal to rounding.`],
  };
}

/** Eigenvalues or the Schur form, of a square A. */
export function complexEigenParts(method: 'eigen' | 'schur', task: ComplexTask): ComplexParts {
  const { a, labelled, checkpoint } = task;
  const n = a.re.rows;
  if (method === 'eigen' && isHermitian(a)) return hermitianParts(task);
  const form = schurOfComplex(a, checkpoint);
  if (form === null) throw faults.didNotConverge(methodTitles[method], 'the steps for one eigenvalue were used up');
  const { q, t } = form;
  if (method === 'schur')
    return {
      formula: 'A = QTQᴴ',
      factors: [
        { name: 'Q', role: 'unitary', matrix: q, power: 0, rowLabels: labelled.rowLabels },
        {
          name: 'T',
          role: 'upper triangular, the eigenvalues on its diagonal',
          matrix: t,
          power: 1,
        },
      ],
      ...measured(
        a,
        complexMultiply(complexMultiply(q, t), conjugateTranspose(q)),
        '‖A − QTQᴴ‖ / (n ‖A‖ ulp)',
        schurBound,
      ),
      unitary: unitaryError(q),
      warnings: [],
    };
  const { v, d, independent } = complexEigenpairs(form, checkpoint);
  return {
    formula: independent < n ? 'AV = VD' : 'A = VDV⁻¹',
    factors: eigenFactors(v, d, 'an eigenvector of length 1 in each column', labelled),
    ...measured(complexMultiply(a, v), complexMultiply(v, d), '‖AV − VD‖ / (n ‖A‖ ulp)', generalBound, complexNorm(a)),
    unitary: null,
    warnings:
      independent < n
        ? [
            `This matrix is defective: it has ${n} eigenvalues but only ${independent} independent ${independent === 1 ? 'eigenvector' : 'eigenvectors'} within rounding, so ` +
              'A = VDV⁻¹ does not exist. Choose Schur for factors that give the matrix back.',
          ]
        : [],
  };
}

function hermitianParts({ a, labelled, checkpoint }: ComplexTask): ComplexParts {
  const { values, vectors, sweeps, converged } = hermitianJacobi(a, checkpoint);
  const order = Array.from(values.keys()).sort(
    (p, q) => Math.abs(values[q]!) - Math.abs(values[p]!) || values[q]! - values[p]!,
  );
  const columns: ComplexColumn[] = order.map((j) => vectors[j]!);
  const v = fromComplexColumns(columns, a.re.rows);
  const d = realDiagonal(order.map((j) => values[j]!));
  return {
    formula: 'A = VDVᴴ',
    factors: eigenFactors(v, d, 'unitary, an eigenvector in each column', labelled),
    ...measured(
      a,
      complexMultiply(complexMultiply(v, d), conjugateTranspose(v)),
      '‖A − VDVᴴ‖ / (n ‖A‖ ulp)',
      hermitianBound,
    ),
    unitary: unitaryError(v),
    iteration: { count: sweeps, converged },
    warnings: converged ? [] : [`The Jacobi iteration stopped after ${sweeps} sweeps before it converged.`],
  };
}

function eigenFactors(v: ComplexMatrix, d: ComplexMatrix, role: string, { rowLabels }: LabelledMatrix): ComplexPart[] {
  return [
    { name: 'V', role, matrix: v, power: 0, rowLabels },
    { name: 'D', role: 'diagonal, the eigenvalues', matrix: d, power: 1 },
  ];
}
