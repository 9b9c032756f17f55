import type { Argument, Call } from '../calls';
import { matchArguments } from './arguments';
import { ofVectors } from './bound';
import { dimensionLabels, elementOf, vector, type Built, type Element } from './vectors';

/** A few characters make no more cells than this. */
const mostRecycled = 100;

/** matrix(c(…), nrow, ncol, byrow, dimnames). `takesNumber`: that the data may be one number, used for every cell. */
export function ofMatrix(text: string, call: Call, takesNumber: boolean): Built | null {
  const given = matchArguments(call, ['data', 'nrow', 'ncol', 'byrow', 'dimnames']);
  const data = given === null ? null : values(text, given.get('data'), takesNumber);
  if (given === null || data === null) return null;
  const [rowsGiven, columnsGiven] = [given.get('nrow'), given.get('ncol')];
  const [rowsSaid, columnsSaid] = [count(text, rowsGiven), count(text, columnsGiven)];
  if ((rowsGiven !== undefined && rowsSaid === null) || (columnsGiven !== undefined && columnsSaid === null))
    return null;
  const rows = rowsSaid ?? (columnsSaid === null ? data.length : data.length / columnsSaid);
  const byRow = given.get('byrow');
  const across = byRow === undefined ? 'FALSE' : text.slice(byRow.start, byRow.end);
  if (!/^(?:T|F|TRUE|FALSE)$/.test(across)) return null;
  return shaped(text, data, rows, columnsSaid ?? data.length / rows, across.startsWith('T'), given.get('dimnames'));
}

/** array(c(…), c(2, 3)): columns follow one another. */
export function ofArray(text: string, call: Call, takesNumber: boolean): Built | null {
  const given = matchArguments(call, ['data', 'dim', 'dimnames']);
  return given === null
    ? null
    : ofDimensions(text, values(text, given.get('data'), takesNumber), given.get('dim'), given.get('dimnames'));
}

/** structure(c(…), dim = c(2L, 3L)) as dput writes it, also of a data frame. */
export function ofStructure(text: string, { arguments: given }: Call): Built | null {
  const named = (...names: readonly string[]): Argument | undefined =>
    given.find(({ name }) => name !== null && names.includes(name.text));
  const first = given.find(({ name }) => name === null);
  const inner = first?.call ?? null;
  if (inner?.callee === 'list') {
    const kind = named('class');
    const isFrame = kind !== undefined && text.slice(kind.start, kind.end).includes('"data.frame"');
    return isFrame ? ofVectors(text, { ...inner, callee: 'data.frame' }, true) : null;
  }
  const data = vector(text, named('.Data') ?? first);
  const size = named('dim', '.Dim');
  return ofDimensions(text, data, size, named('dimnames', '.Dimnames'));
}

/** A vector, or one number. */
function values(text: string, argument: Argument | undefined, takesNumber: boolean): readonly Element[] | null {
  const list = vector(text, argument);
  if (list !== null || argument === undefined || argument.call !== null || !takesNumber) return list;
  return /^[+-]?[\d.]+(?:[eE][+-]?\d+)?L?$/.test(text.slice(argument.start, argument.end))
    ? [elementOf(argument)]
    : null;
}

/** The whole number that an argument is; null where it is none. */
function count(text: string, argument: Argument | undefined): number | null {
  const written = argument === undefined ? '' : text.slice(argument.start, argument.end);
  return /^\d{1,9}L?$/.test(written) ? Number.parseInt(written, 10) : null;
}

function ofDimensions(
  text: string,
  data: readonly Element[] | null,
  size: Argument | undefined,
  names: Argument | undefined,
): Built | null {
  const [rows, columns, ...more] =
    vector(text, size)?.map((one) => one.value ?? count(text, { ...one, call: null })) ?? [];
  if (data === null || typeof rows !== 'number' || typeof columns !== 'number' || more.length > 0) return null;
  return shaped(text, data, rows, columns, false, names);
}

/** The values in rows and columns, used again where they are fewer; null where R would warn, or refuse. */
function shaped(
  text: string,
  data: readonly Element[],
  rows: number,
  columns: number,
  byRow: boolean,
  names: Argument | undefined,
): Built | null {
  const cells = rows * columns;
  if (!Number.isInteger(rows) || !Number.isInteger(columns) || cells === 0 || cells % data.length !== 0) return null;
  if (cells > data.length && cells > mostRecycled) return null;
  const at = (i: number, j: number): number => (byRow ? i * columns + j : j * rows + i) % data.length;
  return {
    rows: Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => data[at(i, j)]!)),
    rowLabels: dimensionLabels(text, names, 0, rows),
    columnLabels: dimensionLabels(text, names, 1, columns),
  };
}
