import * as vscode from 'vscode';
import type { Format } from '../matrix/block';
import { faults } from '../matrix/faults';
import type { MatrixRef } from '../protocol/panel';
import type { Analysis } from '../protocol/results';
import { matrixOfAnalysis } from './analysisMatrices';
import { textOf } from './documentText';
import { isEditable } from './editable';
import { latexAt } from './inserting';
import type { LastEditor } from './lastEditor';
import { printForUse } from './printing';
import { documentName } from './textSource';

/** Which matrix of a result is wanted, and in which format. */
interface Asked {
  readonly matrix: MatrixRef;
  readonly format: Format;
}

/** A matrix of a result as text, with the settings of the document or file that the result is of. */
export function printedMatrix(analysis: Analysis, { matrix: ref, format }: Asked, scope: vscode.Uri): string {
  const matrix = matrixOfAnalysis(analysis, ref);
  if (matrix === null) throw faults.noResults();
  return printForUse(matrix, format, scope);
}

/** Writes a printed matrix at the cursor of the editor worked in last; LaTeX in Markdown becomes a display. */
export async function insertMatrixText(editor: LastEditor, printedMatrix: string, format: Format): Promise<void> {
  const current = editor.current();
  if (current === null) throw faults.noEditor();
  const { document, selection } = current;
  // What is selected may be the matrix itself: it stays, and the new one comes behind it.
  const at = selection.end;
  const text = textOf(document);
  const place = {
    before: text.slice(0, document.offsetAt(at)),
    after: text.slice(document.offsetAt(at)),
    language: document.languageId,
  };
  // A selection would grow over what is inserted, and the next letter replace it all.
  if (!selection.isEmpty) current.selection = new vscode.Selection(at, at);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, at, format === 'latex' ? latexAt(place, printedMatrix) : printedMatrix);
  if (!isEditable(document) || !(await vscode.workspace.applyEdit(edit)))
    throw faults.cannotEdit(documentName(document.uri));
}
