import type * as vscode from 'vscode';

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

/** Whether a text is a document of a person’s, and no output or search. */
export function isDocument(document: vscode.TextDocument): boolean {
  return !notDocuments.has(document.uri.scheme);
}
