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

  dispose(): void {
    this.subscription.dispose();
  }
}
