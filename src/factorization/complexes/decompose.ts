import { type LabelledMatrix, type Matrix } from '../../matrix/dense';
import { faults } from '../../matrix/faults';
import { methodTitles, type DecompositionMethod } from '../../protocol/methods';
import type { BackwardError, Diagnostics, Factor } from '../../protocol/results';
import { orthogonalityWarnings, residualWarnings, ulp } from '../checks';
import type { Choice } from '../choose';
import type { ComplexMatrix } from '../complex';
import { factor } from '../factor';
import { complexEigenpairs } from './eigenpairs';
import { fromComplexColumns, type ComplexColumn } from './columns';
import { hermitianJacobi, isHermitian } from './hermitian';
import {
  complexMultiply,
  complexNorm,
  complexSubtract,
  conjugateTranspose,
  equilibrateComplex,
  realDiagonal,
  scaleBack,
  unitaryError,
} from './products';
import { schurOfComplex } from './schur';
import { complexSvd } from './svd';

/** What complex methods answer with. Nothing multiplies out to a real matrix, so there is no reconstruction. */
export interface ComplexDecomposition {
  readonly formula: string;
  readonly factors: readonly Factor[];
  readonly diagnostics: Diagnostics;
  readonly warnings: readonly string[];
}

/** LAPACK's bounds, as of the real methods. */
const bounds = { svd: 50, hermitian: 60, general: 20, schur: 20 } as const;
/** The longer side up to which complex matrices are taken. */
const largestSide = 200;
const complexMethods = ['eigen', 'schur', 'svd'] as const satisfies readonly DecompositionMethod[];

/** The decomposition that suits a complex matrix. */
export function chooseComplexMethod(a: LabelledMatrix): Choice {
  if (a.rows !== a.columns) return { method: 'svd', why: 'Complex and not square: SVD shows its rank.' };
  return isHermitian(complexOfLabelled(a))
    ? { method: 'eigen', why: 'Complex and Hermitian: its eigenvalues are real and its eigenvectors orthonormal.' }
    : { method: 'schur', why: 'Complex and square: Schur shows its eigenvalues by unitary factors.' };
}

/** Eigenvalues, Schur form or SVD of a complex matrix. Throws `complexNotAllowed`, `tooLarge…` and `didNotConverge`. */
export function decomposeComplex(
  method: DecompositionMethod,
  a: LabelledMatrix,
  checkpoint: () => void,
): ComplexDecomposition {
  const chosen = complexMethods.find((one) => one === method);
  if (chosen === undefined)
    throw faults.notComplex(
      methodTitles[method],
      complexMethods.map((one) => methodTitles[one]),
    );
  if (Math.max(a.rows, a.columns) > largestSide) throw faults.tooLargeComplex(largestSide);
  const { scaled, exponent } = equilibrateComplex(complexOfLabelled(a));
  const part = parts(chosen, scaled, checkpoint);
  const { s } = complexSvd(scaled, checkpoint);
  const tolerance = Math.max(a.rows, a.columns) * ulp * s[0]!;
  const rank = s.filter((value) => value > tolerance).length;
  const title = methodTitles[chosen];
  return {
    formula: part.formula,
    factors: part.factors.map(({ name, role, matrix, scales, rowLabels }) => {
      const { re, im } = scales ? scaleBack(matrix, exponent) : matrix;
      const real = im.values.every((value) => value === 0);
      const labels = rowLabels === 'rows' ? a.rowLabels : rowLabels === 'columns' ? a.columnLabels : null;
      return factor(name, role, re, { rowLabels: labels, ...(real ? {} : { imaginary: im.values }) });
    }),
    diagnostics: {
      relativeResidual: part.residual,
      meanSquaredError: null,
      conditionNumber: rank === s.length ? s[0]! / s.at(-1)! : Number.POSITIVE_INFINITY,
      rank,
      orthogonality: part.unitary,
      backwardError: part.backwardError,
      ...(part.iteration === undefined ? {} : { iteration: part.iteration }),
    },
    warnings: [
      ...residualWarnings(title, part.backwardError.ratio, part.backwardError.bound),
      ...(part.unitary === null
        ? []
        : orthogonalityWarnings(title, part.unitary / (Math.max(a.rows, a.columns) * ulp), part.backwardError.bound)),
      ...part.warnings,
    ],
  };
}

function complexOfLabelled({ rows, columns, values, imaginary }: LabelledMatrix): ComplexMatrix {
  const im: Matrix = { rows, columns, values: imaginary ?? new Float64Array(rows * columns) };
  return { re: { rows, columns, values }, im };
}

interface Part {
  readonly name: string;
  readonly role: string;
  readonly matrix: ComplexMatrix;
  /** Whether it carries the scale of A. */
  readonly scales: boolean;
  readonly rowLabels: 'rows' | 'columns' | null;
}

interface Parts {
  readonly formula: string;
  readonly factors: readonly Part[];
  readonly backwardError: BackwardError;
  readonly residual: number;
  readonly unitary: number | null;
  readonly iteration?: { readonly count: number; readonly converged: boolean };
  readonly warnings: readonly string[];
}

function parts(method: (typeof complexMethods)[number], a: ComplexMatrix, checkpoint: () => void): Parts {
  const { rows: m, columns: n } = a.re;
  if (method === 'svd') {
    const { u, s, v, sweeps, converged } = complexSvd(a, checkpoint);
    const middle = realDiagonal(s);
    return {
      formula: 'A = USVᴴ',
      factors: [
        {
          name: 'U',
          role: 'orthonormal columns, the left singular vectors',
          matrix: u,
          scales: false,
          rowLabels: 'rows',
        },
        { name: 'S', role: 'diagonal, the singular values', matrix: middle, scales: true, rowLabels: null },
        {
          name: 'V',
          role: 'orthonormal columns, the right singular vectors',
          matrix: v,
          scales: false,
          rowLabels: 'columns',
        },
      ],
      ...measured(
        a,
        complexMultiply(complexMultiply(u, middle), conjugateTranspose(v)),
        '‖A − USVᴴ‖ / (max(m, n) ‖A‖ ulp)',
        bounds.svd,
      ),
      unitary: Math.max(unitaryError(u), unitaryError(v)),
      iteration: { count: sweeps, converged },
      warnings: converged ? [] : [`SVD stopped after ${sweeps} sweeps before its columns were orthogonal to rounding.`],
    };
  }
  if (m !== n) throw faults.mustBeSquare(methodTitles[method], m, n);
  if (method === 'eigen' && isHermitian(a)) return hermitianParts(a, checkpoint);
  const form = schurOfComplex(a, checkpoint);
  if (form === null) throw faults.didNotConverge(methodTitles[method], 'the steps for one eigenvalue were used up');
  const { q, t } = form;
  if (method === 'schur')
    return {
      formula: 'A = QTQᴴ',
      factors: [
        { name: 'Q', role: 'unitary', matrix: q, scales: false, rowLabels: 'rows' },
        {
          name: 'T',
          role: 'upper triangular, the eigenvalues on its diagonal',
          matrix: t,
          scales: true,
          rowLabels: null,
        },
      ],
      ...measured(
        a,
        complexMultiply(complexMultiply(q, t), conjugateTranspose(q)),
        '‖A − QTQᴴ‖ / (n ‖A‖ ulp)',
        bounds.schur,
      ),
      unitary: unitaryError(q),
      warnings: [],
    };
  const { v, d, independent } = complexEigenpairs(form, checkpoint);
  return {
    formula: independent < n ? 'AV = VD' : 'A = VDV⁻¹',
    factors: eigenFactors(v, d, 'an eigenvector of length 1 in each column'),
    ...measured(
      complexMultiply(a, v),
      complexMultiply(v, d),
      '‖AV − VD‖ / (n ‖A‖ ulp)',
      bounds.general,
      complexNorm(a),
    ),
    unitary: null,
    warnings:
      independent < n
        ? [
            `This matrix is defective: it has ${n} eigenvalues but only ${independent} independent eigenvectors within rounding, so ` +
              'A = VDV⁻¹ does not exist. Choose Schur for factors that give the matrix back.',
          ]
        : [],
  };
}

function hermitianParts(a: ComplexMatrix, checkpoint: () => void): Parts {
  const { values, vectors, sweeps, converged } = hermitianJacobi(a, checkpoint);
  const order = Array.from(values.keys()).sort(
    (p, q) => Math.abs(values[q]!) - Math.abs(values[p]!) || values[q]! - values[p]!,
  );
  const columns: ComplexColumn[] = order.map((j) => vectors[j]!);
  const v = fromComplexColumns(columns, a.re.rows);
  const d = realDiagonal(order.map((j) => values[j]!));
  return {
    formula: 'A = VDVᴴ',
    factors: eigenFactors(v, d, 'unitary, an eigenvector in each column'),
    ...measured(
      a,
      complexMultiply(complexMultiply(v, d), conjugateTranspose(v)),
      '‖A − VDVᴴ‖ / (n ‖A‖ ulp)',
      bounds.hermitian,
    ),
    unitary: unitaryError(v),
    iteration: { count: sweeps, converged },
    warnings: converged ? [] : [`The Jacobi iteration stopped after ${sweeps} sweeps before it converged.`],
  };
}

function eigenFactors(v: ComplexMatrix, d: ComplexMatrix, role: string): Part[] {
  return [
    { name: 'V', role, matrix: v, scales: false, rowLabels: 'rows' },
    { name: 'D', role: 'diagonal, the eigenvalues', matrix: d, scales: true, rowLabels: null },
  ];
}

/** The error in the Frobenius norm, relative and in units of rounding. */
function measured(
  a: ComplexMatrix,
  product: ComplexMatrix,
  formula: string,
  bound: number,
  size: number = complexNorm(a),
): { readonly backwardError: BackwardError; readonly residual: number } {
  const error = complexNorm(complexSubtract(a, product));
  const residual = error === 0 ? 0 : error / size;
  const longest = Math.max(a.re.rows, a.re.columns);
  return { residual, backwardError: { formula, ratio: residual / (longest * ulp), bound } };
}
