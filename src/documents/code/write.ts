import { eNotation, slashed, type FormatWriter } from '../format';

const identifier = /^[A-Za-z]\w*$/;
const assigned = (name: string | null, sign = '='): string =>
  name !== null && identifier.test(name) ? `${name} ${sign} ` : '';
/** Rows on lines of their own, each set below the first. */
const stacked = (before: string, rows: readonly string[], separator: string): string =>
  before + rows.join(`${separator}\n${' '.repeat(before.length)}`);

/** [1, 2; 3, 4], with commas, so that no sign is taken for an operator. */
export const matlabWriter: FormatWriter = {
  missing: 'NaN',
  scientific: eNotation,
  fraction: slashed,
  complex: (real, sign, imaginary) => `${real}${sign}${imaginary}i`,
  layout: (cells, { name }) =>
    `${stacked(
      `${assigned(name)}[`,
      cells.map((row) => row.join(', ')),
      ';',
    )}]`,
};

/** Rows of numbers of one type, which says that missing cells may be among them. */
export const juliaWriter: FormatWriter = {
  missing: 'missing',
  scientific: eNotation,
  fraction: slashed,
  complex: (real, sign, imaginary) => `${real}${sign}${imaginary}im`,
  layout(cells, { name }) {
    const has = (what: (cell: string) => boolean): boolean => cells.some((row) => row.some(what));
    const number = has((cell) => cell.endsWith('im')) ? 'ComplexF64' : 'Float64';
    const type = has((cell) => cell === 'missing') ? `Union{Missing, ${number}}` : number;
    return `${stacked(
      `${assigned(name)}${type}[`,
      cells.map((row) => row.join(' ')),
      ';',
    )}]`;
  },
};

/** matrix(c(…), nrow = 2, byrow = TRUE), with its labels as dimnames. */
export const rWriter: FormatWriter = {
  missing: 'NA',
  scientific: eNotation,
  fraction: slashed,
  complex: (real, sign, imaginary) => `${real}${sign}${imaginary}i`,
  layout(cells, { name, rowLabels, columnLabels }) {
    const strings = (labels: readonly string[] | null): string =>
      labels === null ? 'NULL' : `c(${labels.map((label) => JSON.stringify(label)).join(', ')})`;
    const names =
      rowLabels === null && columnLabels === null
        ? ''
        : `, dimnames = list(${strings(rowLabels)}, ${strings(columnLabels)})`;
    const values = stacked(
      `${assigned(name, '<-')}matrix(c(`,
      cells.map((row) => row.join(', ')),
      ',',
    );
    return `${values}), nrow = ${cells.length}, byrow = TRUE${names})`;
  },
};

const braced = (cells: readonly (readonly string[])[], indent: string): string =>
  cells.map((row) => `{${row.join(', ')}}`).join(`,\n${indent}`);

/** {{1, 2}, {3, 4}}; in Mathematica 1e-7 would be 1 e − 7. */
export const mathematicaWriter: FormatWriter = {
  missing: 'Missing[]',
  scientific: (mantissa, exponent) => `${mantissa}*^${exponent}`,
  fraction: slashed,
  complex: (real, sign, imaginary) => `${real} ${sign} ${imaginary} I`,
  layout(cells, { name }) {
    const before = `${assigned(name)}{`;
    return `${before}${braced(cells, ' '.repeat(before.length))}}`;
  },
};

/** Rows of Maple, one below the other: <<1 | 2>, <3 | 4>>. */
export const mapleWriter: FormatWriter = {
  missing: 'undefined',
  scientific: eNotation,
  fraction: slashed,
  complex: (real, sign, imaginary) => `${real} ${sign} ${imaginary}*I`,
  layout: (cells, { name }) =>
    `${stacked(
      `${assigned(name, ':=')}<`,
      cells.map((row) => `<${row.join(' | ')}>`),
      ',',
    )}>`,
};

/** An initializer of C, declared as an array where the matrix has a name. */
export const cWriter: FormatWriter = {
  missing: 'NAN',
  scientific: eNotation,
  fraction: null,
  complex: (real, sign, imaginary) => `${real} ${sign} ${imaginary} * I`,
  layout(cells, { name }) {
    const rows = `{\n  ${braced(cells, '  ')}\n}`;
    const declares = name !== null && identifier.test(name);
    // A plain double would drop the imaginary parts without a word.
    const type = cells.some((row) => row.some((cell) => cell.endsWith(' * I'))) ? 'double complex' : 'double';
    return declares ? `${type} ${name}[${cells.length}][${cells[0]?.length ?? 0}] = ${rows};` : rows;
  },
};

/** A matrix of Typst's mathematics. */
export const typstWriter: FormatWriter = {
  missing: '?',
  scientific: (mantissa, exponent) => `${mantissa} dot 10^(${exponent})`,
  fraction: slashed,
  complex: (real, sign, imaginary) => `${real} ${sign} ${imaginary} i`,
  layout(cells, { name }) {
    const rows = cells.map((row) => `  ${row.join(', ')}`).join(';\n');
    return `$ ${assigned(name)}mat(\n${rows}\n) $`;
  },
};
