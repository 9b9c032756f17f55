import type { LabelledMatrix } from '../../matrix/dense';
import type { Quantity, Spectrum } from '../../protocol/details';
import type { MethodOptions } from '../../protocol/request';
import type { BackwardError } from '../../protocol/results';
import { ulp } from '../checks';
import type { ComplexMatrix } from '../complex';
import { complexNorm, complexSubtract } from './products';

/** What complex methods take besides the matrix. */
export type ComplexOptions = Pick<MethodOptions, 'rightSide' | 'center' | 'scale'> & { readonly rank?: number | null };

/** What a complex method is given: A with entries of about 1, and with its names and right side as they were written. */
export interface ComplexTask {
  readonly a: ComplexMatrix;
  /** A as it was written is 2^exponent times `a`; even, so that its root is a power of two as well. */
  readonly exponent: number;
  readonly labelled: LabelledMatrix;
  readonly asked: ComplexOptions;
  readonly checkpoint: () => void;
}

type Labels = readonly string[] | null;

/** A factor before it is scaled back. */
export interface ComplexPart {
  readonly name: string;
  readonly role: string;
  readonly matrix: ComplexMatrix;
  /** It carries the scale of A to this power: 0 for unitary ones, 1/2 for a Cholesky factor, −1 for an inverse. */
  readonly power: 0 | 1 | 0.5 | -1;
  /** And a power of two of its own. */
  readonly shift?: number;
  readonly rowLabels?: Labels;
  readonly columnLabels?: Labels;
}

/** What a complex method answers with. */
export interface ComplexParts {
  readonly formula: string;
  readonly factors: readonly ComplexPart[];
  /** Absent where there is nothing to compare with. */
  readonly backwardError?: BackwardError;
  /** ‖A − Â‖_F / ‖A‖_F; null where the factors do not multiply out to A. */
  readonly residual: number | null;
  /** ‖I − QᴴQ‖_F of the factor that should be unitary, the largest where there are two. */
  readonly unitary: number | null;
  readonly iteration?: { readonly count: number; readonly converged: boolean };
  readonly quantities?: readonly Quantity[];
  readonly spectrum?: Spectrum;
  readonly tried?: readonly string[];
  readonly warnings: readonly string[];
}

interface Measured {
  readonly backwardError: BackwardError;
  readonly residual: number;
}

/** ‖A − Â‖_F / size. */
export function relativeError(a: ComplexMatrix, product: ComplexMatrix, size: number = complexNorm(a)): number {
  const error = complexNorm(complexSubtract(a, product));
  return error === 0 ? 0 : error / size;
}

/** ‖A − Â‖_F relative to `size` and in units of rounding: of Â = `product`, and of A of norm `size`. */
export function measured(
  a: ComplexMatrix,
  product: ComplexMatrix,
  formula: string,
  bound: number,
  size: number = complexNorm(a),
): Measured {
  const residual = relativeError(a, product, size);
  return { residual, backwardError: { formula, ratio: inRoundings(residual, a), bound } };
}

/** A relative error in units of max(m, n) ulp. */
export function inRoundings(relative: number, { re }: ComplexMatrix): number {
  return relative / (Math.max(re.rows, re.columns) * ulp);
}

/** The real and the imaginary part, which is 0 where there is none. */
export function complexParts({ rows, columns, values, imaginary }: LabelledMatrix): ComplexMatrix {
  return {
    re: { rows, columns, values },
    im: { rows, columns, values: imaginary ?? new Float64Array(rows * columns) },
  };
}
