import type { Label, MatrixBlock, Range } from '../../matrix/block';
import { codeCellReader, commonNotation } from '../cells/code';
import type { MissingMarks } from '../cells/marks';
import type { CellReader } from '../cells/reading';
import { buildBlock, type CellSpan, type RowSpan } from '../draft';
import type { FormatReader } from '../format';
import { parseCall, type Argument, type Call } from './calls';
import { assignedName, isFactor } from './names';

const callees = ['matrix', 'rbind', 'cbind', 'data.frame', 'tibble', 'array', 'structure'] as const;

/** A matrix as R builds it: the places of its cells, and its labels. */
interface Built {
  readonly rows: readonly (readonly CellSpan[])[];
  readonly rowLabels: readonly Label[] | null;
  readonly columnLabels: readonly Label[] | null;
}

/** matrix(c(…), …), rbind(c(…), …), cbind(c(…), …), data.frame(a = c(…), …), array(…) and structure(…) of R. */
export const rReader: FormatReader = {
  families: ['text'],
  find(text, { isMissing }) {
    const blocks: MatrixBlock[] = [];
    const readCell = rCellReader(isMissing);
    let end = 0;
    for (const { start, open } of callsIn(text)) {
      if (start < end || /[\w.$]/.test(text.charAt(start - 1))) continue;
      const call = parseCall(text, start, open);
      const built = call === null ? null : build(text, call);
      if (call === null || built === null) continue;
      const isOperand = isFactor(text, call.end) || /^\s*%/.test(text.slice(call.end, call.end + 20));
      const block = buildBlock(
        text,
        {
          format: 'r',
          start: call.start,
          end: call.end,
          name: isOperand ? null : assignedName(text, call.start),
          rows: built.rows.map((cells): RowSpan => ({ start: cells[0]!.start, end: cells.at(-1)!.end, cells })),
          rowLabels: built.rowLabels,
          columnLabels: built.columnLabels,
          problems: [],
        },
        readCell,
      );
      if (block === null) continue;
      blocks.push(block);
      end = call.end;
    }
    return blocks;
  },
};

/** Every place where one of the callees stands before a parenthesis, in order. */
function callsIn(text: string): { start: number; open: number }[] {
  const found: { start: number; open: number }[] = [];
  for (let open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
    if (!'xdey'.includes(text.charAt(open - 1))) continue;
    const callee = callees.find((name) => text.startsWith(name, open - name.length));
    if (callee !== undefined) found.push({ start: open - callee.length, open });
  }
  return found;
}

/** R's integers end with an L. */
function rCellReader(isMissing: MissingMarks): CellReader {
  return codeCellReader(isMissing, commonNotation, (text) => text.replace(/(?<=^[+-]?\d+)L$/, ''));
}

function build(text: string, call: Call): Built | null {
  switch (call.callee) {
    case 'matrix':
      return ofMatrix(text, call);
    case 'rbind':
      return ofVectors(text, call, false);
    case 'array':
    case 'structure':
      return ofDimensions(text, call);
    default:
      return ofVectors(text, call, true);
  }
}

/** An element of a vector. */
interface Element extends CellSpan {
  readonly name: Label | null;
}

const mostOfRange = 10_000;

/** The numbers of 1:6, from one whole number to another; null where the argument is something else. */
function range(text: string, { start, end, name }: Argument): readonly Element[] | null {
  const match = /^(-?\d{1,9})L?\s*:\s*(-?\d{1,9})L?$/.exec(text.slice(start, Math.min(end, start + 40)));
  if (match === null || name !== null) return null;
  const [from, to] = [Number(match[1]), Number(match[2])];
  const count = Math.abs(to - from) + 1;
  if (count > mostOfRange) return null;
  return Array.from({ length: count }, (_, i) => ({ start, end, name, value: from + Math.sign(to - from) * i }));
}

/** The values of c(…) or of a range; null where the argument is something else, or one of the values is a call of c. */
function vector(text: string, argument: Argument | undefined): readonly Element[] | null {
  if (argument === undefined) return null;
  const { call } = argument;
  if (call === null) return range(text, { ...argument, name: null });
  if (call.callee !== 'c' || call.arguments.length === 0) return null;
  const elements: Element[] = [];
  for (const one of call.arguments) {
    if (one.call?.callee === 'c') return null;
    const isRange = one.end - one.start < 100 && /^[^"']*:/.test(text.slice(one.start, one.end));
    const values = isRange ? range(text, one) : [elementOf(one)];
    if (values === null || elements.length > mostOfRange) return null;
    for (const value of values) elements.push(value);
  }
  return elements;
}

const elementOf = ({ start, end, name }: Argument): Element => ({ start, end, name });

const labelOf = (text: string, { start, end }: Range): Label => ({
  text: stringOf(text.slice(start, end)),
  start,
  end,
});
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** What a string of R says; anything else as it is written. */
function stringOf(written: string): string {
  if (!/^(["'])[^]*\1$/.test(written) || written.length < 2) return written;
  return written
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, code: string | undefined, character: string | undefined) =>
      code === undefined ? (escapes[character!] ?? character!) : String.fromCharCode(Number.parseInt(code, 16)),
    );
}

/** The names of the rows (0) or of the columns (1) in list(c(…), c(…)); null where there are none, or not as many. */
function dimensionLabels(
  text: string,
  names: Argument | undefined,
  which: 0 | 1,
  count: number,
): readonly Label[] | null {
  const list = names?.call?.callee === 'list' ? vector(text, names.call.arguments[which]) : null;
  return list?.length === count ? list.map((one) => labelOf(text, one)) : null;
}

const matrixArguments = new Set(['data', 'nrow', 'ncol', 'byrow', 'dimnames']);

function ofMatrix(text: string, { arguments: given }: Call): Built | null {
  const positional = given.filter(({ name }) => name === null);
  const takes = (name: string): Argument | undefined => {
    const named = given.find((one) => one.name?.text === name);
    return named ?? positional.shift();
  };
  const data = vector(text, takes('data'));
  if (data === null || given.some(({ name }) => name !== null && !matrixArguments.has(name.text))) return null;
  const number = (argument: Argument | undefined): number | null => {
    const written = argument === undefined ? '' : text.slice(argument.start, argument.end);
    return /^\d{1,9}L?$/.test(written) ? Number.parseInt(written, 10) : null;
  };
  const [rowsGiven, columnsGiven, byRow, names] = [takes('nrow'), takes('ncol'), takes('byrow'), takes('dimnames')];
  const n = data.length;
  const columnsSaid = number(columnsGiven);
  if ((rowsGiven !== undefined && number(rowsGiven) === null) || (columnsGiven !== undefined && columnsSaid === null))
    return null;
  const rows = number(rowsGiven) ?? (columnsSaid === null ? n : n / columnsSaid);
  const columns = columnsSaid ?? n / rows;
  // R would use the values again, or only some of them.
  if (!Number.isInteger(rows) || !Number.isInteger(columns) || rows * columns !== n) return null;
  const across = byRow === undefined ? 'FALSE' : text.slice(byRow.start, byRow.end);
  if (!/^(?:T|F|TRUE|FALSE)$/.test(across)) return null;
  const at = across.startsWith('T')
    ? (i: number, j: number) => i * columns + j
    : (i: number, j: number) => j * rows + i;
  return {
    rows: Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => data[at(i, j)]!)),
    rowLabels: dimensionLabels(text, names, 0, rows),
    columnLabels: dimensionLabels(text, names, 1, columns),
  };
}

/** structure(c(…), dim = c(2L, 3L)) as dput writes it, also of a data frame, and array(c(…), c(2, 3)): columns follow one another. */
function ofDimensions(text: string, { callee, arguments: given }: Call): Built | null {
  const named = (...names: readonly string[]): Argument | undefined =>
    given.find(({ name }) => name !== null && names.includes(name.text));
  const positional = given.filter(({ name }) => name === null);
  const inner = positional[0]?.call ?? null;
  if (callee === 'structure' && inner?.callee === 'list') {
    const kind = named('class');
    const isFrame = kind !== undefined && text.slice(kind.start, kind.end).includes('"data.frame"');
    return isFrame ? ofVectors(text, { ...inner, callee: 'data.frame' }, true) : null;
  }
  const data = vector(text, named('data', '.Data') ?? positional[0]);
  const size = vector(text, named('dim', '.Dim') ?? (callee === 'array' ? positional[1] : undefined));
  const [rows, columns] = size?.map((one) => one.value ?? Number.parseInt(text.slice(one.start, one.end), 10)) ?? [];
  if (data === null || size?.length !== 2 || rows === undefined || columns === undefined) return null;
  if (!(rows > 0) || rows * columns !== data.length) return null;
  const names = named('dimnames', '.Dimnames') ?? (callee === 'array' ? positional[2] : undefined);
  return {
    rows: Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => data[j * rows + i]!)),
    rowLabels: dimensionLabels(text, names, 0, rows),
    columnLabels: dimensionLabels(text, names, 1, columns),
  };
}

/** Vectors as rows, or as columns; named ones label theirs, and names inside the first label the other side. */
function ofVectors(text: string, { callee, arguments: given }: Call, asColumns: boolean): Built | null {
  const values = given.filter(
    ({ name }) => !/^(?:stringsAsFactors|check\.names|row\.names|deparse\.level)$/.test(name?.text ?? ''),
  );
  const vectors = values.map((one) => vector(text, one));
  const names = values.map(({ name, start }): Label => name ?? { text: '', start, end: start });
  let others: readonly Label[] | null = null;
  const first = vectors[0];
  if (first === undefined || first === null) return null;
  // The first column of a data frame often names its rows.
  if (callee === 'data.frame' && first.every(({ start }) => /["']/.test(text.charAt(start)))) {
    others = first.map((one) => labelOf(text, one));
    vectors.shift();
    names.shift();
  } else if (first.every(({ name }) => name !== null)) {
    others = first.map(({ name }) => name!);
  }
  const rowNames = vector(
    text,
    given.find(({ name }) => name?.text === 'row.names'),
  );
  if (rowNames?.length === first.length && rowNames.every(({ start }) => /["']/.test(text.charAt(start))))
    others = rowNames.map((one) => labelOf(text, one));
  const lines: (readonly Element[])[] = [];
  for (const one of vectors) {
    if (one === null || (asColumns && one.length !== first.length)) return null;
    lines.push(one);
  }
  if (lines.length === 0) return null;
  const own = names.some((label) => label.text !== '') ? names : null;
  if (!asColumns) return { rows: lines, rowLabels: own, columnLabels: others };
  return {
    rows: first.map((_, i) => lines.map((line) => line[i]!)),
    rowLabels: others,
    columnLabels: own,
  };
}
