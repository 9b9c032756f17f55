import type { MatrixBlock } from '../matrix/block';
import type { MissingMarks } from './cells/marks';
import type { LanguageFamily } from './language';

/** What a reader is told about the document. */
export interface FindContext {
  readonly family: LanguageFamily;
  /** The language id or file ending itself, in lower case, for notations that are told apart by it only. */
  readonly language: string;
  readonly isMissing: MissingMarks;
  /** Whether a mark that a person added is a number, such as -99. */
  readonly numericMarks: boolean;
}

/** One way of reading matrices in text. To add one: a file with such a reader, and a line in `readers.ts`. */
export interface FormatReader {
  readonly families: readonly LanguageFamily[];
  /** Its matrices in the text, not overlapping one another; in time linear in the text's length. */
  find(text: string, context: FindContext): MatrixBlock[];
}

/** One way of writing matrices. To add one: a file with such a writer, and a line in `writers.ts`. */
export interface FormatWriter {
  readonly missing: string;
  /** A mantissa and a power of ten, "1.2" and -7, as the format writes them. */
  scientific(mantissa: string, exponent: number): string;
  /** A fraction above 0, which the format reads back exactly; null where others would not read one as a number. */
  readonly fraction: ((numerator: string, denominator: string) => string) | null;
  /** a + bi from its parts as written; `imaginary` is a magnitude. */
  complex(real: string, sign: '+' | '-', imaginary: string): string;
  /** The whole matrix from its written cells and its names. */
  layout(cells: readonly (readonly string[])[], names: Names): string;
}

/** The names to print beside the cells; null where there are none. */
export interface Names {
  readonly name: string | null;
  readonly rowLabels: readonly string[] | null;
  readonly columnLabels: readonly string[] | null;
}

/** How most formats that have fractions write them. */
export function slashed(numerator: string, denominator: string): string {
  return `${numerator}/${denominator}`;
}

/** How most formats write a power of ten. */
export function eNotation(mantissa: string, exponent: number): string {
  return `${mantissa}e${exponent}`;
}
