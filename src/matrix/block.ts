import type { LabelledMatrix } from './dense';
import type { ExactCells } from './exact';

/** The formats a matrix can be written in. A new format is a new name here and a new file in `documents`. */
export const formats = [
  'latex',
  'markdown',
  'csv',
  'tsv',
  'json',
  'python',
  'matlab',
  'julia',
  'r',
  'mathematica',
  'maple',
  'c',
  'typst',
  'matrixmarket',
  'spaced',
] as const;
export type Format = (typeof formats)[number];

/** What each format is called where a person chooses one. */
export const formatTitles: Readonly<Record<Format, string>> = {
  latex: 'LaTeX',
  markdown: 'Markdown table',
  csv: 'CSV',
  tsv: 'TSV',
  json: 'JSON',
  python: 'Python',
  matlab: 'MATLAB',
  julia: 'Julia',
  r: 'R',
  mathematica: 'Mathematica',
  maple: 'Maple',
  c: 'C',
  typst: 'Typst',
  matrixmarket: 'MatrixMarket',
  spaced: 'Spaced columns',
};

/** A half-open range of UTF-16 offsets into the document. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Something in the text that keeps a matrix from being used, with its place and what would be right. */
export interface Problem extends Range {
  readonly code: ProblemCode;
  /** One sentence: what stands there and what would be right. */
  readonly message: string;
  /** Of a ragged row: its index, and how many cells it has. */
  readonly row?: { readonly index: number; readonly cells: number };
}
export type ProblemCode =
  'ragged-row' | 'not-a-number' | 'ambiguous' | 'infinite' | 'parameter' | 'too-long' | 'unclosed' | 'syntax';

/** A label in the text and where it stands. */
export interface Label extends Range {
  readonly text: string;
}

/**
 * A matrix found in a document. `values` is NaN where a cell is missing and where a problem stands; a block
 * with problems is shown, but not computed with. Cell (i, j) is the text cellStarts[i·n + j] … cellEnds[i·n + j];
 * a cell that a ragged row lacks is the empty range at the row's end.
 */
export interface MatrixBlock extends LabelledMatrix, Range {
  readonly format: Format;
  readonly imaginary: Float64Array | null;
  readonly exact: ExactCells | null;
  /** Number of cells with a missing mark (cells with problems are not counted). */
  readonly missing: number;
  readonly cellStarts: Uint32Array;
  readonly cellEnds: Uint32Array;
  readonly rowLabelRanges: readonly Label[] | null;
  readonly columnLabelRanges: readonly Label[] | null;
  readonly problems: readonly Problem[];
}

/** The first m × n matrix with missing cells and without problems: what factors whose product is m × n may predict. */
export function firstIncomplete(blocks: readonly MatrixBlock[], rows: number, columns: number): MatrixBlock | null {
  const isMeant = (block: MatrixBlock): boolean =>
    block.rows === rows && block.columns === columns && block.missing > 0 && block.problems.length === 0;
  return blocks.find(isMeant) ?? null;
}

/** A block's cells and names, without its place in the text. */
export function matrixOf(block: MatrixBlock): LabelledMatrix {
  const { rows, columns, values, name, rowLabels, columnLabels, imaginary, exact } = block;
  return { rows, columns, values, name, rowLabels, columnLabels, imaginary, exact };
}
