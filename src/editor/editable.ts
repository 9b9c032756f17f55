import * as vscode from 'vscode';

/** Documents that are written without a file system of their own: new ones, and the cells of notebooks. */
const writtenElsewhere = new Set(['untitled', 'vscode-notebook-cell']);

/** Whether a document may be changed: VS Code would also change what nothing can save, such as one side of a diff. */
export function isEditable({ uri: { scheme } }: vscode.TextDocument): boolean {
  return writtenElsewhere.has(scheme) || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}
