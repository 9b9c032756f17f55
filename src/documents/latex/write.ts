import type { FormatWriter } from '../format';

/** A name that LaTeX would set as it stands. */
const settable = /^[\\A-Za-z\p{L}0-9 _^{}'()+*]+$/u;

/** A bmatrix, with its name before it. */
export const latexWriter: FormatWriter = {
  missing: '?',
  scientific: (mantissa, exponent) => String.raw`${mantissa} \times 10^{${exponent}}`,
  fraction: (numerator, denominator) => String.raw`\frac{${numerator}}{${denominator}}`,
  complex: (real, sign, imaginary) => `${real} ${sign} ${imaginary}i`,
  layout(cells, { name }) {
    const before = name !== null && settable.test(name) ? `${name} = ` : '';
    const rows = cells.map((row) => row.join(' & ')).join(' \\\\\n');
    return `${before}\\begin{bmatrix}\n${rows}\n\\end{bmatrix}`;
  },
};
