import { eNotation, type FormatWriter } from '../format';

/** Columns set to the right, parted by blanks. */
export const spacedWriter: FormatWriter = {
  missing: 'NA',
  scientific: eNotation,
  fraction: null,
  complex: (real, sign, imaginary) => `${real}${sign}${imaginary}i`,
  layout(cells) {
    const width = Math.max(...cells.map((row) => Math.max(...row.map((cell) => cell.length))));
    return cells.map((row) => row.map((cell) => cell.padStart(width)).join(' ')).join('\n') + '\n';
  },
};
