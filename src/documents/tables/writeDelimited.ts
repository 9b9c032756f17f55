import { eNotation, type FormatWriter } from '../format';

/** RFC 4180 with quoted labels and bare numbers, so that a label such as "2024" is no number. */
function delimitedWriter(delimiter: ',' | '\t'): FormatWriter {
  const quote = (label: string): string => `"${label.replace(/"/g, '""')}"`;
  return {
    missing: 'NA',
    scientific: eNotation,
    fraction: null,
    complex: (real, sign, imaginary) => `${real}${sign}${imaginary}i`,
    layout(cells, { rowLabels, columnLabels }) {
      const header = columnLabels === null ? [] : [[...(rowLabels === null ? [] : ['']), ...columnLabels].map(quote)];
      const body = cells.map((row, i) => (rowLabels === null ? row : [quote(rowLabels[i]!), ...row]));
      return [...header, ...body].map((row) => row.join(delimiter)).join('\n') + '\n';
    },
  };
}

export const csvWriter = delimitedWriter(',');
export const tsvWriter = delimitedWriter('\t');
