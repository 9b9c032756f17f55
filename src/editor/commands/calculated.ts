import { exactCellsOf } from '../../matrix/exact';
import type { LabelledMatrix } from '../../matrix/dense';
import type { CalculatedMatrix, CalculatedPart, CalculatedValue } from '../../protocol/calculation';
import { exactNumber, formatComplex } from '../../protocol/numbers';

/** What of a value can be inserted, each under the expression that gives it. */
export function partsOf(expression: string, value: CalculatedValue): CalculatedPart[] {
  switch (value.kind) {
    case 'parts':
      return value.parts.flatMap((part) => partsOf(`${expression}.${part.name}`, part.value));
    case 'list':
      return value.items.flatMap((item, i) => partsOf(`${expression}[${i + 1}]`, item));
    case 'matrix':
      // A null space of nothing but 0 has no column to insert.
      return value.columns === 0 ? [] : [{ name: expression, value }];
    case 'number':
    case 'truth':
      return [{ name: expression, value }];
  }
}

/** So many numbers of a matrix are shown where it is chosen. */
const previewed = 12;

/** A value on one line: a number as a text, a matrix by its first rows, (1, 2; 3, 4), and its shape. */
export function preview(value: CalculatedValue): string {
  if (value.kind !== 'matrix') return textOf(value);
  const { rows, columns, values, imaginary, texts } = value;
  const shown = Array.from({ length: Math.min(values.length, previewed) }, (_, at) => {
    const cell = texts?.[at] ?? formatComplex(values[at]!, imaginary?.[at] ?? 0);
    return at === 0 ? cell : `${at % columns === 0 ? '; ' : ', '}${cell}`;
  });
  return `(${shown.join('')}${values.length > previewed ? ', …' : ''})  ${rows}×${columns}`;
}

/** A number or a truth as it is inserted, to the last digit. */
export function textOf(value: Exclude<CalculatedValue, CalculatedMatrix>): string {
  if (value.kind === 'number') return value.text ?? formatComplex(value.re, value.im, exactNumber);
  return value.kind === 'truth' ? String(value.holds) : '';
}

/** A calculated matrix as one that is printed, in fractions where it was calculated so. */
export function printable({ rows, columns, values, imaginary, texts }: CalculatedMatrix): LabelledMatrix {
  const exact = texts === null ? null : exactCellsOf(texts);
  return { rows, columns, values, imaginary, exact, name: null, rowLabels: null, columnLabels: null };
}
