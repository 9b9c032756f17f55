import type { Format, MatrixBlock } from '../../matrix/block';
import { codeCellReader } from '../cells/code';
import type { MissingMarks } from '../cells/marks';
import { faultOf, readingOf, readPlain, unquote, type CellReader, type Reading } from '../cells/reading';
import { readDecimal } from '../decimal';
import { readGrid } from '../grid';
import { longestCell, problems } from '../problems';
import type { NestedMatrix } from './rows';

/**
 * Reads every cell of brackets of brackets; null where they turn out not to be a matrix. One whose bracket is never
 * closed ends with its last row and says so.
 */
export function readNested(
  text: string,
  format: Format,
  { start, end, name, rows }: NestedMatrix,
  readCell: CellReader,
): MatrixBlock | null {
  const columns = rows.width(0);
  const { cellStarts, cellEnds } = rows.grid(columns);
  const values = new Float64Array(cellStarts.length);
  for (let at = 0; at < values.length; at++) {
    const [from, to] = [cellStarts[at]!, cellEnds[at]!];
    // In C, 010 is eight.
    values[at] = format === 'c' || to - from > longestCell ? Number.NaN : readDecimal(text, from, to);
  }
  return readGrid(
    text,
    {
      format,
      start,
      end: end ?? rows.place(rows.count - 1).end,
      name,
      rowLabels: null,
      columnLabels: null,
      problems: end === null ? [problems.unclosedBracket({ start, end: start + 1 })] : [],
    },
    {
      rows: rows.count,
      columns,
      values,
      cellStarts,
      cellEnds,
      width: (row) => rows.width(row),
      place: (row) => rows.place(row),
    },
    readCell,
  );
}

const valueOfKey = String.raw`"\s*:\s*([+-]?[\d.]+(?:[eE][+-]?\d+)?)\s*`;
/** A complex number of JSON: {"re": 2, "im": 3}, also as mathjs writes it. */
export const complexObject = new RegExp(
  String.raw`\{\s*(?:"mathjs"\s*:\s*"Complex"\s*,\s*)?"re(?:al)?${valueOfKey},\s*"im(?:ag(?:inary)?)?${valueOfKey}\}`,
  'y',
);

function readComplexObject(cell: string): Reading | null {
  complexObject.lastIndex = 0;
  const [, re, im] = complexObject.exec(cell) ?? [];
  if (re === undefined || im === undefined) return null;
  return readingOf({ real: Number(re), imaginary: Number(im), exact: null });
}

/** In JSON, quotation marks are often only how a number was exported; in code, a string of digits is a string. */
export function jsonCellReader(isMissing: MissingMarks): CellReader {
  return (cell) => {
    if (cell.startsWith('{')) return readComplexObject(cell) ?? faultOf(cell);
    return readPlain(isMissing(cell) ? cell : unquote(cell), isMissing);
  };
}

/** A number in the call that says how it is kept: np.float64(1.5), Fraction(1, 3), Decimal('1.5'), complex(1, 2). */
const wrapped =
  /^(?:\w+\.)?(?:(complex)|(?:float|u?int|complex)\d+|Fraction|Rational|Decimal|Integer|Float|mpf|mpq)\(\s*(['"]?)([^()'",]+)\2\s*(?:,\s*([^()'",]+?)\s*)?\)$/;

const otherBase = /^([+-]?)(0(?:[xX][\da-fA-F]{1,200}|[oO][0-7]{1,200}|[bB][01]{1,200}))$/;

/**
 * What Python writes, as everybody does: without digits in groups, 1_000, with digits of ten for 0x10, and without a call
 * around the number.
 */
function simpler(text: string): string {
  const plain = /^[+-]?0[xX]/.test(text) ? text.replaceAll('_', '') : text.replace(/(?<=\d)_(?=\d)/g, '');
  const [, sign, digits] = otherBase.exec(plain) ?? [];
  if (sign !== undefined && digits !== undefined) return `${sign}${BigInt(digits)}`;
  const [, isComplex, , first, second] = wrapped.exec(plain) ?? [];
  if (first === undefined) return plain;
  if (second === undefined) return first.trim();
  return isComplex === undefined ? `${first}/${second}` : `${first}${/^[+-]/.test(second) ? '' : '+'}${second}j`;
}

/** Reads cells as Python writes them, also those wrapped in a call: `Fraction(1, 3)`, `complex(1, 2)`. */
export function pythonCellReader(isMissing: MissingMarks): CellReader {
  const read = codeCellReader(
    (cell) => isMissing(unquote(cell)),
    { caret: false, squareBrackets: false, unit: /I(?!\w)/y },
    simpler,
  );
  return (cell) => (isMissing(simpler(cell)) ? { kind: 'missing' } : read(cell));
}
