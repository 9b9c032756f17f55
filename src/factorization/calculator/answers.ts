import type { BigNumber } from 'mathjs';
import { faults } from '../../matrix/faults';
import { nearestDouble } from '../../matrix/rational';
import type { CalculatedMatrix, CalculatedNumber, CalculatedValue } from '../../protocol/calculation';
import { fractionText } from '../exact/rational';
import { math } from '../math';
import { session } from './session';
import { fractionOf } from './values';

/** What mathjs came to, as data. Throws `notANumber` where a number of it is none, and `noValue` of what is no number, matrix or factors. */
export function answerOf(value: unknown): CalculatedValue {
  if (typeof value === 'boolean') return { kind: 'truth', holds: value };
  const number = numberOf(value);
  if (number !== null) return number;
  if (math.isMatrix(value)) return collection(value.valueOf(), value.size());
  if (Array.isArray(value)) return listed(value);
  if (isPlain(value))
    return {
      kind: 'parts',
      parts: Object.entries(value).map(([name, part]) => ({ name, value: answerOf(part) })),
    };
  throw faults.noValue();
}

function numberOf(value: unknown): CalculatedNumber | null {
  const exact = fractionOf(value);
  if (exact !== null) return { kind: 'number', re: nearestDouble(exact), im: 0, text: fractionText(exact) };
  if (math.isBigNumber(value)) return preciseNumber(value);
  const parts = typeof value === 'number' ? { re: value, im: 0 } : math.isComplex(value) ? value : null;
  if (parts === null) return null;
  if (Number.isNaN(parts.re) || Number.isNaN(parts.im)) throw faults.notANumber();
  return { kind: 'number', re: parts.re, im: parts.im, text: null };
}

/** To the digits asked for: what was reckoned with besides is not to be relied on. */
function preciseNumber(value: BigNumber): CalculatedNumber {
  if (value.isNaN()) throw faults.notANumber();
  const rounded = value.toSignificantDigits(session().digits);
  return { kind: 'number', re: rounded.toNumber(), im: 0, text: rounded.toString() };
}

/** A list of numbers, or of what else a function gives several of. */
function listed(items: readonly unknown[]): CalculatedValue {
  if (items.every((item) => numberOf(item) !== null)) return collection(items, [items.length]);
  return { kind: 'list', items: items.map(answerOf) };
}

function collection(data: unknown, size: readonly number[]): CalculatedMatrix {
  if (!Array.isArray(data) || size.length > 2) throw faults.noValue();
  const isVector = size.length === 1;
  const [rows, columns] = isVector ? [1, size[0]!] : [size[0]!, size[1]!];
  const cells = (data as unknown[]).flat().map((cell) => {
    const number = typeof cell === 'boolean' ? numberOf(Number(cell)) : numberOf(cell);
    if (number === null) throw faults.noValue();
    return number;
  });
  const isExact = cells.some(({ text }) => text !== null);
  return {
    kind: 'matrix',
    isVector,
    rows,
    columns,
    values: Float64Array.from(cells, ({ re }) => re),
    imaginary: cells.some(({ im }) => im !== 0) ? Float64Array.from(cells, ({ im }) => im) : null,
    texts: isExact ? cells.map(({ text, re }) => text ?? String(re)) : null,
  };
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
