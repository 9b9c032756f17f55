import type { MissingMarks } from '../cells/marks';
import { faultOf, readingOf, type CellReader } from '../cells/reading';
import { evaluateLatex } from './expression';

const styled =
  /^\\(?:math(?:bf|rm|it|sf|tt|normal)|boldsymbol|bm|text(?:bf|it|rm|sf|tt|color\s*\{[^{}]*\})?|boxed|underline|mbox|color\s*\{[^{}]*\})\s*\{([^]*)\}$/;
const blanks = new Set(['\\square', '\\Box', '\\_', '--', '---']);

/** Reads a cell of a LaTeX matrix, without the commands that only style it. */
export function latexCellReader(isMissing: MissingMarks): CellReader {
  return (text) => {
    let bare = text;
    for (;;) {
      const inner = styled.exec(bare)?.[1] ?? /^\{([^{}]*)\}$/.exec(bare)?.[1];
      if (inner === undefined) break;
      bare = inner.trim();
    }
    if (isMissing(text) || isMissing(bare) || blanks.has(bare)) return { kind: 'missing' };
    const value = evaluateLatex(bare);
    return value === null ? faultOf(bare) : readingOf(value);
  };
}
