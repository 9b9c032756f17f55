import type { Label, MatrixBlock, Range } from '../../matrix/block';
import { codeCellReader, commonNotation } from '../cells/code';
import type { MissingMarks } from '../cells/marks';
import type { CellReader } from '../cells/reading';
import { buildBlock, type RowSpan } from '../draft';
import type { FormatReader } from '../format';
import { parseCall, type Argument, type Call } from './calls';
import { assignedName, isFactor } from './names';

const callees = ['matrix', 'rbind', 'cbind', 'data.frame'] as const;

/** A matrix as R builds it: the places of its cells, and its labels. */
interface Built {
  readonly rows: readonly (readonly Range[])[];
  readonly rowLabels: readonly Label[] | null;
  readonly columnLabels: readonly Label[] | null;
}

/** matrix(c(…), …), rbind(c(…), …), cbind(c(…), …) and data.frame(a = c(…), …) of R. */
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
    if (!'xde'.includes(text.charAt(open - 1))) continue;
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
    default:
      return ofVectors(text, call, true);
  }
}

/** The values of c(…); null where the argument is something else, or one of the values is a call of c or a range. */
function vector(text: string, argument: Argument | undefined): readonly Argument[] | null {
  const call = argument?.call;
  if (call?.callee !== 'c' || call.arguments.length === 0) return null;
  const isScalar = ({ call: inner, start, end }: Argument): boolean =>
    inner?.callee !== 'c' && !(end - start < 100 && /^[^"']*:/.test(text.slice(start, end)));
  return call.arguments.every(isScalar) ? call.arguments : null;
}

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
  const labels = (which: 0 | 1, count: number): readonly Label[] | null => {
    const list = names?.call?.callee === 'list' ? vector(text, names.call.arguments[which]) : null;
    return list?.length === count ? list.map((one) => labelOf(text, one)) : null;
  };
  return {
    rows: Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => rangeOf(data[at(i, j)]!))),
    rowLabels: labels(0, rows),
    columnLabels: labels(1, columns),
  };
}

const rangeOf = ({ start, end }: Range): Range => ({ start, end });

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
  const lines: (readonly Argument[])[] = [];
  for (const one of vectors) {
    if (one === null || (asColumns && one.length !== first.length)) return null;
    lines.push(one);
  }
  if (lines.length === 0) return null;
  const own = names.some((label) => label.text !== '') ? names : null;
  if (!asColumns) return { rows: lines.map((line) => line.map(rangeOf)), rowLabels: own, columnLabels: others };
  return {
    rows: first.map((_, i) => lines.map((line) => rangeOf(line[i]!))),
    rowLabels: others,
    columnLabels: own,
  };
}
