import * as vscode from 'vscode';
import { fillEdits } from '../documents';
import type { MatrixBlock } from '../matrix/block';
import { faults } from '../matrix/faults';
import type { CellRef } from '../protocol/panel';
import { predictionsOf } from '../protocol/analyses';
import type { CellAnalysis } from './lookup';
import { rangeOf } from './textSource';

/** One edit of the document that writes predictions into missing cells of the matrix; one step to undo. */
export function fillEdit(
  document: vscode.TextDocument,
  block: MatrixBlock,
  analysis: CellAnalysis,
  cells: readonly CellRef[] | 'all',
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const chosen = predictionsOf(analysis).filter(
    ({ row, column }) => cells === 'all' || cells.some((cell) => cell.row === row && cell.column === column),
  );
  for (const { start, end, text } of fillEdits(document.getText(), block, chosen))
    edit.replace(document.uri, rangeOf(document, { start, end }), text);
  return edit;
}

/** Writes predictions into the document. Throws `cannot-edit` where it is read-only. */
export async function fill(
  document: vscode.TextDocument,
  block: MatrixBlock,
  analysis: CellAnalysis,
  cells: readonly CellRef[] | 'all',
): Promise<void> {
  if (!(await vscode.workspace.applyEdit(fillEdit(document, block, analysis, cells))))
    throw faults.cannotEdit(document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1));
}

/** What a fill would write into each predicted cell, by the cell's offset in the text. */
export function writtenValues(text: string, block: MatrixBlock, analysis: CellAnalysis): ReadonlyMap<number, string> {
  const starts = predictionsOf(analysis)
    .filter(({ value }) => Number.isFinite(value))
    .map(({ row, column }) => block.cellStarts[row * block.columns + column]!)
    .sort((a, b) => a - b);
  const edits = fillEdits(text, block, predictionsOf(analysis));
  // Both are in the order of the text; an edit may also take blanks beside its cell, or put it in quotes.
  return new Map(edits.map((edit, i) => [starts[i]!, edit.text.replaceAll('"', '').trim()]));
}
