import type * as vscode from 'vscode';

/** The text that was asked for last: one edit has many ask for the same. */
let last: { readonly document: WeakRef<vscode.TextDocument>; readonly version: number; readonly text: string } | null =
  null;

/**
 * The text of a document as it is now. VS Code keeps it as lines and joins them at every call, which takes milliseconds
 * where they are many; here it is joined once for a version.
 */
export function textOf(document: vscode.TextDocument): string {
  const { version } = document;
  if (last?.version === version && last.document.deref() === document) return last.text;
  const text = document.getText();
  last = { document: new WeakRef(document), version, text };
  return text;
}
