import type { Decomposition } from '../factor';
import {
  characteristicPolynomial,
  multipleOfI,
  polynomialText,
  rationalRoots,
  type RationalRoot,
} from './characteristic';
import type { ExactTask } from './decompose';
import { echelon, nullBasis } from './echelon';
import { eigenvaluesText, rootsText } from './eigenvalues';
import { exactFactor } from './exactFactor';
import { columnOf, exactDiagonal, exactFrom, exactIdentity, exactMultiply, type ExactMatrix } from './exactMatrix';
import { requireSquare } from './factorizations';
import { fractionText, minus, negate, times, type Rational } from './rational';
import type { Recorder } from './recorder';
import { exactResult, wordQuantity } from './result';
import { inverseOf } from './systems';

export interface ExactEigenpair {
  readonly value: Rational;
  readonly vector: readonly Rational[];
}

/**
 * The rational eigenvalues of A and a basis of each eigenspace: A = VDV⁻¹ where they make up the whole space. What is
 * irrational is said in words, and what a defective matrix lacks too.
 */
export function exactEigen({ a, labelled, checkpoint, recorder }: ExactTask): Decomposition {
  requireSquare('eigen', a);
  const { coefficients, roots, rest, pairs } = exactSpectrum(a, checkpoint, recorder);
  const n = a.rows;
  const v = exactFrom(n, pairs.length, (i, j) => pairs[j]!.vector[i]!);
  const d = exactDiagonal(pairs.map(({ value }) => value));
  const complete = pairs.length === n;
  const inverse = complete ? inverseOf(v, checkpoint) : null;
  return exactResult(
    complete ? 'A = VDV⁻¹' : pairs.length > 0 ? 'AV = VD' : `det(λI − A) = ${polynomialText(coefficients)}`,
    [
      exactFactor('V', 'an eigenvector in each column', v, { rowLabels: labelled.rowLabels }),
      exactFactor('D', 'diagonal, the eigenvalues', d),
    ],
    { a, product: inverse && exactMultiply(exactMultiply(v, d), inverse) },
    {
      quantities: [
        wordQuantity('characteristic polynomial', polynomialText(coefficients)),
        wordQuantity('eigenvalues', eigenvaluesText(roots, rest)),
      ],
      warnings: [...irrationalWarnings(rest, n), ...defectWarnings(roots, pairs)],
    },
  );
}

export interface ExactSpectrum {
  /** Of the characteristic polynomial, the highest power first. */
  readonly coefficients: readonly Rational[];
  /** The rational eigenvalues, ascending. */
  readonly roots: readonly RationalRoot[];
  /** What is left of the polynomial without them; of length 1 where all eigenvalues are rational. */
  readonly rest: readonly Rational[];
  /** A basis of the eigenspace of each root, one after the other. */
  readonly pairs: readonly ExactEigenpair[];
}

/** The rational eigenvalues of a square A with their eigenvectors. */
export function exactSpectrum(a: ExactMatrix, checkpoint: () => void, recorder: Recorder | null = null): ExactSpectrum {
  const coefficients = characteristicPolynomial(a, checkpoint, recorder);
  const { roots, rest } = rationalRoots(coefficients);
  recorder?.add(`Its roots are the eigenvalues: ${eigenvaluesText(roots, rest)}.`);
  const pairs = roots.flatMap(({ value }) => {
    checkpoint();
    const vectors = eigenvectors(a, value, checkpoint);
    recorder?.add(
      `The null space of A${multipleOfI(negate(value))} holds the eigenvectors for ${fractionText(value)}.`,
      {
        V: vectors,
      },
    );
    return Array.from({ length: vectors.columns }, (_, j): ExactEigenpair => ({ value, vector: columnOf(vectors, j) }));
  });
  return { coefficients, roots, rest, pairs };
}

function eigenvectors(a: ExactMatrix, value: Rational, checkpoint: () => void): ExactMatrix {
  const identity = exactIdentity(a.rows);
  const shifted = exactFrom(a.rows, a.rows, (i, j) => minus(a.cells[i]![j]!, times(value, identity.cells[i]![j]!)));
  return nullBasis(echelon(shifted, checkpoint));
}

function irrationalWarnings(rest: readonly Rational[], n: number): string[] {
  if (rest.length === 1) return [];
  const place = rest.length === n + 1 ? 'is the characteristic polynomial' : 'divides the characteristic polynomial';
  return [
    `${polynomialText(rest)} ${place} and has no rational roots, so these eigenvalues have no exact ` +
      'eigenvectors in fractions. In decimals all of them come out.',
  ];
}

/** A sentence where a root has fewer independent eigenvectors than it counts; none else. */
export function defectWarnings(roots: readonly RationalRoot[], pairs: readonly ExactEigenpair[]): string[] {
  const lacking = roots.filter((root) => pairs.filter((pair) => pair.value === root.value).length < root.multiplicity);
  if (lacking.length === 0) return [];
  return [
    `This matrix is defective: ${rootsText(lacking)} ${lacking.length === 1 ? 'has' : 'have'} fewer independent eigenvectors than it counts as a ` +
      'root, so V is not square and A = VDV⁻¹ does not exist.',
  ];
}
