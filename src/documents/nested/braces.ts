import type { MatrixBlock } from '../../matrix/block';
import { codeCellReader } from '../cells/code';
import type { MissingMarks } from '../cells/marks';
import { faultOf, readComplex, readDecimalCell, type CellReader } from '../cells/reading';
import { assignedName, isFactor, isWhole } from '../code/names';
import type { FormatReader } from '../format';
import { braces, tellBrackets } from './brackets';
import { readNested } from './draft';
import { NestedRows, type NestedMatrix } from './rows';

const cLanguages = new Set('c cpp cc h hpp cuda-cpp cu csharp cs java go objective-c arduino ino glsl hlsl'.split(' '));
const mathematicaLanguages = new Set(['mathematica', 'wolfram', 'wl', 'wls', 'nb']);
/** What declares an initializer of C, C++, C#, Java or Go: a subscript or a type before it. */
const declaration =
  /(?:\[[^[\]\n]{0,40}\]\s*(?:\w+\s*)?|>\s*\w*\s*|\b(?:auto|const|double|float|int|long)\s[\w\s*]*)=?\s*$/;
const lookBack = 100;

/** Braces of braces: lists of Mathematica, and initializers of C and its kin. */
export const bracesReader: FormatReader = {
  families: ['text'],
  find(text, { language, isMissing }) {
    const readers = { mathematica: mathematicaCellReader(isMissing), c: cCellReader(isMissing) };
    const blocks: MatrixBlock[] = [];
    const nested = new NestedRows(false, (matrix) => {
      if (matrix.end === null) return;
      const declared = declaration.test(paragraphBefore(text, matrix.start));
      const name = isFactor(text, matrix.end) ? null : braceName(text, matrix.start);
      if (!isPlausible(text, matrix, matrix.end, declared || name !== null)) return;
      if (isOption(text, matrix.start)) return;
      const isC = cLanguages.has(language) || (declared && !mathematicaLanguages.has(language));
      const format = isC ? 'c' : 'mathematica';
      const block = readNested(text, format, { ...matrix, name }, readers[format]);
      if (block !== null && !(isC && endsStructures(text, block))) blocks.push(block);
    });
    tellBrackets(nested, text, 0, text.length, braces);
    return blocks;
  },
};

/** The last row of a table of structures is often {NULL, NULL, 0}. */
function endsStructures(text: string, { rows, start, end }: MatrixBlock): boolean {
  return rows === 1 && /\bNULL\b/.test(text.slice(start, end));
}

/** The name before the braces, also where a type stands between: A = new double[][] {, a := [][]float64{, double A[2][2]{. */
function braceName(text: string, start: number): string | null {
  const before = paragraphBefore(text, start);
  const type = /(?:new\s+[\w.]+(?:\[[\w,]*\])+|(?:\[\w*\])+[\w.]+)\s*$/.exec(before);
  const assigned = assignedName(text, type === null ? start : start - before.length + type.index);
  return assigned ?? /\w[\w>*]*\s+(\w+)(?:\[\w*\])+\s*$/.exec(before)?.[1] ?? null;
}

/** What stands before an offset, without the paragraphs above: they declare nothing below. */
function paragraphBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - lookBack), at);
  return before.slice(before.lastIndexOf('\n\n') + 1);
}

/** The options of Mathematica's functions begin with a capital: PlotRange -> {{0, 1}, {0, 2}}. */
function isOption(text: string, start: number): boolean {
  return /\b[A-Z]\w{2,}\s*(?:->|:>|\u2192)\s*$/.test(text.slice(Math.max(0, start - lookBack), start));
}

/** {{1}} is a template or a group of TeX; words before a brace, as in \begin{…}, make it something else. */
function isPlausible(text: string, { start, rows }: NestedMatrix, end: number, said: boolean): boolean {
  if (!said && /[\p{L}\p{N}_^$}%#\\)\]]/u.test(text.charAt(start - 1))) return false;
  if (isWhole(text, start, end)) return true;
  if (rows.count < 2) return said && rows.width(0) > 1;
  return said || rows.isEven;
}

/** In Mathematica, 1.2*^-7 is a power of ten, and functions have square brackets. */
function mathematicaCellReader(isMissing: MissingMarks): CellReader {
  const read = codeCellReader(isMissing, { caret: true, squareBrackets: true, unit: /I(?!\w)/y }, (text) =>
    text
      .replace(/(?<=[\d.])`[\d.]*/g, '')
      .replace(/(?<=[\d.])\s?\*\^\s?(?=[+-]?\d)/g, 'e')
      .replace(/(?<![\w.])E(?![\w[])/g, 'math.e'),
  );
  return (text) => (/^(?:Missing\[(?:"[^"]*")?\]|Indeterminate|_)$/.test(text) ? { kind: 'missing' } : read(text));
}

const notANumber = /^(?:math\.NaN\(\)|[Dd]ouble\.NaN|[Ff]loat\.NaN|(?:std::)?nanf?\(""\)|f(?:32|64)::NAN)$/;

/** In C, 010 is eight and 1/3 is nothing: neither is read. Suffixes such as 1.5f and 2L say only how a number is kept. */
function cCellReader(isMissing: MissingMarks): CellReader {
  return (text) => {
    if (isMissing(text) || notANumber.test(text)) return { kind: 'missing' };
    const plain = text.replace(/(?<=^[+-]?[\d.]+(?:[eE][+-]?\d+)?)(?:[fFlLdDuU]|[uU]?[lL]{1,2})$/, '');
    const value = /^[+-]?0\d+$/.test(plain) ? null : readDecimalCell(plain);
    return value ?? readComplex(text) ?? faultOf(text);
  };
}
