import type { MatrixBlock, Range } from '../../matrix/block';
import { codeCellReader, commonNotation } from '../cells/code';
import type { MissingMarks } from '../cells/marks';
import type { CellReader } from '../cells/reading';
import { buildBlock, unlabelled, type RowSpan } from '../draft';
import type { FormatReader } from '../format';
import { RowBuilder } from '../rowBuilder';
import { withoutCommentMarks } from './comments';
import { isFactor, isWhole } from './names';

const matrixCall = /(?<![\p{L}\p{N}_.])mat\s*\(/gu;
/** A column, in the mathematics of a line. */
const vectorCall = /(?<![\p{L}\p{N}_.])vec\s*\(/gu;
const longestBody = 100_000;
const token = /(\/\/[^\n]*|\/\*[^]*?\*\/|\s+)|"[^"\n]*"|[([{)\]};,]|[^\s"()[\]{};,/]+|\//gy;
const option = /^(?:delim|augment|gap|row-gap|column-gap|align)\s*:/;

/** Matrices of Typst's mathematics: mat(1, 2; 3, 4), and columns: vec(1, 2). */
export const typstReader: FormatReader = {
  families: ['text'],
  find(text, { language, isMissing }) {
    const blocks: MatrixBlock[] = [];
    const readCell = typstCellReader(isMissing);
    const isTypst = language === 'typst' || language === 'typ';
    const add = (start: number, end: number, name: string | null, rows: readonly RowSpan[]): void => {
      const block = buildBlock(
        text,
        {
          format: 'typst',
          start,
          end,
          name: isFactor(text, end) ? null : name,
          rows,
          ...unlabelled,
        },
        readCell,
      );
      if (block !== null) blocks.push(block);
    };
    for (const { start, end, rows } of callsOf(text, matrixCall)) {
      const name = nameBefore(text, start);
      // Without a row end it could be a call of any language.
      const isMathematics = isTypst || name !== null || isWhole(text, start, end);
      if (rows.length > 1 || isMathematics || /\$\s*$/.test(text.slice(Math.max(0, start - 20), start)))
        add(start, end, name, rows);
    }
    if (!text.includes('vec(')) return blocks;
    for (const { start, end, rows } of callsOf(text, vectorCall)) {
      const cells = rows.length === 1 ? rows[0]!.cells : [];
      if (cells.length > 1 && (isTypst || inDollars(text, start, end)))
        add(
          start,
          end,
          nameBefore(text, start),
          cells.map((cell): RowSpan => ({ start: cell.start, end: cell.end, cells: [cell] })),
        );
    }
    return blocks;
  },
};

/** The calls that end, by place; what is nested in one is none. */
function* callsOf(text: string, call: RegExp): Generator<Range & { rows: readonly RowSpan[] }> {
  let end = 0;
  for (const match of text.matchAll(call)) {
    const body = match.index < end ? null : readBody(text, match.index + match[0].length);
    if (body === null) continue;
    end = body.end;
    yield { start: match.index, end, rows: body.rows };
  }
}

/** Whether a call stands between dollars on its line. */
function inDollars(text: string, start: number, end: number): boolean {
  return (
    /\$[^$\n]*$/.test(text.slice(Math.max(0, start - 100), start)) &&
    /^[^$\n]{0,100}\$/.test(text.slice(end, end + 101))
  );
}

/** What stands before the equals sign in the same mathematics. */
function nameBefore(text: string, start: number): string | null {
  const before = text.slice(Math.max(0, start - 100), start);
  const statement = /(?:\$|\n|\\)([^$\n=\\]*?)\s*:?=\s*$/
    .exec(before)?.[1]
    ?.replace(/[&\s]+/g, ' ')
    .trim();
  const name = statement?.replace(/^(?:bold|upright|italic)\((.*)\)$/, '$1') ?? '';
  return /^[\p{L}][\p{L}\p{N}_'().+ ]{0,39}$/u.test(name) ? name : null;
}

/** The rows of the call whose body begins at `start`, without its options; null where it does not end. */
function readBody(text: string, start: number): { rows: readonly RowSpan[]; end: number } | null {
  const closing = closingParenthesis(text, start);
  if (closing === null) return null;
  const body = withoutCommentMarks(text, start, closing);
  if (body === null) return null;
  const rows = new RowBuilder(start, ({ start: from, end: to }, _, isLast) => {
    const at = Math.min(from + (/[ \t]/.test(text.charAt(from)) ? 1 : 0), to);
    return isLast ? null : { start: at, end: at };
  });
  for (const match of body.matchAll(token)) {
    const [word, skip] = match;
    const from = start + match.index;
    const to = from + word.length;
    if (skip !== undefined) continue;
    if (rows.isOutside && word === ';') rows.endRow(from, to);
    else if (rows.isOutside && word === ',') rows.endCell(from, to);
    else if ('([{'.includes(word)) rows.open(from, to);
    else if (')]}'.includes(word)) rows.close(from, to);
    else rows.word(from, to);
  }
  rows.endRow(closing, closing);
  return { rows: rows.rows.flatMap((row) => withoutOptions(text, row)), end: closing + 1 };
}

function withoutOptions(text: string, row: RowSpan): RowSpan[] {
  const cells = row.cells.filter(({ start, end }) => !option.test(text.slice(start, end)));
  return cells.length === 0 ? [] : [{ start: cells[0]!.start, end: cells.at(-1)!.end, cells }];
}

/** Where the parenthesis closes that stands before `start`; null where it does not, or where another matrix begins before. */
function closingParenthesis(text: string, start: number): number | null {
  let depth = 1;
  const limit = Math.min(text.length, start + longestBody);
  for (let at = start; at < limit; at++) {
    const character = text[at];
    if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return at;
    else if (character === 'm' && text.startsWith('mat(', at)) return null;
    else if (character === 'v' && text.startsWith('vec(', at)) return null;
    else if (character === '\n' && /^[ \t\r]*\n/.test(text.slice(at + 1, at + 50))) return null;
  }
  return null;
}

/** Typst writes products with a blank or dot, and powers of ten as 1.2 dot 10^(-7). */
function typstCellReader(isMissing: MissingMarks): CellReader {
  const simpler = (text: string): string =>
    text
      .replace(/(?<![\w.])([\d.]+)\s+(?:dot|times)\s+10\^(?:\(\s*([+-]?\d+)\s*\)|(\d+))/g, '$1e$2$3')
      .replace(/(?<!\w)frac\(([^(),]+),([^(),]+)\)/g, '(($1)/($2))')
      .replace(/(?<=[\d)\s])(?:dot|times)(?:\.op|\.c)?(?=\s)/g, '*')
      .replace(/^"(.*)"$/, '$1')
      .replace(/[\u2212]/g, '-');
  const read = codeCellReader(isMissing, { ...commonNotation, unit: /i(?!\w)/y }, simpler);
  return (text) => (/^(?:square|"\?"|"NA"|square\.stroked)$/.test(text) ? { kind: 'missing' } : read(text));
}
