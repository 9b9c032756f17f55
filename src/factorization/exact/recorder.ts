import type { Step } from '../../protocol/steps';
import { fractionText, isOne, isZero, magnitudeText, type Rational } from './rational';
import { cellTexts, copyOf, type ExactMatrix } from './exactMatrix';

/** Keeps what an algorithm did, as sentences with the matrices they speak of, in their order. */
export class Recorder {
  readonly steps: Step[] = [];

  /** `bar`: the columns before the bar of augmented matrices. */
  add(sentence: string, matrices: Readonly<Record<string, ExactMatrix>> = {}, bar?: number): void {
    this.steps.push({
      // a true minus sign before a number
      sentence: sentence.replace(/-(?=\d)/g, '−'),
      // before the first independent column there is nothing of Q and R to show
      matrices: Object.entries(matrices)
        .filter(([, { rows, columns }]) => rows > 0 && columns > 0)
        .map(([name, matrix]) => ({
          name,
          rows: matrix.rows,
          columns: matrix.columns,
          cells: cellTexts(copyOf(matrix)),
          ...(bar === undefined ? {} : { bar }),
        })),
    });
  }
}

/** "Subtract 3/5 times row 1 from row 2", "Add row 1 to row 2": what row_to := row_to − factor · row_from is in words. Rows from 0. */
export function rowOperation(factor: Rational, from: number, to: number): string {
  const [verb, way] = factor.numerator < 0n ? ['Add', 'to'] : ['Subtract', 'from'];
  const size = magnitudeText(factor);
  return `${verb} ${size === '1' ? '' : `${size} times `}row ${from + 1} ${way} row ${to + 1}`;
}

/** "Divide row 2 by 3/5"; empty where the number is 1. */
export function rowDivision(divisor: Rational, row: number): string {
  return isOne(divisor) || isZero(divisor) ? '' : `Divide row ${row + 1} by ${fractionText(divisor)}`;
}
