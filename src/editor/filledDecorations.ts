import * as vscode from 'vscode';
import type { Filled } from './filled';
import { rangeOf } from './textSource';

/** Shows numbers that were filled in for what they are: in italics, with what was said of them on hover. */
export class FilledDecorations implements vscode.Disposable {
  private readonly look = vscode.window.createTextEditorDecorationType({
    fontStyle: 'italic',
    textDecoration: 'underline dotted',
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly filled: Filled) {
    this.subscriptions = vscode.Disposable.from(
      this.look,
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
          start: rangeOffset,
          end: rangeOffset + rangeLength,
          text,
        }));
        filled.followEdit(document.uri.toString(), changes);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => filled.forget(uri.toString())),
      vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach((editor) => this.decorate(editor))),
      new vscode.Disposable(filled.onDidChange((uri) => this.decorateAll(uri))),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private decorateAll(uri: string): void {
    for (const editor of vscode.window.visibleTextEditors)
      if (editor.document.uri.toString() === uri) this.decorate(editor);
  }

  private decorate(editor: vscode.TextEditor): void {
    const { document } = editor;
    const standing = this.filled
      .of(document.uri.toString())
      .map((cell) => ({ cell, range: rangeOf(document, cell) }))
      .filter(({ cell, range }) => document.getText(range) === cell.text);
    editor.setDecorations(
      this.look,
      standing.map(({ cell, range }) => ({ range, hoverMessage: new vscode.MarkdownString(cell.told) })),
    );
  }
}
