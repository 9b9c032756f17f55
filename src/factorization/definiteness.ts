import { ulp } from './checks';

/** Whether some eigenvalue is above, below or at 0. */
export interface Signs {
  readonly positive: boolean;
  readonly negative: boolean;
  readonly zero: boolean;
}

/** The signs of eigenvalues, of which those up to n · ulp · max |λ| count as 0. */
export function signsOf(eigenvalues: Float64Array): Signs {
  const tolerance = eigenvalues.length * ulp * eigenvalues.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return {
    positive: eigenvalues.some((value) => value > tolerance),
    negative: eigenvalues.some((value) => value < -tolerance),
    zero: eigenvalues.some((value) => Math.abs(value) <= tolerance),
  };
}

/** "positive semidefinite" of a symmetric or Hermitian matrix. */
export function definitenessText({ positive, negative, zero }: Signs): string {
  if (positive && negative) return 'indefinite';
  if (!positive && !negative) return 'zero';
  return `${positive ? 'positive' : 'negative'} ${zero ? 'semidefinite' : 'definite'}`;
}
