import type { Labels } from '../../protocol/analyses';
import type { Analysis } from '../../protocol/results';

/** m × n of what was factored. */
export function shape(analysis: Analysis): readonly [number, number] {
  if (analysis.kind === 'train') return [analysis.users, analysis.items];
  const { rows, columns } = analysis.kind === 'decompose' ? analysis.request.matrix : analysis.reconstruction;
  return [rows, columns];
}

/** "row 1, column 3", or with names: "Ann (row 1), Alien (column 3)". */
export function cellName(row: number, column: number, names: Labels): string {
  return `${name('row', row, names.rows)}, ${name('column', column, names.columns)}`;
}

/** The same in fewer words, where both lines have names: "Ann, Alien". */
export function shortCellName(row: number, column: number, names: Labels): string {
  const [rowName, columnName] = [names.rows?.[row] ?? '', names.columns?.[column] ?? ''];
  return rowName === '' || columnName === '' ? cellName(row, column, names) : `${rowName}, ${columnName}`;
}

function name(side: 'row' | 'column', index: number, names: readonly string[] | null): string {
  const given = names?.[index];
  const place = `${side} ${index + 1}`;
  return given === undefined || given === '' ? place : `${given} (${place})`;
}
