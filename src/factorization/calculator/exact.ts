import type { MathNumericType, Matrix as MathMatrix } from 'mathjs';
import type { LabelledMatrix } from '../../matrix/dense';
import { faults } from '../../matrix/faults';
import { exactOperand } from '../exact/decompose';
import { defectWarnings, exactSpectrum } from '../exact/eigen';
import { exactFactor } from '../exact/exactFactor';
import { exactFrom, type ExactMatrix } from '../exact/exactMatrix';
import { magnitudeOf, minus, type Rational } from '../exact/rational';
import { inverseOf } from '../exact/systems';
import { math } from '../math';
import type { Eigenvector } from './eigenvectors';
import { session } from './session';
import { factorValue } from './values';

/** Decompositions in fractions whose answers as factors hold less than functions of the calculator give. */

const checkpoint = (): void => session().control.checkpoint();
const mathOf = (matrix: ExactMatrix): MathMatrix => factorValue(exactFactor('', '', matrix));

/** By magnitude, descending; of opposites the positive one first. */
function byMagnitude(x: Rational, y: Rational): number {
  const size = ({ numerator, denominator }: Rational): Rational => ({ numerator: magnitudeOf(numerator), denominator });
  const larger = minus(size(y), size(x)).numerator || minus(y, x).numerator;
  return larger > 0n ? 1 : larger < 0n ? -1 : 0;
}

/**
 * The eigenvalues of a square A, each as often as it is a root, and the independent eigenvectors of the first `count`; null
 * where not all are rational.
 */
export function exactEigs(
  matrix: LabelledMatrix,
  count: number,
): { values: MathMatrix; V: MathMatrix; eigenvectors: readonly Eigenvector[] } | null {
  const { roots, rest, pairs } = exactSpectrum(exactOperand('eigen', matrix), checkpoint);
  if (rest.length > 1) return null;
  for (const warning of defectWarnings(roots, pairs)) session().notes.add(warning);
  const ordered = roots.slice().sort((one, other) => byMagnitude(one.value, other.value));
  const values = ordered
    .flatMap(({ value, multiplicity }) => Array<Rational>(multiplicity).fill(value))
    .slice(0, count);
  const kept = ordered.flatMap(({ value }) => {
    const wanted = values.filter((one) => one === value).length;
    return pairs.filter((pair) => pair.value === value).slice(0, wanted);
  });
  const n = matrix.rows;
  const list = (numbers: readonly Rational[]): MathMatrix =>
    math.flatten(mathOf(exactFrom(1, numbers.length, (_, j) => numbers[j]!)));
  return {
    values: list(values),
    V: mathOf(exactFrom(n, kept.length, (i, j) => kept[j]!.vector[i]!)),
    eigenvectors: kept.map(({ value, vector }) => ({
      value: list([value]).toArray()[0] as MathNumericType,
      vector: list(vector),
    })),
  };
}

/** A⁻¹ of a square A. Throws `singular`. */
export function exactInverse(matrix: LabelledMatrix): MathMatrix {
  const inverse = inverseOf(exactOperand('pinv', matrix), checkpoint);
  if (inverse === null) throw faults.singular('An inverse');
  return mathOf(inverse);
}
