import type { Problem, Range } from '../../matrix/block';
import type { Rational } from '../../matrix/rational';
import type { Reading } from '../cells/reading';
import { mostProblems, problems } from '../problems';

/** What is written for a cell, and where. */
export interface Entry extends Range {
  readonly written: string;
  readonly reading: Reading;
}

/** The cells of a listed matrix, of which those that are not listed are 0 and stand at its end. */
export class Cells {
  readonly values: Float64Array;
  /** Null where the file is real. */
  readonly imaginary: Float64Array | null;
  readonly exact = new Map<number, Rational>();
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly problems: Problem[] = [];
  missing = 0;
  private readonly given: Uint8Array;

  constructor(
    rows: number,
    private readonly columns: number,
    isComplex: boolean,
    last: number,
  ) {
    const count = rows * columns;
    this.values = new Float64Array(count);
    this.imaginary = isComplex ? new Float64Array(count) : null;
    this.starts = new Uint32Array(count).fill(last);
    this.ends = new Uint32Array(count).fill(last);
    this.given = new Uint8Array(count);
  }

  isGiven(row: number, column: number): boolean {
    return this.given[row * this.columns + column] === 1;
  }

  /** `sign` and `imaginarySign`: of the cell's number, against the one that is written. */
  put(row: number, column: number, entry: Entry, sign: 1 | -1 = 1, imaginarySign: 1 | -1 = 1): void {
    const { reading, written, start, end } = entry;
    const at = row * this.columns + column;
    this.given[at] = 1;
    if (start < end) [this.starts[at], this.ends[at]] = [start, end];
    this.values[at] = reading.kind === 'number' ? sign * reading.value : Number.NaN;
    switch (reading.kind) {
      case 'number':
        if (this.imaginary !== null) this.imaginary[at] = imaginarySign * reading.imaginary;
        if (reading.exact !== null) this.exact.set(at, sign === 1 ? reading.exact : negated(reading.exact));
        return;
      case 'missing':
        this.missing++;
        return;
      case 'fault':
        this.note(problems.cell(reading.code, row, column, written, { start, end }));
    }
  }

  note(problem: Problem): void {
    if (this.problems.length < mostProblems) this.problems.push(problem);
  }
}

const negated = ({ numerator, denominator }: Rational): Rational => ({ numerator: -numerator, denominator });
