import { missingMarks } from '../cells/marks';
import { readPlain } from '../cells/reading';
import { eNotation, slashed, type FormatWriter } from '../format';
import { cornerName } from './labels';

/** A table of GitHub Flavored Markdown with its columns aligned; without column labels its header is empty. */
export const markdownWriter: FormatWriter = {
  missing: '?',
  scientific: eNotation,
  fraction: slashed,
  complex: (real, sign, imaginary) => `${real} ${sign} ${imaginary}i`,
  layout(cells, { rowLabels, columnLabels }) {
    const columns = cells[0]?.length ?? 0;
    const corner = rowLabels === null ? [] : [''];
    const header = [...corner, ...(columnLabels?.map(labelCell) ?? Array.from({ length: columns }, () => ''))];
    const body = cells.map((row, i) => (rowLabels === null ? row : [labelCell(rowLabels[i]!), ...row]));
    const widths = header.map((_, j) => Math.max(3, ...[header, ...body].map((row) => row[j]!.length)));
    const isText = (j: number): boolean => j < corner.length;
    const line = (row: readonly string[]): string =>
      `| ${row.map((cell, j) => (isText(j) ? cell.padEnd(widths[j]!) : cell.padStart(widths[j]!))).join(' | ')} |`;
    const rule = widths.map((width, j) => (isText(j) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
    return [line(header), line(rule), ...body.map(line)].join('\n') + '\n';
  },
};

/** A label that reads as a number, as a missing mark or as the head of a label column is set in bold: it is none of them. */
function labelCell(label: string): string {
  const escaped = label.replace(/[\\|*_`<$]/g, '\\$&').replace(/\r?\n/g, '<br>');
  const isPlain = readPlain(label.trim(), missingMarks()).kind === 'fault' && !cornerName.test(label);
  return isPlain ? escaped : `**${escaped}**`;
}
