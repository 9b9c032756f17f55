import type { Format } from '../matrix/block';

/** How the cells of a candidate read. Empty cells say nothing about whether it is a matrix. */
export interface Tally {
  readonly numbers: number;
  /** Explicit marks of a missing cell, such as ?. */
  readonly marks: number;
  /** Cells that are something else. */
  readonly faults: number;
}

/** The share of the cells with text in them that must be numbers or marks. */
const share: Readonly<Record<Format, number>> = {
  // \begin{pmatrix} a & b \\ c & d \end{pmatrix} and arrays of words are no matrices to compute with.
  latex: 1 / 2,
  markdown: 1 / 2,
  csv: 1 / 2,
  tsv: 1 / 2,
  // Lists of records, [["a", 1], ["b", 2]], are common in data and code.
  json: 3 / 4,
  python: 3 / 4,
  matlab: 3 / 4,
  julia: 3 / 4,
  r: 3 / 4,
  // Braces and columns of words are everywhere in code and logs.
  mathematica: 3 / 4,
  maple: 3 / 4,
  c: 3 / 4,
  typst: 1 / 2,
  matrixmarket: 1 / 2,
  spaced: 3 / 4,
};

/** In tables, dashes and question marks alone are more often prose than missing numbers. */
const needsNumber: ReadonlySet<Format> = new Set<Format>(['markdown', 'csv', 'tsv', 'spaced']);

/**
 * The one rule of what is a matrix: enough of its cells that are not empty read as numbers or missing marks,
 * and at least one does (in tables: at least one is a number, and the numbers and marks are a majority). Before it, a
 * reader has seen that the text around says so, where its notation is also used for something else: lists, versions,
 * intervals, indices and calls have the brackets, columns and angles of matrices, but are not assigned, not even, or
 * stand in a sentence. Lines with bars or semicolons must hold nothing but numbers, and be set apart (`tables/exports.ts`);
 * in scripts a small part of a very long line is a table of minified code (`nested/python.ts`). The fixtures in `false/` are what must never be found.
 */
export function isMatrix(format: Format, { numbers, marks, faults }: Tally): boolean {
  const good = numbers + marks;
  if (good === 0) return false;
  if (needsNumber.has(format)) return numbers > 0 && good > share[format] * (good + faults);
  return good >= share[format] * (good + faults);
}
