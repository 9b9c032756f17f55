import type { BigNumber, Matrix as MathMatrix, MathNumericType } from 'mathjs';
import { faults } from '../../matrix/faults';
import { math, native } from '../math';

/** As in mathjs, whose own functions round doubles to the tolerance of comparisons first, which is none here. */
const mostDecimals = 15;

/** To so many decimals; halves away from 0. */
function rounded(value: number, decimals: number): number {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > mostDecimals)
    throw faults.outOfRange('The decimals of round', `a whole number from 0 to ${mostDecimals}`, String(decimals));
  return Number(value.toFixed(decimals));
}

type Scalar = (value: MathNumericType, decimals?: number) => MathNumericType;
type Signatures = Readonly<Record<string, (value: never, decimals: never) => MathNumericType>>;

const others = 'BigNumber | Fraction | Complex';

/** The function of numbers, and of matrices cell by cell. */
function cellByCell(name: string, signatures: Signatures): Scalar {
  const scalar = math.typed(name, { ...signatures }) as Scalar;
  return math.typed(name, {
    ...signatures,
    'Array | Matrix': (values: MathMatrix) => math.map(values, (value: MathNumericType) => scalar(value)),
    'Array | Matrix, number': (values: MathMatrix, decimals: number) =>
      math.map(values, (value: MathNumericType) => scalar(value, decimals)),
  }) as Scalar;
}

function towards(name: 'floor' | 'ceil' | 'fix', ofDouble: (value: number) => number): Scalar {
  return cellByCell(name, { number: ofDouble, [others]: (value: BigNumber) => native[name](value) });
}

/** Functions that round number by number. */
export const roundings: Readonly<Record<string, Scalar>> = {
  round: cellByCell('round', {
    number: (value: number) => rounded(value, 0),
    'number, number': rounded,
    [others]: (value: BigNumber) => native.round(value),
    [`${others}, number`]: (value: BigNumber, decimals: number) => native.round(value, decimals),
  }),
  floor: towards('floor', Math.floor),
  ceil: towards('ceil', Math.ceil),
  fix: towards('fix', Math.trunc),
};
