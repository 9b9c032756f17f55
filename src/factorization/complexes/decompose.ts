import type { LabelledMatrix } from '../../matrix/dense';
import { faults } from '../../matrix/faults';
import type { Quantity, Spectrum } from '../../protocol/details';
import { methodTitles, type DecompositionMethod } from '../../protocol/methods';
import type { Diagnostics, Factor } from '../../protocol/results';
import { orthogonalityWarnings, residualWarnings, ulp } from '../checks';
import { factor } from '../factor';
import { complexCholeskyParts } from './cholesky';
import { complexHessenberg } from './hessenberg';
import { complexLdlParts } from './ldl';
import { complexApproximation, complexDenoise } from './lowRank';
import { complexLuParts } from './lu';
import { complexParts, type ComplexOptions, type ComplexParts, type ComplexTask } from './parts';
import { complexPca } from './pca';
import { equilibrateComplex, scaleBack } from './products';
import { complexProperties } from './properties';
import { complexQrParts } from './qr';
import { complexSluParts } from './slu';
import { complexEigenParts, complexSvdParts } from './spectral';
import { complexRank, complexSvd } from './svd';
import { complexColumnSpace, complexNullSpace, complexPolar, complexPseudoInverse, complexSolve } from './systems';

/** What complex methods answer with. Nothing multiplies out to a real matrix, so there is no reconstruction. */
export interface ComplexDecomposition {
  readonly formula: string;
  readonly factors: readonly Factor[];
  readonly diagnostics: Diagnostics;
  readonly quantities?: readonly Quantity[];
  readonly spectrum?: Spectrum;
  readonly tried?: readonly string[];
  readonly warnings: readonly string[];
}

/** The longer side up to which complex matrices are taken. */
const largestSide = 200;
const complexMethods = [
  'lu',
  'slu',
  'cholesky',
  'ldl',
  'qr',
  'rrqr',
  'eigen',
  'schur',
  'hessenberg',
  'svd',
  'approximate',
  'denoise',
  'pca',
  'polar',
  'solve',
  'pinv',
  'nullspace',
  'orth',
  'properties',
] as const satisfies readonly DecompositionMethod[];
type ComplexMethod = (typeof complexMethods)[number];

/** Throws `tooLargeComplex`. */
export function checkComplexSize({ rows, columns }: LabelledMatrix): void {
  if (Math.max(rows, columns) > largestSide) throw faults.tooLargeComplex(largestSide);
}

/**
 * A decomposition of a complex matrix, or of AX = B where one of the two is. Throws `notComplex` for methods that have none,
 * `tooLargeComplex`, and what the method needs of a matrix.
 */
export function decomposeComplex(
  method: DecompositionMethod,
  a: LabelledMatrix,
  asked: ComplexOptions,
  checkpoint: () => void,
): ComplexDecomposition {
  const chosen = complexMethods.find((one) => one === method);
  if (chosen === undefined)
    throw faults.notComplex(
      methodTitles[method],
      complexMethods.map((one) => methodTitles[one]),
    );
  checkComplexSize(a);
  const { scaled, exponent } = equilibrateComplex(complexParts(a));
  const part = parts(chosen, { a: scaled, exponent, labelled: a, asked, checkpoint });
  const { s } = complexSvd(scaled, checkpoint);
  const rank = complexRank(scaled, s);
  const title = methodTitles[chosen];
  const { backwardError, quantities, spectrum, tried = [] } = part;
  return {
    formula: part.formula,
    factors: part.factors.map(({ name, role, matrix, power, shift = 0, rowLabels = null, columnLabels = null }) => {
      const { re, im } = scaleBack(matrix, power * exponent + shift);
      const real = im.values.every((value) => value === 0);
      return factor(name, role, re, { rowLabels, columnLabels, ...(real ? {} : { imaginary: im.values }) });
    }),
    diagnostics: {
      relativeResidual: part.residual,
      meanSquaredError: null,
      conditionNumber: rank === s.length ? s[0]! / s.at(-1)! : Number.POSITIVE_INFINITY,
      rank,
      orthogonality: part.unitary,
      ...(backwardError === undefined ? {} : { backwardError }),
      ...(part.iteration === undefined ? {} : { iteration: part.iteration }),
    },
    ...(quantities === undefined ? {} : { quantities }),
    ...(spectrum === undefined ? {} : { spectrum }),
    ...(tried.length === 0 ? {} : { tried }),
    warnings: [
      ...(backwardError === undefined ? [] : residualWarnings(title, backwardError.ratio, backwardError.bound)),
      ...(part.unitary === null || backwardError === undefined
        ? []
        : orthogonalityWarnings(title, part.unitary / (Math.max(a.rows, a.columns) * ulp), backwardError.bound)),
      ...part.warnings,
    ],
  };
}

function parts(method: ComplexMethod, task: ComplexTask): ComplexParts {
  switch (method) {
    case 'lu':
      return complexLuParts(task);
    case 'slu':
      requireSquare(method, task);
      return complexSluParts(task);
    case 'cholesky':
      requireSquare(method, task);
      return complexCholeskyParts(task);
    case 'ldl':
      requireSquare(method, task);
      return complexLdlParts(task);
    case 'qr':
    case 'rrqr':
      return complexQrParts(method === 'rrqr', task);
    case 'eigen':
    case 'schur':
      requireSquare(method, task);
      return complexEigenParts(method, task);
    case 'hessenberg':
      requireSquare(method, task);
      return complexHessenberg(task);
    case 'approximate':
      return complexApproximation(task);
    case 'denoise':
      return complexDenoise(task);
    case 'pca':
      return complexPca(task);
    case 'svd':
      return complexSvdParts(task);
    case 'polar':
      return complexPolar(task);
    case 'solve':
      return complexSolve(task);
    case 'pinv':
      return complexPseudoInverse(task);
    case 'nullspace':
      return complexNullSpace(task);
    case 'orth':
      return complexColumnSpace(task);
    case 'properties':
      return complexProperties(task);
  }
}

function requireSquare(method: ComplexMethod, { a }: ComplexTask): void {
  const { rows, columns } = a.re;
  if (rows !== columns) throw faults.mustBeSquare(methodTitles[method], rows, columns);
}
