import type { LabelledMatrix } from '../matrix/dense';
import type { Threaded } from './request';

/**
 * What an expression over matrices comes to, such as `svd(A).values` or `inv(R) * b`, in the syntax of mathjs. Matrices are
 * known by their names; `exact` takes their cells, and the numbers of the expression, as fractions.
 */
export interface CalculateRequest extends Threaded {
  readonly kind: 'calculate';
  readonly expression: string;
  readonly matrices: readonly LabelledMatrix[];
  readonly exact: boolean;
  /** The significant digits to reckon with; null reckons in doubles. */
  readonly precision: number | null;
  readonly seed: number;
}

/** A number; `text` is it exactly, "3/5", or to the digits asked for, where it was calculated so. */
export interface CalculatedNumber {
  readonly kind: 'number';
  readonly re: number;
  readonly im: number;
  readonly text: string | null;
}

/** An m × n matrix; `isVector` where the expression gives a list of numbers, which stands in its one row. */
export interface CalculatedMatrix {
  readonly kind: 'matrix';
  readonly isVector: boolean;
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
  readonly imaginary: Float64Array | null;
  readonly texts: readonly string[] | null;
}

export type CalculatedValue =
  | CalculatedNumber
  | CalculatedMatrix
  | { readonly kind: 'truth'; readonly holds: boolean }
  | { readonly kind: 'list'; readonly items: readonly CalculatedValue[] }
  /** The factors of a decomposition, by their names. */
  | { readonly kind: 'parts'; readonly parts: readonly CalculatedPart[] };

export interface CalculatedPart {
  readonly name: string;
  readonly value: CalculatedValue;
}

export interface Calculation {
  readonly expression: string;
  readonly value: CalculatedValue;
  /** Sentences for a person: what fell short of its bound, what was rounded. */
  readonly warnings: readonly string[];
  readonly seconds: number;
}

/** The words of an expression that may be names of matrices. */
export function wordsOf(expression: string): ReadonlySet<string> {
  return new Set(expression.match(/[\p{L}_][\p{L}\p{N}_]*/gu));
}

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/**
 * What each matrix of a text is called in an expression: by its own name where it is the first of it, else by the first
 * letter that nothing there is named, or M27 after the last; null for one whose name another has before it.
 */
export function callingNames(names: readonly (string | null)[]): readonly (string | null)[] {
  const taken = new Set(names);
  const free = letters.filter((letter) => !taken.has(letter));
  return names.map((name, at) =>
    name === null ? (free.shift() ?? `M${at + 1}`) : names.indexOf(name) === at ? name : null,
  );
}
