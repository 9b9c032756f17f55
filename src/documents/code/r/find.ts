import type { MatrixBlock } from '../../../matrix/block';
import { codeCellReader, commonNotation } from '../../cells/code';
import type { MissingMarks } from '../../cells/marks';
import type { CellReader } from '../../cells/reading';
import { buildBlock, type RowSpan } from '../../draft';
import type { FormatReader } from '../../format';
import { parseCall, type Call } from '../calls';
import { assignedName, isFactor } from '../names';
import { ofVectors } from './bound';
import { ofArray, ofMatrix, ofStructure } from './sized';
import { ofTribble } from './tribble';
import type { Built } from './vectors';

const rLanguages: ReadonlySet<string> = new Set(['r', 'rmd', 'quarto']);
const callees = ['matrix', 'rbind', 'cbind', 'data.frame', 'tibble', 'tribble', 'array', 'structure'] as const;

/** matrix(c(…), …), rbind(c(…), …), data.frame(a = c(…), …), tribble(~a, …), array(…) and structure(…) of R. */
export const rReader: FormatReader = {
  families: ['text'],
  find(text, { language, isMissing }) {
    const blocks: MatrixBlock[] = [];
    const readCell = rCellReader(isMissing);
    let end = 0;
    for (const { start, open } of callsIn(text)) {
      if (start < end || /[\w.$]/.test(text.charAt(start - 1))) continue;
      const call = parseCall(text, start, open);
      const built = call === null ? null : build(text, call, isR(text, call, language));
      if (call === null || built === null) continue;
      const block = buildBlock(
        text,
        {
          format: 'r',
          start: call.start,
          end: call.end,
          name: nameOf(text, call),
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

/** The name that a call is assigned to, from the left or from the right; null where it is an operand of something else. */
function nameOf(text: string, { start, end }: Call): string | null {
  const after = text.slice(end, end + 60);
  if (isFactor(text, end) || /^\s*%/.test(after)) return null;
  const prefix = /\w+::$/.exec(text.slice(Math.max(0, start - 30), start))?.[0].length ?? 0;
  return assignedName(text, start - prefix) ?? /^[ \t]*->[ \t]*([\p{L}.][\p{L}\p{N}_.]*)/u.exec(after)?.[1] ?? null;
}

/** Whether what stands around a call says that it is R's: matrix(2, 3) makes something else in other languages. */
function isR(text: string, { start, arguments: given }: Call, language: string): boolean {
  return (
    rLanguages.has(language) ||
    given.some(({ name }) => name !== null) ||
    /<-\s*$/.test(text.slice(Math.max(0, start - 10), start))
  );
}

function build(text: string, call: Call, takesNumber: boolean): Built | null {
  switch (call.callee) {
    case 'matrix':
      return ofMatrix(text, call, takesNumber);
    case 'rbind':
      return ofVectors(text, call, false);
    case 'array':
      return ofArray(text, call, takesNumber);
    case 'structure':
      return ofStructure(text, call);
    case 'tribble':
      return ofTribble(text, call);
    default:
      return ofVectors(text, call, true);
  }
}
