import type { Cells } from '../cells/cells';
import { decimalPadding } from './decimalPadding';

/** Cells whose texts are all looked at to set the widths of columns; beyond, all columns are as wide as the longest number. */
const mostTexts = 4_000;
/** "-1.234e-308", the longest that a number of four digits gets. */
const longestNumber = 11;
const shortestColumn = 4;
const longestLabel = 14;

/** How the numbers of a column stand, in widths of a character. */
export interface ColumnStats {
  readonly width: number;
  /** To the right of each row's text, so that decimal points lie beneath one another; 0 where not worked out. */
  readonly padding: (row: number) => number;
}

/** For every column; `label` is what stands above it. Columns are as wide as the widest of the same place in `alike`. */
export function columnStats(
  cells: Cells,
  alike: readonly Cells[],
  label: (column: number) => string,
): readonly ColumnStats[] {
  const own = textStats(cells);
  const others = alike.filter((other) => other !== cells).map(textStats);
  return Array.from({ length: cells.columns }, (_, j) => {
    const head = Math.min(longestLabel, label(j).length);
    const width = others.reduce((most, other) => Math.max(most, other[j]?.width ?? 0), own[j]!.width);
    return { width: Math.max(width, head), padding: own[j]!.padding };
  });
}

const known = new WeakMap<Cells, readonly ColumnStats[]>();

function textStats(cells: Cells): readonly ColumnStats[] {
  const stats = known.get(cells) ?? readTexts(cells);
  known.set(cells, stats);
  return stats;
}

function readTexts(cells: Cells): readonly ColumnStats[] {
  const isSmall = cells.isWhole && cells.rows * cells.columns <= mostTexts;
  return Array.from({ length: cells.columns }, (_, j) => {
    if (!isSmall) return { width: longestNumber, padding: () => 0 };
    const texts = Array.from({ length: cells.rows }, (__, i) => cells.text(i, j) ?? '');
    const pads = decimalPadding(texts);
    const longest = texts.reduce((most, text, i) => Math.max(most, text.length + pads[i]!), 0);
    return { width: Math.max(shortestColumn, longest), padding: (row) => pads[row] ?? 0 };
  });
}
