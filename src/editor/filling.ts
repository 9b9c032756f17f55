import * as vscode from 'vscode';
import { joinEdits, type CellEdit } from '../documents';
import type { MatrixBlock } from '../matrix/block';
import { faults } from '../matrix/faults';
import type { CellRef } from '../protocol/panel';
import { textOf } from './documentText';
import type { Offered } from './filled';
import type { CellEdits, Fills } from './fills';
import { filledText } from './hoverText';
import { isEditable } from './editable';
import type { CellAnalysis } from './lookup';
import { documentName, rangeOf } from './textSource';

/** VS Code takes far longer over many small changes than over few that say the same. */
const mostEdits = 2_000;

/** One edit of the document that writes predictions into missing cells of the matrix; one step to undo. */
export function fillEdit(
  document: vscode.TextDocument,
  block: MatrixBlock,
  edits: CellEdits,
  cells: readonly CellRef[] | 'all',
): vscode.WorkspaceEdit {
  const chosen = cells === 'all' ? [...edits.values()] : cells.flatMap((cell) => editOf(edits, block, cell) ?? []);
  chosen.sort((a, b) => a.start - b.start);
  const edit = new vscode.WorkspaceEdit();
  const joined = chosen.length <= mostEdits ? chosen : joinEdits(textOf(document), chosen, mostEdits);
  for (const { start, end, text } of joined) edit.replace(document.uri, rangeOf(document, { start, end }), text);
  return edit;
}

/**
 * Writes predictions into the document. Throws `cannot-edit` where it is read-only, and `matrix-gone` where the text
 * has changed meanwhile.
 */
export async function fill(
  fills: Fills,
  document: vscode.TextDocument,
  block: MatrixBlock,
  analysis: CellAnalysis,
  cells: readonly CellRef[] | 'all',
): Promise<void> {
  const { version } = document;
  if (!isEditable(document)) throw faults.cannotEdit(documentName(document.uri));
  const edits = await fills.edits(textOf(document), block, analysis);
  fills.filled.offer(document.uri.toString(), offered(edits, block, analysis));
  if (edits.size === 0) throw faults.nothingDetermined();
  const name = documentName(document.uri);
  if (document.version !== version) throw faults.matrixGone(block.name ?? 'The matrix', name);
  if (!(await vscode.workspace.applyEdit(fillEdit(document, block, edits, cells)))) throw faults.cannotEdit(name);
}

/** The edits as fills to be remembered, each with what was said of its cell. */
export function offered(edits: CellEdits, { columns }: MatrixBlock, analysis: CellAnalysis): Offered {
  return {
    edits: edits.values(),
    tell: (cell) => filledText(analysis, { row: Math.floor(cell / columns), column: cell % columns }),
  };
}

/** What a fill would write into a cell, without blanks beside it or quotes; null where it writes nothing. */
export function writtenValue(edits: CellEdits, block: MatrixBlock, cell: CellRef): string | null {
  return editOf(edits, block, cell)?.text.replaceAll('"', '').trim() ?? null;
}

function editOf(edits: CellEdits, { columns }: MatrixBlock, { row, column }: CellRef): CellEdit | null {
  return edits.get(row * columns + column) ?? null;
}
