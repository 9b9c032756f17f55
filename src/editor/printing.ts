import { printMatrix } from '../documents';
import type { Format } from '../matrix/block';
import type { LabelledMatrix } from '../matrix/dense';
import { readOptions } from './settings';

/** A matrix as text of a format, with the digits that the setting asks for. */
export function printForUse(matrix: LabelledMatrix, format: Format): string {
  const { precision } = readOptions();
  return printMatrix(matrix, format, precision === 'auto' ? {} : { digits: Math.min(17, Math.max(1, precision)) });
}
