import { cosine, sine, tangent } from './angles';
import { approximate, exponential, squareRoot, undefinedValue, type Quantity } from './quantity';

type Function = (argument: Quantity) => Quantity;

/** A function of real numbers alone. */
const ofReal =
  (of: (value: number) => number): Function =>
  (argument) =>
    argument.imaginary === 0 ? approximate(of(argument.real)) : undefinedValue;

/** The pure functions that a cell may call, by the names that most languages share; Log and ln are natural. */
const named: readonly (readonly [string, Function])[] = [
  ['sqrt', squareRoot],
  ['exp', exponential],
  ['ln', ofReal(Math.log)],
  ['log', ofReal(Math.log)],
  ['log2', ofReal(Math.log2)],
  ['log10', ofReal(Math.log10)],
  ['cbrt', ofReal(Math.cbrt)],
  ['sin', ofReal(sine)],
  ['cos', ofReal(cosine)],
  ['tan', ofReal(tangent)],
  ['sinh', ofReal(Math.sinh)],
  ['cosh', ofReal(Math.cosh)],
  ['tanh', ofReal(Math.tanh)],
  ['asin', ofReal(Math.asin)],
  ['acos', ofReal(Math.acos)],
  ['atan', ofReal(Math.atan)],
  ['arcsin', ofReal(Math.asin)],
  ['arccos', ofReal(Math.acos)],
  ['arctan', ofReal(Math.atan)],
];

/** The functions as most languages write them, and with a capital, as Mathematica does. */
export const functions: ReadonlyMap<string, Function> = new Map(
  named.flatMap(([name, of]): [string, Function][] => [
    [name, of],
    [name.charAt(0).toUpperCase() + name.slice(1), of],
  ]),
);

/** The names of π. Euler's number is told apart from a parameter e by what stands around it. */
export const circleNames: readonly string[] = ['pi', 'Pi', 'PI', 'π'];
export const circle: Quantity = approximate(Math.PI);
