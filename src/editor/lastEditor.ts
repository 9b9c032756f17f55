import * as vscode from 'vscode';

/** The text editor a person worked in last: the panel takes the focus, and still means that one. */
export class LastEditor implements vscode.Disposable {
  private last = vscode.window.activeTextEditor;
  private readonly subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
    if (editor !== undefined) this.last = editor;
  });

  /** Null where there is none, or it was closed. */
  current(): vscode.TextEditor | null {
    const active = vscode.window.activeTextEditor;
    if (active !== undefined) return active;
    return this.last !== undefined && !this.last.document.isClosed ? this.last : null;
  }

  /** The same, brought to the front where another tab covers it: a person sees what a command acts on. */
  async shown(): Promise<vscode.TextEditor | null> {
    const editor = this.current();
    if (editor === null || vscode.window.visibleTextEditors.some(({ document }) => document === editor.document))
      return editor;
    return vscode.window.showTextDocument(editor.document, editor.viewColumn);
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
