import { eNotation, slashed, type FormatWriter } from '../format';

/** An array of rows, one a line. A complex number is {"re": a, "im": b}. */
export const jsonWriter: FormatWriter = {
  missing: 'null',
  scientific: eNotation,
  fraction: null,
  complex: (real, sign, imaginary) => `{"re": ${real}, "im": ${sign === '-' ? '-' : ''}${imaginary}}`,
  layout: (cells) => `[\n${cells.map((row) => `  [${row.join(', ')}]`).join(',\n')}\n]`,
};

/** A list of rows, assigned to the matrix's name where that is a name in Python too. */
export const pythonWriter: FormatWriter = {
  missing: "float('nan')",
  scientific: eNotation,
  fraction: slashed,
  complex: (real, sign, imaginary) => `${real}${sign}${imaginary}j`,
  layout(cells, { name }) {
    const before = name !== null && /^[A-Za-z_]\w*$/.test(name) ? `${name} = ` : '';
    const indent = ' '.repeat(before.length + 1);
    return `${before}[${cells.map((row) => `[${row.join(', ')}]`).join(`,\n${indent}`)}]`;
  },
};
