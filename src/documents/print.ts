import type { Format } from '../matrix/block';
import type { LabelledMatrix } from '../matrix/dense';
import { exactText } from './exactText';
import type { FormatWriter } from './format';
import { writers } from './writers';

export interface PrintOptions {
  /** Significant digits; without it, as many as read back the same double. */
  readonly digits?: number;
}

/**
 * The matrix as text of a format: with its name in LaTeX and Python, with its labels in Markdown, CSV and TSV.
 * Reading it again gives the same doubles (−0 becomes 0) and NaN where a cell is missing; the same fractions where a
 * format has them. With an imaginary part, m × n as the real one, cells are a + bi in the format's spelling.
 */
export function printMatrix(matrix: LabelledMatrix, format: Format, options: PrintOptions = {}): string {
  const writer = writers[format];
  const cells = Array.from({ length: matrix.rows }, (_, i) =>
    Array.from({ length: matrix.columns }, (_, j) => {
      const at = i * matrix.columns + j;
      const exact = options.digits === undefined ? matrix.exact?.get(at) : undefined;
      const written = exact === undefined ? null : exactText(exact, writer);
      return written ?? printCell(matrix.values[at]!, matrix.imaginary?.[at] ?? 0, writer, options.digits);
    }),
  );
  return writer.layout(cells, {
    name: matrix.name,
    rowLabels: presentLabels(matrix.rowLabels),
    columnLabels: presentLabels(matrix.columnLabels),
  });
}

function printCell(real: number, imaginary: number, writer: FormatWriter, digits: number | undefined): string {
  if (Number.isNaN(real) || Number.isNaN(imaginary)) return writer.missing;
  if (imaginary === 0) return printNumber(real, writer, digits);
  const magnitude = printNumber(Math.abs(imaginary), writer, digits);
  return writer.complex(printNumber(real, writer, digits), imaginary < 0 ? '-' : '+', magnitude);
}

/** A finite number in the spelling of a format. */
export function printNumber(value: number, writer: FormatWriter, digits?: number): string {
  const shortest = String(digits === undefined ? value : Number(value.toPrecision(digits)));
  const [mantissa, exponent] = shortest.split('e');
  return exponent === undefined ? shortest : writer.scientific(mantissa!, Number(exponent));
}

/** Labels that are all empty name nothing. */
function presentLabels(labels: readonly string[] | null): readonly string[] | null {
  return labels?.some((label) => label.trim() !== '') === true ? labels : null;
}
