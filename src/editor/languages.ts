import * as vscode from 'vscode';

/** How the documents' readers should read a text: VS Code's language, or the file's ending where it says more. */
export function languageOf(languageId: string, path: string): string {
  if (languageId !== 'plaintext') return languageId;
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
  return ending === 'csv' || ending === 'tsv' ? ending : languageId;
}

/** Surfaces made of text that are no documents of a person's. */
const notDocuments = new Set(['output', 'debug', 'search-editor', 'vscode-terminal']);

/** Any text, saved or not, read-only or not, notebook cells too. */
export const anyText: vscode.DocumentSelector = { scheme: '*' };

export function isDocument(document: vscode.TextDocument): boolean {
  return !notDocuments.has(document.uri.scheme);
}

/** Documents that are written without a file system of their own: new ones, and the cells of notebooks. */
const writtenElsewhere = new Set(['untitled', 'vscode-notebook-cell']);

/** Whether a document may be changed: VS Code would also change what nothing can save, such as one side of a diff. */
export function isEditable({ uri: { scheme } }: vscode.TextDocument): boolean {
  return writtenElsewhere.has(scheme) || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}
