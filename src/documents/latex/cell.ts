import type { MissingMarks } from '../cells/marks';
import { faultOf, readingOf, type CellReader } from '../cells/reading';
import { divide, ofDecimal } from '../cells/quantity';
import { evaluateLatex, withoutSpacing } from './expression';

const styled =
  /^\\(?:math(?:bf|rm|it|sf|tt|bb|cal|normal|ord)|boldsymbol|bm|pmb|text(?:bf|it|rm|sf|tt|normal|color\s*\{[^{}]*\})?|boxed|fbox|underline|[mh]box|num|ensuremath|colorbox\s*\{[^{}]*\}|color\s*\{[^{}]*\})\s*\{([^]*)\}$/;
const switched =
  /^\\(?:bf|rm|it|sf|tt|bfseries|itshape|small|footnotesize|scriptsize|color\s*\{[^{}]*\})(?![A-Za-z])\s*([^]*)$/;
const blanks = new Set(['\\square', '\\Box', '\\_', '--', '---']);

/** 12\% is 0.12, as in tables. */
const hundred = ofDecimal('100');

/** Reads a cell of a LaTeX matrix, without the commands that only style it. */
export function latexCellReader(isMissing: MissingMarks): CellReader {
  return (text) => {
    if (isMissing(text)) return { kind: 'missing' };
    let bare = text;
    while ('\\{$'.includes(bare.charAt(0))) {
      const inner =
        styled.exec(bare)?.[1] ??
        switched.exec(bare)?.[1] ??
        /^\{([^{}]*)\}$/.exec(bare)?.[1] ??
        /^\$([^$]*)\$$/.exec(bare)?.[1];
      if (inner === undefined) break;
      bare = inner.trim();
    }
    if (blanks.has(bare) || (bare !== text && isMissing(bare))) return { kind: 'missing' };
    const plain = withoutSpacing(bare);
    if (plain !== bare && isMissing(plain)) return { kind: 'missing' };
    const share = /^(.*[^\\ ]) ?\\%$/.exec(plain)?.[1];
    const value = evaluateLatex(share ?? plain);
    if (value === null) return faultOf(plain);
    return readingOf(share === undefined ? value : divide(value, hundred));
  };
}
