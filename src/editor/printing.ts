import type * as vscode from 'vscode';
import { printMatrix } from '../documents';
import type { Format } from '../matrix/block';
import type { LabelledMatrix } from '../matrix/dense';
import { printOptions } from './options';
import { readOptions } from './settings';

/** A matrix as text of a format, with the digits that the setting asks for in a document. */
export function printForUse(matrix: LabelledMatrix, format: Format, scope: vscode.Uri | null): string {
  return printMatrix(matrix, format, printOptions(readOptions(scope).precision));
}
