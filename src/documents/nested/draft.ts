import { codeCellReader } from '../cells/code';
import type { MissingMarks } from '../cells/marks';
import { readPlain, unquote, type CellReader } from '../cells/reading';
import type { Draft } from '../draft';
import { problems } from '../problems';
import type { NestedMatrix } from './rows';

/** Brackets of brackets as a draft; one whose bracket is never closed ends with its last row and says so. */
export function nestedDraft(format: 'python' | 'json', { start, end, name, rows }: NestedMatrix): Draft {
  return {
    format,
    start,
    end: end ?? rows.at(-1)!.end,
    name,
    rows,
    rowLabels: null,
    columnLabels: null,
    problems: end === null ? [problems.unclosedBracket({ start, end: start + 1 })] : [],
  };
}

/** In JSON, quotation marks are often only how a number was exported; in code, a string of digits is a string. */
export function jsonCellReader(isMissing: MissingMarks): CellReader {
  return (cell) => readPlain(isMissing(cell) ? cell : unquote(cell), isMissing);
}

/** NumPy's own scalars, np.float64(1.5), digits in groups, 1_000, and a name for not a number that older ones use. */
const simpler = (text: string): string =>
  text.replace(/^(?:np|numpy)\.(?:float|int|uint)\d+\(([^()]*)\)$/, '$1').replace(/(?<=\d)_(?=\d)/g, '');

export function pythonCellReader(isMissing: MissingMarks): CellReader {
  const read = codeCellReader(
    (cell) => isMissing(unquote(cell)),
    { caret: false, squareBrackets: false, unit: /I(?!\w)/y },
    (cell) => {
      return simpler(cell);
    },
  );
  return (cell) => (isMissing(simpler(cell)) ? { kind: 'missing' } : read(cell));
}
